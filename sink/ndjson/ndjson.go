// Package ndjson writes facts as lines of JSON, to standard output or to a
// file.
package ndjson

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/gigawire/gigawire/extract/fact"
)

// Writer writes each fact as one line. Lines of a call stand together.
type Writer struct {
	mu   sync.Mutex
	out  io.Writer
	file *os.File // nil where the writer does not own what it writes to
}

// New returns a writer on out, which it does not close.
func New(out io.Writer) *Writer { return &Writer{out: out} }

// Open returns a writer that appends to a file. Half a line at its end, left
// by a crash, is removed first.
func Open(path string) (*Writer, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("opening facts file: %w", err)
	}
	if err := mend(file); err != nil {
		return nil, errors.Join(fmt.Errorf("mending %s: %w", path, err), file.Close())
	}
	return &Writer{out: file, file: file}, nil
}

// mend cuts the file after its last line and stands there.
func mend(file *os.File) error {
	end, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	buf := make([]byte, 64<<10)
	for end > 0 {
		from := max(0, end-int64(len(buf)))
		n, err := file.ReadAt(buf[:end-from], from)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if i := bytes.LastIndexByte(buf[:n], '\n'); i >= 0 {
			end = from + int64(i) + 1
			break
		}
		end = from
	}
	if err := file.Truncate(end); err != nil {
		return err
	}
	_, err = file.Seek(end, io.SeekStart)
	return err
}

// Write writes the facts. To a file, it returns when they are on the disk.
func (w *Writer) Write(_ context.Context, facts []fact.Fact) error {
	var lines bytes.Buffer
	encoder := json.NewEncoder(&lines)
	for i := range facts {
		if err := encoder.Encode(&facts[i]); err != nil {
			return fmt.Errorf("encoding fact %s: %w", facts[i].ID, err)
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, err := w.out.Write(lines.Bytes()); err != nil {
		return fmt.Errorf("writing facts: %w", err)
	}
	if w.file == nil {
		return nil
	}
	if err := w.file.Sync(); err != nil {
		return fmt.Errorf("syncing facts file: %w", err)
	}
	return nil
}

// Close closes the file, if the writer opened one.
func (w *Writer) Close() error {
	if w.file == nil {
		return nil
	}
	if err := w.file.Close(); err != nil {
		return fmt.Errorf("closing facts file: %w", err)
	}
	return nil
}
