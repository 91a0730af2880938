package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"

	"github.com/gigawire/gigawire/sink/kafka"
	"github.com/gigawire/gigawire/sink/state"
)

// ErrRestless means that the states changed faster than they could be rebuilt.
var ErrRestless = errors.New("the states changed while they were rebuilt: stop the stage state, or try again")

// mostPasses is how often RebuildStates looks again for what a running stage
// wrote in between.
const mostPasses = 10

// RebuildStates makes the states anew from all facts on the topics, and writes
// those that differ from what is on the topic of states, until all are as they
// should be. It returns how many states there are and how many it wrote.
func RebuildStates(ctx context.Context, c *kafka.Client, log *slog.Logger) (total, written int, err error) {
	for range mostPasses {
		now, n, err := rebuild(ctx, c, log)
		total, written = now, written+n
		if err != nil || n == 0 {
			return total, written, err
		}
	}
	return total, written, ErrRestless
}

// rebuild is one pass of RebuildStates.
func rebuild(ctx context.Context, c *kafka.Client, log *slog.Logger) (total, written int, err error) {
	s := &State{client: c, log: log, book: state.NewBook()}
	for m, err := range c.Scan(ctx, StateTopics(c.Config())...) {
		if err != nil {
			return 0, 0, fmt.Errorf("reading facts: %w", err)
		}
		s.add(m)
	}
	old, err := States(ctx, c)
	if err != nil {
		return 0, 0, err
	}
	var now []state.State
	err = s.book.Flush(func(states []state.State) error { now = states; return nil })
	if err != nil {
		return 0, 0, err
	}
	changes := differences(old, now)
	return len(now), len(changes), s.write(ctx, changes)
}

// differences returns the states that are new or not what they were, and the ends
// of those that are no more.
func differences(old, now []state.State) []state.State {
	before := map[string]state.State{}
	for _, s := range old {
		before[s.ID] = s
	}
	var out []state.State
	for _, s := range now {
		if b, ok := before[s.ID]; !ok || !same(b, s) {
			out = append(out, s)
		}
		delete(before, s.ID)
	}
	for _, gone := range sorted(before) {
		out = append(out, state.State{ID: gone.ID})
	}
	return out
}

// same reports whether two states are written alike.
func same(a, b state.State) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}
