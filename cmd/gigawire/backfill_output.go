package main

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/ndjson"
	"github.com/gigawire/gigawire/sink/parquet"
)

// factsFile is the file that a backfill writes.
type factsFile interface {
	sink.Sink
	// Sync makes what was written safe, and returns the mark to go on at.
	Sync() (int64, error)
	// Complete makes the file whole when all is written and the mark is safe.
	Complete() error
}

// lines is a file of JSON lines, which is whole at each of them.
type lines struct{ *ndjson.Writer }

func (lines) Complete() error { return nil }

// partsDirectory is that of the parts of a Parquet file, beneath the state.
const partsDirectory = "parts"

// isParquet reports whether the facts go to a Parquet file.
func (b *backfill) isParquet() bool { return strings.EqualFold(filepath.Ext(b.to), ".parquet") }

// isFactsFile reports whether a file of that name can be written.
func isFactsFile(name string) bool {
	return slices.Contains([]string{".ndjson", ".jsonl", ".parquet"}, strings.ToLower(filepath.Ext(name)))
}

// openFacts opens the file of facts where an earlier call left it.
func (b *backfill) openFacts() (factsFile, error) {
	if b.isParquet() {
		return parquet.Resume(b.to, filepath.Join(b.state, partsDirectory), b.checkpoint.Size)
	}
	w, err := ndjson.Resume(b.to, b.checkpoint.Size)
	return lines{w}, err
}

// Between two checkpoints.
const (
	leastBetween = 200 * time.Millisecond
	mostBetween  = 10 * time.Second
)

// between is the time from one checkpoint to the next: what a crash repeats.
// Each makes a part of a Parquet file, so the more there are the longer they
// become.
func (b *backfill) between() time.Duration {
	if b.isParquet() {
		return min(mostBetween, max(leastBetween, time.Duration(b.checkpoint.Size)*leastBetween/10))
	}
	return leastBetween
}
