package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"github.com/gigawire/gigawire/ingest"
)

// record reads the rest of a record whose first line was read.
func (r *Reader) record() (*Record, error) {
	header, err := r.header()
	if err != nil {
		return nil, err
	}
	length, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		r.lost = true
		return nil, r.damaged(fmt.Sprintf("Content-Length is %q", header.Get("Content-Length")))
	}
	record := &Record{
		Number: r.number, Offset: r.begin, Header: header,
		Type: strings.ToLower(header.Get("WARC-Type")), URI: strings.Trim(header.Get("WARC-Target-URI"), "<> "),
	}
	// Old archives write dates that are none; the zero time stands for them.
	record.Date, _ = time.Parse(time.RFC3339, header.Get("WARC-Date"))
	record.Block, err = r.block(length)
	return record, err
}

// maxHeader bounds the lines of a header.
const maxHeader = 1000

// header reads the fields of a record, up to a blank line.
func (r *Reader) header() (textproto.MIMEHeader, error) {
	header, last := textproto.MIMEHeader{}, ""
	for range maxHeader {
		line, err := r.line()
		if err != nil {
			return nil, r.cutShort(err)
		}
		if line == "" {
			return header, nil
		}
		if (line[0] == ' ' || line[0] == '\t') && last != "" {
			header.Set(last, header.Get(last)+" "+strings.TrimSpace(line))
			continue
		}
		if key, value, found := strings.Cut(line, ":"); found {
			last = strings.TrimSpace(key)
			header.Set(last, strings.TrimSpace(value))
		}
	}
	r.lost = true
	return nil, r.damaged("the header has no end")
}

// cutShort says of the end of the file that it is inside a record.
func (r *Reader) cutShort(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return r.damaged("the file ends inside it")
	}
	return r.fault(err)
}

// block reads what a record holds.
func (r *Reader) block(length int64) ([]byte, error) {
	if length > r.most {
		n, err := io.CopyN(io.Discard, r.in, length)
		r.passed += n
		if err != nil {
			return nil, r.cutShort(err)
		}
		return nil, r.damage(fmt.Errorf("%w: %d bytes, where %d can be read", ingest.ErrTooLarge, length, r.most))
	}
	var b bytes.Buffer
	n, err := io.CopyN(&b, r.in, length)
	r.passed += n
	block := b.Bytes()
	if err == nil && r.ends() {
		return block, nil
	}
	if begins := bytes.Index(block, []byte("\r\n\r\n"+version)); begins >= 0 {
		r.unread(block[begins:])
		return nil, r.damaged(fmt.Sprintf("Content-Length is %d, though the next record begins after %d", length, begins))
	}
	if err != nil {
		return nil, r.cutShort(err)
	}
	return block, nil // the next call says what stands behind it
}

// ends reports whether what comes is the end of a record or of the file.
func (r *Reader) ends() bool {
	next, _ := r.in.Peek(2) // an error shows again when it is read
	return len(next) == 0 || next[0] == '\n' || string(next) == "\r\n"
}

// unread puts back what belongs to the next record.
func (r *Reader) unread(rest []byte) {
	r.passed -= int64(len(rest))
	r.in = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(bytes.Clone(rest)), r.in), 64<<10)
}
