// Package warc reads web archives (WARC, ISO 28500), plain or packed, in spite
// of what is broken in them.
package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strings"
	"time"

	"github.com/gigawire/gigawire/ingest"
)

// Record is one record of an archive.
type Record struct {
	// Number is its place among those that begin as records do, from 1.
	Number int
	// Offset is where it begins in the file or, where it is packed together
	// with others, where they do.
	Offset int64
	// Type is such as "response", "resource" or "request".
	Type string
	// URI is what was asked for, without the angle brackets that some write.
	URI  string
	Date time.Time
	// Header has all fields.
	Header textproto.MIMEHeader
	// Block is what the record holds. Of a record of a type that never holds a
	// page it is valid until the next is read.
	Block []byte
}

// DamageError says what is broken, and where. Reading goes on behind it.
type DamageError struct {
	Number int
	Offset int64
	Err    error
}

// Error names the place.
func (e *DamageError) Error() string {
	return fmt.Sprintf("record %d, at byte %d: %v", e.Number, e.Offset, e.Err)
}

// Unwrap returns what is broken, one of ingest's permanent errors.
func (e *DamageError) Unwrap() error { return e.Err }

// Reader reads the records of an archive.
type Reader struct {
	source *source
	in     *bufio.Reader
	most   int64
	number int
	lost   bool   // the beginning of the next record is to be looked for
	passed int64  // bytes that were read, unpacked
	at     int64  // where the last line began
	begin  int64  // where the record did, or what is none
	room   []byte // for blocks that are not kept
}

// NewReader returns a reader of records whose blocks have at most so many
// bytes. Whether the archive is packed it sees itself.
func NewReader(in io.Reader, most int64) *Reader {
	s := newSource(in)
	return &Reader{source: s, in: bufio.NewReaderSize(s, 64<<10), most: most}
}

// Next returns the next record, io.EOF after the last. What is broken is a
// *DamageError; the next call goes on at the record after it. Another error is
// of the file itself, and final.
func (r *Reader) Next() (*Record, error) {
	for {
		line, err := r.line()
		r.begin = r.at
		switch {
		case err != nil:
			return nil, r.fault(err)
		case strings.HasPrefix(line, version):
			r.lost = false
			r.number++
			return r.record()
		case line == "" || r.lost:
		default:
			r.lost = true
			return nil, r.damaged("no record begins here: its length is wrong, or bytes are missing")
		}
	}
}

// version is what each record begins with.
const version = "WARC/"

// line reads a line without its break. Of one that is long it returns pieces.
func (r *Reader) line() (string, error) {
	line, err := r.in.ReadSlice('\n')
	r.at = r.source.start
	if r.source.plain {
		r.at = r.passed
	}
	r.passed += int64(len(line))
	if len(line) > 0 && (errors.Is(err, io.EOF) || errors.Is(err, bufio.ErrBufferFull)) {
		err = nil
	}
	return strings.TrimRight(string(line), "\r\n"), err
}

// fault tells damage from an error of the file.
func (r *Reader) fault(err error) error {
	var packing *packingError
	switch {
	case errors.As(err, &packing):
		r.lost = true
		return r.damaged(packing.Error())
	case errors.Is(err, io.EOF):
		return io.EOF
	}
	return fmt.Errorf("reading archive: %w", err)
}

func (r *Reader) damaged(what string) error {
	return r.damage(fmt.Errorf("%w: %s", ingest.ErrMalformed, what))
}

func (r *Reader) damage(err error) error {
	return &DamageError{Number: r.number, Offset: r.begin, Err: err}
}
