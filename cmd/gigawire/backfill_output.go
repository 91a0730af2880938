package main

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/ndjson"
	"github.com/gigawire/gigawire/sink/parquet"
)

// output is where a backfill writes to.
type output interface {
	sink.Sink
	// Sync makes safe what was written, and returns a number from which to go
	// on behind it.
	Sync() (int64, error)
	// Between is the least time from one Sync, which returned that number, to
	// the next: what a crash repeats.
	Between(mark int64) time.Duration
	// Complete makes the file whole when all is written and the number is safe.
	Complete() error
}

// The ways to write facts.
const (
	outputNDJSON  = "ndjson"
	outputParquet = "parquet"
	outputKafka   = "kafka" // which is no file
)

// outputOf tells the way by the flag or else by the name of the file, "" where
// neither does.
func outputOf(flag, path string) string {
	switch ending := strings.ToLower(filepath.Ext(path)); {
	case path == outputKafka:
		return outputKafka
	case flag != "":
		return flag
	case ending == ".ndjson" || ending == ".jsonl":
		return outputNDJSON
	case ending == ".parquet":
		return outputParquet
	}
	return ""
}

// openOutput goes on in the file, or on the topics, behind what the checkpoint
// has.
func (b *backfill) openOutput(ctx context.Context, open *closers) (output, error) {
	switch b.output {
	case outputKafka:
		return b.openTopics(ctx, open)
	case outputParquet:
		p, err := parquet.Resume(b.to, filepath.Join(b.state, partsDirectory), b.checkpoint.Size)
		return parts{p}, err
	}
	w, err := ndjson.Resume(b.to, b.checkpoint.Size)
	return lines{w}, err
}

// lines is a file of JSON lines, which is whole at each of them.
type lines struct{ *ndjson.Writer }

func (lines) Between(int64) time.Duration { return leastBetween }
func (lines) Complete() error             { return nil }

// Between two checkpoints.
const (
	leastBetween = 200 * time.Millisecond
	mostBetween  = 10 * time.Second
)

// parts are those of a Parquet file.
type parts struct{ *parquet.Parts }

// partsDirectory is that of the parts of a Parquet file, beneath the state.
const partsDirectory = "parts"

// Between grows with the parts, as each checkpoint makes one.
func (parts) Between(parts int64) time.Duration {
	return min(mostBetween, max(leastBetween, time.Duration(parts)*leastBetween/10))
}
