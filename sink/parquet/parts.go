package parquet

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/parquet-go/parquet-go"

	"github.com/gigawire/gigawire/extract/fact"
)

// Parts is a sink that ends up as one Parquet file. Such a file cannot be
// appended to: what Sync makes safe is a part, a whole file of its own in a
// directory, and Complete makes one file of the parts.
//
// Parts are numbered from 1 on and without end, so that a later call adds to the
// file. The file says in its metadata how many it holds, so that a crash between
// two steps of Complete is seen.
type Parts struct {
	mu     sync.Mutex
	path   string // of the file
	dir    string // of the parts
	count  int64  // of parts, those that the file holds included
	merged int64  // of parts that the file holds
	next   *unfinished
}

// partsKey is the key in the file's metadata.
const partsKey = "gigawire.parts"

// Resume returns a sink that goes on behind so many parts, which Sync once
// returned, and which makes a file at a path of them. Parts beyond were written
// after the checkpoint and are removed; one that lacks is an error.
func Resume(path, dir string, count int64) (*Parts, error) {
	p := &Parts{path: path, dir: dir, count: count}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("making directory of parts: %w", err)
	}
	var err error
	if p.merged, err = partsIn(path); err != nil {
		return nil, fmt.Errorf("opening facts file %s: %w: remove it or name another", path, err)
	}
	if p.merged > count {
		return nil, fmt.Errorf("opening facts file %s: it holds %d parts, but %d were written: begin anew, to another file and state", path, p.merged, count)
	}
	if err := p.tidy(); err != nil {
		return nil, fmt.Errorf("opening parts in %s: %w", dir, err)
	}
	return p, nil
}

// partsIn returns how many parts a file holds, 0 where there is none.
func partsIn(path string) (int64, error) {
	count := int64(0)
	err := reading(path, func(file *parquet.File) error {
		said, _ := file.Lookup(partsKey)
		var err error
		if count, err = strconv.ParseInt(said, 10, 64); err != nil {
			return errors.New("backfill did not write it")
		}
		return nil
	})
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	return count, err
}

// reading opens a file for use.
func reading(path string, use func(*parquet.File) error) error {
	file, err := os.Open(path) //nolint:gosec // named by the user
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	opened, err := parquet.OpenFile(file, info.Size(), parquet.SkipBloomFilters(true))
	if err != nil {
		return err
	}
	return use(opened)
}

// partEnding is that of the names of parts.
const partEnding = ".parquet"

func (p *Parts) part(number int64) string {
	return filepath.Join(p.dir, fmt.Sprintf("%08d%s", number, partEnding))
}

// tidy removes what is not of the parts to come, and wants those.
func (p *Parts) tidy() error {
	entries, err := os.ReadDir(p.dir)
	if err != nil {
		return err
	}
	lacking := p.count - p.merged
	for _, entry := range entries {
		number, err := strconv.ParseInt(strings.TrimSuffix(entry.Name(), partEnding), 10, 64)
		if err == nil && number > p.merged && number <= p.count {
			lacking--
			continue
		}
		if err := os.Remove(filepath.Join(p.dir, entry.Name())); err != nil {
			return err
		}
	}
	if lacking > 0 {
		return fmt.Errorf("%d of %d parts are not there: restore them, or begin anew without the checkpoint", lacking, p.count-p.merged)
	}
	return nil
}

// Write writes the facts into the part to come.
func (p *Parts) Write(_ context.Context, facts []fact.Fact) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(facts) == 0 {
		return nil
	}
	if p.next == nil {
		var err error
		if p.next, err = create(p.part(p.count + 1)); err != nil {
			return err
		}
	}
	if _, err := p.next.Write(rowsOf(facts)); err != nil {
		return fmt.Errorf("writing facts: %w", err)
	}
	return nil
}

// Sync makes a part of what was written since it was called last, and returns
// how many there are. A checkpoint that records it makes Resume possible.
func (p *Parts) Sync() (int64, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next == nil {
		return p.count, nil
	}
	next := p.next
	p.next = nil
	if err := next.finish(); err != nil {
		return 0, err
	}
	p.count++
	return p.count, nil
}

// Close drops what no Sync has made safe. It makes no file of the parts.
func (p *Parts) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next == nil {
		return nil
	}
	next := p.next
	p.next = nil
	return next.abandon()
}
