package parquet

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/parquet-go/parquet-go"

	"github.com/gigawire/gigawire/ingest/table"
)

// column reads the values of a column of a row group.
type column struct {
	name   string
	most   int64 // bytes of a value
	format func(parquet.Value) string
	pages  parquet.Pages
	page   parquet.Page // nil between pages
	values parquet.ValueReader
	buffer [64]parquet.Value
	ready  []parquet.Value // of buffer, to come
	err    error           // what is wrong from the beginning
}

// column opens a column of a row group at one of its rows.
func (r *Reader) column(group parquet.RowGroup, leaf int, row int64) *column {
	c := &column{name: r.Columns()[leaf], most: r.most}
	if c.err = r.checkPages(leaf); c.err == nil {
		c.err = c.begin(group, leaf, row)
	}
	return c
}

func (c *column) begin(group parquet.RowGroup, leaf int, row int64) (err error) {
	defer recovered(&err)
	chunk := group.ColumnChunks()[leaf]
	c.format = formatOf(chunk.Type())
	c.pages = chunk.Pages()
	if row == 0 {
		return nil
	}
	return c.pages.SeekToRow(row)
}

func (c *column) close() {
	c.release()
	if c.pages != nil {
		_ = c.pages.Close() // it was only read
	}
}

func (c *column) release() {
	if c.page != nil {
		parquet.Release(c.page)
	}
	c.page, c.values = nil, nil
}

// errLarge means that a value is larger than may be read.
var errLarge = errors.New("the value is too large")

// next returns the value of the next row as text: empty for null, those of a
// list joined. An errLarge is of that row only.
func (c *column) next() (value string, err error) {
	defer recovered(&err)
	if c.err != nil {
		return "", c.of(c.err)
	}
	var parts []string
	left := c.most
	for first := true; ; first = false {
		v, err := c.peek()
		if !first && (errors.Is(err, io.EOF) || err == nil && v.RepetitionLevel() == 0) {
			break
		}
		if err != nil {
			return "", c.of(err)
		}
		c.ready = c.ready[1:]
		if left -= size(v); left >= 0 && !v.IsNull() {
			parts = append(parts, c.format(v))
		}
	}
	if left < 0 {
		return "", errLarge
	}
	return strings.Join(parts, table.Between), nil
}

// size is how many bytes a value has, where their number is not fixed.
func size(v parquet.Value) int64 {
	if v.Kind() != parquet.ByteArray && v.Kind() != parquet.FixedLenByteArray {
		return 0
	}
	return int64(len(v.ByteArray()))
}

func (c *column) of(err error) error { return fmt.Errorf("column %s: %w", c.name, err) }

// peek returns the next value, io.EOF after the last. It is valid until the
// next is asked for.
func (c *column) peek() (parquet.Value, error) {
	for len(c.ready) == 0 {
		if c.page == nil {
			page, err := c.pages.ReadPage()
			if err != nil {
				return parquet.Value{}, err
			}
			c.page, c.values = page, page.Values()
		}
		n, err := c.values.ReadValues(c.buffer[:])
		c.ready = c.buffer[:n]
		switch {
		case n > 0:
		case errors.Is(err, io.EOF):
			c.release()
		case err != nil:
			return parquet.Value{}, err
		default:
			return parquet.Value{}, io.ErrNoProgress
		}
	}
	return c.ready[0], nil
}
