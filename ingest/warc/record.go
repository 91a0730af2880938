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
	record.Block, err = r.block(length, record.holdsPage())
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

// block reads what a record holds, into memory of its own where it is to keep.
func (r *Reader) block(length int64, keep bool) ([]byte, error) {
	if length > r.most {
		return nil, r.passOver(length)
	}
	if keep {
		r.room = make([]byte, length)
	} else if int64(cap(r.room)) < length {
		r.room = make([]byte, length)
	}
	n, err := io.ReadFull(r.in, r.room[:length])
	r.passed += int64(n)
	block := r.room[:n]
	if keep {
		r.room = nil
	}
	if err == nil && r.ends() {
		return block, nil
	}
	if begins := bytes.Index(block, []byte(boundary)); begins >= 0 {
		r.unread(block[begins:])
		return nil, r.tooLong(length, int64(begins))
	}
	if err != nil {
		return nil, r.cutShort(err)
	}
	return block, nil // the next call says what stands behind it
}

// boundary stands between two records.
const boundary = "\r\n\r\n" + version

func (r *Reader) tooLong(length, begins int64) error {
	return r.damaged(fmt.Sprintf("Content-Length is %d, though the next record begins after %d", length, begins))
}

// passOver passes over a block that is too large, but not over a record that
// begins within it, where the length is wrong. It returns the damage.
func (r *Reader) passOver(length int64) error {
	for passed := int64(0); passed < length; {
		window, err := r.in.Peek(int(min(length-passed, int64(r.in.Size()))))
		begins := bytes.Index(window, []byte(boundary))
		pass := len(window)
		switch {
		case begins >= 0:
			pass = begins
		case pass == 0:
			return r.cutShort(err)
		case passed+int64(pass) < length && pass >= len(boundary):
			pass -= len(boundary) - 1 // which may begin at its end
		}
		n, _ := r.in.Discard(pass) // they are buffered
		passed += int64(n)
		r.passed += int64(n)
		if begins >= 0 {
			return r.tooLong(length, passed)
		}
	}
	return r.damage(fmt.Errorf("%w: %d bytes, where %d can be read", ingest.ErrTooLarge, length, r.most))
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
