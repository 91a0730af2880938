package parquet

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/durable"
	"github.com/gigawire/gigawire/sink/ndjson"
)

// Directory is a sink that fills a directory with Parquet files, each of them
// whole and readable.
//
// A Parquet file is whole only at its end, but facts must be safe at once. So
// they first go to a journal, as lines of JSON, synced to the disk; when it is
// large or old enough a Parquet file is made of it and takes its place. A
// journal that a crash left is made one when the directory is opened.
type Directory struct {
	config  DirectoryConfig
	lock    *flock.Flock
	mu      sync.Mutex
	journal *ndjson.Writer // nil where nothing was written since the last file
	path    string         // of the journal
	timer   *time.Timer
	after   func(time.Duration, func()) *time.Timer
	failed  error // of making a file, which the next call tells
}

// The endings of names: of journals, and of what tells that a directory is used.
const (
	journalEnding = ".journal"
	lockName      = ".lock"
)

// Open opens a directory, and makes files of the journals in it. Another process
// that fills it is an error.
func Open(c DirectoryConfig) (*Directory, error) {
	if err := os.MkdirAll(c.Dir, 0o755); err != nil { //nolint:gosec // facts are no secret
		return nil, fmt.Errorf("making outputs.parquet.dir: %w", err)
	}
	d := &Directory{config: c, after: time.AfterFunc, lock: flock.New(filepath.Join(c.Dir, lockName))}
	locked, err := d.lock.TryLock()
	switch {
	case err != nil:
		return nil, fmt.Errorf("locking %s: %w", c.Dir, err)
	case !locked:
		return nil, fmt.Errorf("opening %s: another process fills it: give each a directory of its own", c.Dir)
	}
	if err := d.recover(); err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", c.Dir, err), d.lock.Unlock())
	}
	return d, nil
}

// Write writes the facts to the journal. They are safe then.
func (d *Directory) Write(ctx context.Context, facts []fact.Fact) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.failed != nil || len(facts) == 0 {
		return d.failed
	}
	if err := d.begin(); err != nil {
		return err
	}
	err := d.journal.Write(ctx, facts)
	var rejected *sink.RejectedError
	if err != nil && !errors.As(err, &rejected) {
		return err
	}
	size, syncing := d.journal.Sync()
	if syncing != nil {
		return syncing
	}
	if size >= d.config.MaxBytes {
		d.failed = d.roll() // these facts are safe all the same
	}
	return err
}

// begin begins a journal where there is none.
func (d *Directory) begin() (err error) {
	if d.journal != nil {
		return nil
	}
	d.path = d.name(time.Now())
	if d.journal, err = ndjson.Open(d.path); err != nil {
		return err
	}
	d.timer = d.after(d.config.Every, d.due)
	return durable.SyncDirectory(d.config.Dir)
}

// name returns a name for a journal that sorts behind those before it.
func (d *Directory) name(now time.Time) string {
	for ; ; now = now.Add(time.Millisecond) {
		name := "facts-" + now.UTC().Format("20060102T150405.000") + "Z"
		path := filepath.Join(d.config.Dir, strings.Replace(name, ".", "", 1))
		if _, err := os.Stat(path + partEnding); errors.Is(err, os.ErrNotExist) {
			return path + journalEnding
		}
	}
}

// due makes a file when its time has come.
func (d *Directory) due() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.journal != nil {
		d.failed = d.roll()
	}
}

// roll makes a file of the journal.
func (d *Directory) roll() error {
	d.timer.Stop()
	journal := d.journal
	d.journal = nil
	if err := journal.Close(); err != nil {
		return err
	}
	return fileOf(d.path)
}

// Close makes a file of what is left.
func (d *Directory) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	err := d.failed
	if d.journal != nil {
		err = errors.Join(err, d.roll())
	}
	return errors.Join(err, d.lock.Unlock())
}
