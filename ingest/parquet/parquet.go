// Package parquet reads the columns of Apache Parquet files that hold articles,
// row by row, in spite of what is broken in them.
package parquet

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"

	"github.com/gigawire/gigawire/ingest"
)

// Reader reads the rows of a file. It holds one page of each column that is read.
type Reader struct {
	in      io.ReaderAt
	file    *parquet.File
	most    int64          // bytes of a value
	maxPage int32          // bytes
	leaves  [][]string     // paths of the columns that have values
	columns map[string]int // the leaf of each field
	group   int            // the row group that is open, or to be opened
	open    map[string]*column
	number  int64 // of the row that was read last, from 1
	until   int64 // of the last row of the group that is open
}

// DamageError says what is broken, and where. Reading goes on behind it: where a
// page is broken, that is the next row group.
type DamageError struct {
	// Group is the row group, First and Last are the rows of the file that are
	// lost, all from 1.
	Group       int
	First, Last int64
	Err         error
}

// Error names the place.
func (e *DamageError) Error() string {
	if e.First == e.Last {
		return fmt.Sprintf("row group %d, row %d: %v", e.Group, e.First, e.Err)
	}
	return fmt.Sprintf("row group %d, rows %d to %d: %v", e.Group, e.First, e.Last, e.Err)
}

// Unwrap returns what is broken, one of ingest's permanent errors.
func (e *DamageError) Unwrap() error { return e.Err }

// Open reads the description of a file of a size, of which values of at most so
// many bytes are to be read. One that cannot be read is an error that wraps
// ingest.ErrMalformed.
func Open(in io.ReaderAt, size, most int64) (r *Reader, err error) {
	defer recovered(&err)
	if err := checkFooter(in, size); err != nil {
		return nil, malformed(err)
	}
	file, err := parquet.OpenFile(in, size, parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err == nil {
		err = checkRows(file)
	}
	if err != nil {
		return nil, malformed(err)
	}
	return &Reader{in: in, file: file, most: most, maxPage: maxPage, leaves: file.Schema().Columns()}, nil
}

func malformed(err error) error {
	return fmt.Errorf("%w: reading Parquet file: %w", ingest.ErrMalformed, err)
}

// recovered makes an error of a panic, with which the library answers some
// broken files.
func recovered(err *error) {
	if cause := recover(); cause != nil {
		*err = malformed(fmt.Errorf("%v", cause))
	}
}

// inLists are the parts of paths that lists and maps put between a column and
// its values.
var inLists = []string{".list.element", ".list.item", ".list.array_element", ".bag.array_element", ".bag.array", ".array"}

// Columns lists the columns that have values: one within another is written with
// a dot, and a list by its own name.
func (r *Reader) Columns() []string {
	out := make([]string, len(r.leaves))
	for i, path := range r.leaves {
		out[i] = strings.Join(path, ".")
		for _, ending := range inLists {
			out[i] = strings.TrimSuffix(out[i], ending)
		}
	}
	return out
}

// Select says which columns are read, by their places in Columns.
func (r *Reader) Select(columns map[string]int) { r.columns = columns }

// Pass passes over so many rows from the beginning.
func (r *Reader) Pass(rows int64) {
	groups := r.file.RowGroups()
	for r.group < len(groups) && r.number+groups[r.group].NumRows() <= rows {
		r.number += groups[r.group].NumRows()
		r.group++
	}
	r.until = r.number
	if r.group < len(groups) && r.number < rows {
		r.begin(rows - r.number)
	}
}

// Number returns the number of the row that was read last, from 1, or after
// damage, of the last row that was lost.
func (r *Reader) Number() int64 { return r.number }

// Next returns the values of the next row, by the names that Select has, nulls
// left out; io.EOF after the last. What is broken is a *DamageError.
func (r *Reader) Next() (map[string]string, error) {
	for r.number == r.until {
		if r.open != nil {
			r.end()
			r.group++
		}
		if r.group == len(r.file.RowGroups()) {
			return nil, io.EOF
		}
		r.begin(0)
	}
	return r.row()
}

// begin opens a row group at one of its rows. What is wrong with it shows when
// the row is read.
func (r *Reader) begin(row int64) {
	group := r.file.RowGroups()[r.group]
	r.until = r.number + group.NumRows()
	r.number += row
	r.open = map[string]*column{}
	for field, leaf := range r.columns {
		r.open[field] = r.column(group, leaf, row)
	}
}

// end closes the row group that is open.
func (r *Reader) end() {
	for _, c := range r.open {
		c.close()
	}
	r.open = nil
}

func (r *Reader) row() (map[string]string, error) {
	row, large := map[string]string{}, ""
	for _, field := range slices.Sorted(maps.Keys(r.open)) {
		c := r.open[field]
		value, err := c.next()
		switch {
		case errors.Is(err, errLarge):
			large = c.name
		case err != nil:
			return nil, r.damage(r.until, err)
		case value != "":
			row[field] = value
		}
	}
	if large != "" {
		return nil, r.damage(r.number+1, fmt.Errorf("%w: column %s has more than %d bytes", ingest.ErrTooLarge, large, r.most))
	}
	r.number++
	return row, nil
}

// damage gives up rows up to the last that is lost.
func (r *Reader) damage(last int64, err error) error {
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if ingest.Reason(err) == ingest.ReasonFetch {
		err = malformed(err)
	}
	first := r.number + 1
	r.number = last
	return &DamageError{Group: r.group + 1, First: first, Last: last, Err: err}
}

// Close closes what is open, but not the file.
func (r *Reader) Close() { r.end() }
