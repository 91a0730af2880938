package files

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/table"
)

// rows are those of a table in CSV (RFC 4180) or TSV. It holds one at a time.
//
// A row goes on behind the end of a line where a quote is open, which is where
// their number is odd. Where that makes no row, the quote was not meant as one:
// the first line is the damage, and the next row begins behind it.
type rows struct {
	lines   *lines
	again   []byte // lines that were read and are to be read once more
	number  int    // of the line that was read last, from 1
	row     []byte // the row read last, as it stands in the file
	first   int    // the line where it begins
	kind    Kind
	comma   rune
	width   int            // how many columns there are
	columns map[string]int // the column of each field
	reader  *bufio.Reader  // reads row
	ended   bool
}

// newRows reads the header. It closes in where there is an error.
func newRows(origin string, kind Kind, in io.ReadCloser, c Config) (*rows, error) {
	r := &rows{lines: newLines(origin, in, c.MaxDocument), kind: kind, comma: '\t', reader: bufio.NewReader(nil)}
	if err := r.header(c.Columns); err != nil {
		return nil, errors.Join(err, in.Close())
	}
	return r, nil
}

func (r *rows) close() error { return r.lines.close() }

func (r *rows) header(given table.Mapping) error {
	err := r.read()
	switch {
	case errors.Is(err, io.EOF):
		return fmt.Errorf("%w: give it a first row that names the columns", ingest.ErrEmpty)
	case errors.Is(err, ingest.ErrTooLarge):
		return err
	case err != nil:
		return broken(err)
	}
	r.row = bytes.TrimPrefix(r.row, []byte("\xef\xbb\xbf"))
	if r.kind == KindCSV {
		r.comma = separator(r.row)
	}
	names, err := r.values()
	if err != nil {
		return fmt.Errorf("%w: the row that names the columns: %w", ingest.ErrMalformed, err)
	}
	m, err := table.Match(given, names)
	if err != nil {
		return fmt.Errorf("%w: %w", ingest.ErrMalformed, err)
	}
	r.width, r.columns = len(names), m.Indexes(names)
	return nil
}

// separator returns what separates the columns: what there is most of.
func separator(header []byte) rune {
	best, most := ',', 0
	for _, c := range ",;\t|" {
		if n := bytes.Count(header, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

// values divides r.row.
func (r *rows) values() ([]string, error) {
	raw := r.row
	if !utf8.Valid(raw) {
		text, err := page.Decode(raw, "")
		if err != nil {
			return nil, err
		}
		raw = []byte(text)
	}
	r.reader.Reset(bytes.NewReader(raw))
	c := csv.NewReader(r.reader)
	c.Comma = r.comma
	values, err := c.Read()
	var at *csv.ParseError
	if errors.As(err, &at) {
		err = at.Err // without the line, which is that of the row
	}
	if literal := strings.Split(strings.TrimRight(string(raw), "\r\n"), "\t"); err != nil && r.kind == KindTSV && len(literal) == r.width {
		return literal, nil // quotes mean nothing in many a TSV
	}
	return values, err
}

// next returns the document of the next row, and false after the last.
func (r *rows) next(f *Files) (Document, bool) {
	for !r.ended {
		err := r.read()
		r.ended = err != nil && !errors.Is(err, ingest.ErrTooLarge)
		switch {
		case errors.Is(err, io.EOF):
			return Document{}, false
		case r.ended:
			f.at.Line = r.number
			return f.rejected(r.place(), nil, broken(err)), true
		case err != nil:
			f.at.Line = r.number
			return f.rejected(r.place(), bytes.Clone(r.row), err), true
		case len(bytes.TrimSpace(r.row)) > 0:
			return r.document(f), true
		}
	}
	return Document{}, false
}

func (r *rows) place() string { return fmt.Sprintf("%s:%d", r.lines.path, r.first) }

// document returns the document of r.row.
func (r *rows) document(f *Files) Document {
	values, err := r.fitting()
	if err != nil {
		r.back()
		if r.kind == KindTSV {
			values, err = r.fitting()
		}
	}
	f.at.Line = r.number
	raw := bytes.Clone(r.row)
	if err != nil {
		return f.rejected(r.place(), raw, fmt.Errorf("%w: the row cannot be read: %w", ingest.ErrMalformed, err))
	}
	d := f.document(r.place(), r.kind, raw)
	d.row = map[string]string{}
	for field, column := range r.columns {
		d.row[field] = values[column]
	}
	return d
}

// fitting divides r.row into as many values as there are columns.
func (r *rows) fitting() ([]string, error) {
	values, err := r.values()
	if err == nil && len(values) != r.width {
		err = fmt.Errorf("it has %d values, where there are %d columns", len(values), r.width)
	}
	return values, err
}
