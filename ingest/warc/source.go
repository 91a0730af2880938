package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"

	"github.com/gigawire/gigawire/ingest/coding"
)

// source unpacks a file, member by member, and passes over broken ones. It
// knows where in the file it is.
type source struct {
	raw    *bufio.Reader
	count  *counter
	packed gzip.Reader // of the member that is open
	open   bool
	plain  bool
	looked bool
	// start is where the member began that was read from last, or where the
	// last bytes were where the file is not packed.
	start int64
}

// packingError means that a member cannot be unpacked.
type packingError struct{ err error }

func (e *packingError) Error() string { return fmt.Sprintf("unpacking: %v", e.err) }

// counter counts the bytes that were read.
type counter struct {
	in io.Reader
	n  int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	return n, err
}

func newSource(in io.Reader) *source {
	c := &counter{in: in}
	return &source{raw: bufio.NewReaderSize(c, 64<<10), count: c}
}

// magic is what a member begins with.
const magic = coding.GzipMagic

func (s *source) at() int64 { return s.count.n - int64(s.raw.Buffered()) }

// Read gives an error for each member that is broken, once, and goes on with
// the next.
func (s *source) Read(p []byte) (int, error) {
	if !s.looked {
		head, _ := s.raw.Peek(len(magic)) // an error shows again below
		s.looked, s.plain = true, string(head) != magic
	}
	if s.plain {
		s.start = s.at()
		return s.raw.Read(p)
	}
	if !s.open {
		if err := s.openNext(); err != nil {
			return 0, err
		}
	}
	n, err := s.packed.Read(p)
	s.open = err == nil
	if err == nil || errors.Is(err, io.EOF) {
		return n, nil // the next call opens the next member
	}
	return n, &packingError{err}
}

// openNext finds the next member.
func (s *source) openNext() error {
	for {
		head, err := s.raw.Peek(len(magic))
		if len(head) < len(magic) {
			return err
		}
		if string(head) == magic {
			break
		}
		if _, err := s.raw.Discard(1); err != nil {
			return err
		}
	}
	s.start = s.at()
	if err := s.packed.Reset(s.raw); err != nil {
		return &packingError{err}
	}
	s.packed.Multistream(false)
	s.open = true
	return nil
}
