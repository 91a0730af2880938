package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"time"

	"github.com/gofrs/flock"

	reports "github.com/gigawire/gigawire/cmd/gigawire/internal/report"
	"github.com/gigawire/gigawire/ingest/files"
	"github.com/gigawire/gigawire/sink/durable"
)

// job is what a backfill was asked to do.
type job struct {
	Paths     []string        `json:"paths"`
	Input     string          `json:"input"`
	Columns   string          `json:"columns,omitempty"`
	To        string          `json:"to"`
	Filter    filterArguments `json:"filter,omitzero"`
	Prefilter bool            `json:"prefilter,omitempty"`
}

// checkpoint says how far a backfill has come. It is on the disk only after
// the facts that it counts.
type checkpoint struct {
	Job job `json:"job"`
	// At is the last document that was read, Size how much holds the facts of
	// all up to it: bytes, or parts of a Parquet file.
	At   files.LanesPosition `json:"at"`
	Size int64               `json:"size"`
	Done done                `json:"done"`
	// Tally is what a report needs of them.
	Tally *reports.Tally `json:"tally"`

	dir   string
	lock  *flock.Flock
	saved time.Time
	took  time.Duration // to save it
}

const checkpointFile = "checkpoint.json"

// openCheckpoint reads the checkpoint in a directory, which it makes if need
// be. Another process that has it, or another job, is an error.
func openCheckpoint(dir string, j job) (*checkpoint, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("making --state directory: %w", err)
	}
	c := &checkpoint{Job: j, Tally: reports.NewTally(), dir: dir, lock: flock.New(filepath.Join(dir, "lock")), saved: time.Now()}
	locked, err := c.lock.TryLock()
	switch {
	case err != nil:
		return nil, fmt.Errorf("locking %s: %w", dir, err)
	case !locked:
		return nil, fmt.Errorf("opening %s: another backfill works with it: wait for it, or name another --state", dir)
	}
	if err := c.load(); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

func (c *checkpoint) load() error {
	path := filepath.Join(c.dir, checkpointFile)
	data, err := os.ReadFile(path) //nolint:gosec // named by the user
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading checkpoint: %w", err)
	}
	asked := c.Job
	c.Job = job{} // what the file does not have is not to stay
	if err := json.Unmarshal(data, c); err != nil {
		return fmt.Errorf("reading checkpoint %s: %w: remove %s and the facts to begin anew", path, err, c.dir)
	}
	if !reflect.DeepEqual(asked, c.Job) {
		return fmt.Errorf("%w: %s belongs to another backfill, of %v to %s, or with other filters: name another --state", errUsage, c.dir, c.Job.Paths, c.Job.To)
	}
	return nil
}

// save returns when the checkpoint is on the disk, in the place of the one before.
func (c *checkpoint) save() error {
	began := time.Now()
	data, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("encoding checkpoint: %w", err)
	}
	if err := replace(filepath.Join(c.dir, checkpointFile), data); err != nil {
		return fmt.Errorf("writing checkpoint: %w", err)
	}
	c.saved = time.Now()
	c.took = c.saved.Sub(began)
	return nil
}

// costly is how many times longer than a checkpoint takes to save the time to
// the next one is at least.
const costly = 20

// due reports whether it is time to save it, where some time is to be between
// two.
func (c *checkpoint) due(between time.Duration) bool {
	return time.Since(c.saved) >= max(between, costly*c.took)
}

func replace(path string, data []byte) error {
	file, err := durable.Create(path, 0o600)
	if err != nil {
		return err
	}
	if _, err := file.Write(data); err != nil {
		return errors.Join(err, file.Abandon())
	}
	return file.Finish()
}

// Close lets others have the directory.
func (c *checkpoint) Close() error {
	if err := c.lock.Unlock(); err != nil {
		return fmt.Errorf("unlocking %s: %w", c.dir, err)
	}
	return nil
}
