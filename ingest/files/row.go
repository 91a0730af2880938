package files

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/gigawire/gigawire/ingest"
)

// A row of a table is made of the lines that its quotes hold together.

// pass passes over lines from the beginning, whose rows were read before.
func (r *rows) pass(lines int) {
	for r.number < lines && !r.ended {
		err := r.line()
		r.ended = err != nil && !errors.Is(err, ingest.ErrTooLarge)
	}
}

// line reads a line into r.lines.line.
func (r *rows) line() error {
	if len(r.again) == 0 {
		err := r.lines.read()
		if err == nil || errors.Is(err, ingest.ErrTooLarge) {
			r.number++
		}
		return err
	}
	end := bytes.IndexByte(r.again, '\n') + 1
	if end == 0 {
		end = len(r.again)
	}
	r.lines.line = append(r.lines.line[:0], r.again[:end]...)
	r.again = r.again[end:]
	r.number++
	if int64(len(bytes.TrimRight(r.lines.line, "\r\n"))) > r.lines.most {
		return r.lines.tooLarge()
	}
	return nil
}

// read reads a row into r.row, and returns io.EOF after the last. One that is
// too large is an error that wraps ingest.ErrTooLarge; the next call goes on
// behind it.
func (r *rows) read() error {
	err := r.line()
	r.first, r.row = r.number, append(r.row[:0], r.lines.line...)
	for open := odd(r.row); err == nil && open; open = open != odd(r.lines.line) {
		if err = r.line(); errors.Is(err, io.EOF) {
			return nil // the quote is never closed, which the values will say
		}
		r.row = append(r.row, r.lines.line...)
		if errors.Is(err, ingest.ErrTooLarge) || int64(len(r.row)) > r.lines.most {
			return r.tooLarge()
		}
	}
	return err
}

// tooLarge goes back behind the first line of a row that would be too large:
// that its quote was not meant as one is likelier, and the lines behind it are
// not lost to it. In a TSV quotes mean nothing where they fit nothing.
func (r *rows) tooLarge() error {
	r.back()
	if r.kind == KindTSV {
		return nil
	}
	return fmt.Errorf("%w: a row of more than %s: shorten its text, or close the quote in line %d", ingest.ErrTooLarge, size(r.lines.most), r.first)
}

func odd(line []byte) bool { return bytes.Count(line, []byte(`"`))%2 == 1 }

// back goes back behind the first line of a row that is damaged.
func (r *rows) back() {
	end := bytes.IndexByte(r.row, '\n') + 1
	if end == 0 || end == len(r.row) {
		return
	}
	r.again = append(bytes.Clone(r.row[end:]), r.again...)
	r.row, r.number = r.row[:end], r.first
}
