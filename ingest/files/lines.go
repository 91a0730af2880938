package files

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/gigawire/gigawire/ingest"
)

// lines are those of a JSONL file. It holds one at a time.
type lines struct {
	path   string
	in     io.ReadCloser
	reader *bufio.Reader
	most   int64  // bytes of a line
	line   []byte // valid until the next one is read
	number int    // of the line, from 1
	rest   bool   // the rest of a line that is too long is still to be passed over
	ended  bool
}

func newLines(path string, in io.ReadCloser, most int64) *lines {
	return &lines{path: path, in: in, reader: bufio.NewReaderSize(in, 64<<10), most: most}
}

func (l *lines) close() error {
	if err := l.in.Close(); err != nil {
		return fmt.Errorf("closing %s: %w", l.path, err)
	}
	return nil
}

// place names the line in messages.
func (l *lines) place() string { return fmt.Sprintf("%s:%d", l.path, l.number) }

// read reads a line into l.line, and returns io.EOF after the last. A line
// that is too long is an error that wraps ingest.ErrTooLarge; the next call
// goes on behind it.
func (l *lines) read() error {
	if err := l.skip(); err != nil {
		return err
	}
	l.number++
	l.line = l.line[:0]
	for {
		part, err := l.reader.ReadSlice('\n')
		l.line = append(l.line, part...)
		switch {
		case int64(len(bytes.TrimRight(l.line, "\r\n"))) > l.most:
			l.rest = err != nil
			return l.tooLarge()
		case err == nil || errors.Is(err, io.EOF) && len(l.line) > 0:
			return nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return err
		}
	}
}

func (l *lines) tooLarge() error {
	return fmt.Errorf("%w: a line of more than %s: shorten its \"text\"", ingest.ErrTooLarge, size(l.most))
}

// skip passes over the rest of a line that was too long.
func (l *lines) skip() error {
	for l.rest {
		_, err := l.reader.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
		l.rest = err != nil
	}
	return nil
}

// pass passes over lines from the beginning. A fault among them shows when the
// next line is read.
func (l *lines) pass(lines int) {
	for l.number < lines {
		if err := l.read(); err != nil && !errors.Is(err, ingest.ErrTooLarge) {
			return
		}
	}
}

// next returns the document of the next line that is not blank, and false after
// the last.
func (l *lines) next(f *Files) (Document, bool) {
	for !l.ended {
		err := l.read()
		l.ended = err != nil && !errors.Is(err, ingest.ErrTooLarge)
		f.at.Line = l.number
		raw := bytes.TrimSpace(l.line)
		switch {
		case errors.Is(err, io.EOF):
			return Document{}, false
		case l.ended:
			return f.rejected(l.place(), nil, broken(err)), true
		case err != nil:
			return f.rejected(l.place(), bytes.Clone(raw), err), true
		case len(raw) > 0:
			return f.document(l.place(), KindJSON, bytes.Clone(raw)), true
		}
	}
	return Document{}, false
}
