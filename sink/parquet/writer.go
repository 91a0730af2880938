package parquet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/parquet-go/parquet-go"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink/durable"
)

// rowsOfGroup is how many rows a row group has at most: enough that readers
// skip well, and few enough to hold in memory.
const rowsOfGroup = 100_000

// table is what writes rows.
type table = parquet.GenericWriter[row]

func newTable(out io.Writer) *table {
	return parquet.NewGenericWriter[row](out, parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(rowsOfGroup))
}

// Writer is a sink that writes one Parquet file to a pipe. The file is whole
// only after Close.
type Writer struct {
	mu    sync.Mutex
	table *table
}

// New returns a writer on out, which it does not close.
func New(out io.Writer) *Writer { return &Writer{table: newTable(out)} }

// Write writes the facts, a row each.
func (w *Writer) Write(_ context.Context, facts []fact.Fact) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, err := w.table.Write(rowsOf(facts)); err != nil {
		return fmt.Errorf("writing facts: %w", err)
	}
	return nil
}

// Close ends the file.
func (w *Writer) Close() error {
	if err := w.table.Close(); err != nil {
		return fmt.Errorf("ending facts file: %w", err)
	}
	return nil
}

// unfinished is a file that has its name only when it is whole and on the disk.
type unfinished struct {
	file *durable.File
	*table
}

func create(path string) (*unfinished, error) {
	file, err := durable.Create(path, 0o666) // facts are no secret
	if err != nil {
		return nil, fmt.Errorf("making facts file: %w", err)
	}
	return &unfinished{file, newTable(file)}, nil
}

// finish gives the file its name.
func (u *unfinished) finish() error {
	if err := u.Close(); err != nil {
		return errors.Join(fmt.Errorf("ending facts file: %w", err), u.file.Abandon())
	}
	return u.file.Finish()
}

// abandon removes the file.
func (u *unfinished) abandon() error { return u.file.Abandon() }
