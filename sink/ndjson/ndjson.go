// Package ndjson writes facts as lines of JSON, to standard output or to a
// file.
package ndjson

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink"
)

// Writer is a sink that writes each fact as one line. Lines of a call stand
// together, and each reaches the file or not at all.
type Writer struct {
	mu   sync.Mutex
	out  io.Writer
	file *os.File // nil where the writer does not own what it writes to
	// size is how long the file is, and would be if a write had not broken
	// off.
	size int64
}

// New returns a writer on out, which it does not close.
func New(out io.Writer) *Writer { return &Writer{out: out} }

// Open returns a writer that appends to a file, which it makes if need be.
// Half a line at its end, left by a crash, is removed first.
func Open(path string) (*Writer, error) {
	return open(path, endOfLines)
}

// Resume returns a writer that goes on at a size that Sync once returned.
// What stands beyond was written after the checkpoint that holds the size and
// is removed. A file that is shorter is an error: it is not the same file.
func Resume(path string, size int64) (*Writer, error) {
	return open(path, func(file *os.File) (int64, error) {
		info, err := file.Stat()
		if err == nil && info.Size() < size {
			err = fmt.Errorf("%d bytes long, but %d were written: restore it, or begin anew without the checkpoint", info.Size(), size)
		}
		return size, err
	})
}

// open cuts a file at the length that keep returns, and stands there.
func open(path string, keep func(*os.File) (int64, error)) (*Writer, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644) //nolint:gosec // facts are no secret
	if err != nil {
		return nil, fmt.Errorf("opening facts file: %w", err)
	}
	w := &Writer{out: file, file: file}
	if w.size, err = keep(file); err == nil {
		err = w.cut()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening facts file %s: %w", path, err), file.Close())
	}
	return w, nil
}

// endOfLines returns how long a file is without half a line at its end.
func endOfLines(file *os.File) (int64, error) {
	end, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	buf := make([]byte, 64<<10)
	for end > 0 {
		from := max(0, end-int64(len(buf)))
		n, err := file.ReadAt(buf[:end-from], from)
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, err
		}
		if i := bytes.LastIndexByte(buf[:n], '\n'); i >= 0 {
			return from + int64(i) + 1, nil
		}
		end = from
	}
	return 0, nil
}

// cut shortens the file to its size on record.
func (w *Writer) cut() error {
	if err := w.file.Truncate(w.size); err != nil {
		return err
	}
	_, err := w.file.Seek(w.size, io.SeekStart)
	return err
}

// Write writes the facts. To a file, they are then safe from a crash of the
// program; Sync makes them safe from one of the machine. A fact that cannot
// be written as JSON is rejected as "unencodable".
func (w *Writer) Write(_ context.Context, facts []fact.Fact) error {
	lines, rejected := encode(facts)
	if err := w.append(lines); err != nil {
		return fmt.Errorf("writing facts: %w", err)
	}
	if len(rejected) > 0 {
		return &sink.RejectedError{Rejected: rejected}
	}
	return nil
}

func encode(facts []fact.Fact) (lines []byte, rejected []sink.Rejected) {
	for i := range facts {
		line, err := facts[i].MarshalJSON() // json.Marshal would go over it once more
		if err != nil {
			rejected = append(rejected, sink.Rejected{Fact: facts[i], Reason: "unencodable", Err: err})
			continue
		}
		lines = append(append(lines, line...), '\n')
	}
	return lines, rejected
}

// append writes lines, all or none where it can take back those that it wrote.
func (w *Writer) append(lines []byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, err := w.out.Write(lines); err != nil {
		if w.file != nil {
			err = errors.Join(err, w.cut())
		}
		return err
	}
	w.size += int64(len(lines))
	return nil
}

// Sync waits until all that was written is on the disk, and returns how long
// the file is in bytes. A checkpoint that records it makes Resume possible.
// Without a file it only returns how much was written.
func (w *Writer) Sync() (int64, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file == nil {
		return w.size, nil
	}
	if err := w.file.Sync(); err != nil {
		return 0, fmt.Errorf("syncing facts file: %w", err)
	}
	return w.size, nil
}

// Close syncs and closes the file, if the writer opened one.
func (w *Writer) Close() error {
	if w.file == nil {
		return nil
	}
	_, err := w.Sync()
	if err := errors.Join(err, w.file.Close()); err != nil {
		return fmt.Errorf("closing facts file: %w", err)
	}
	return nil
}
