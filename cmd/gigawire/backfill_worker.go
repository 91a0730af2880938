package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/files"
	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/kafka"
)

// work takes files from the topic until ctx ends or, with --once, all are done.
func (b *backfill) work(ctx context.Context) (err error) {
	var open closers
	defer func() { err = errors.Join(err, open.close()) }()
	if b.client, err = b.connectOrStart(ctx, &open); err != nil {
		return err
	}
	boundMemory()
	if b.extractor, err = extract.New(); err != nil {
		return fmt.Errorf("loading extractor: %w", err)
	}
	b.state = cmp.Or(b.state, outputKafka+".state")
	w := &worker{backfill: b, dead: kafka.NewDeadLetters(b.client), free: make(chan struct{}, 1)}
	topic := pathsTopic(b.client.Config())
	taking, stop := context.WithCancel(ctx)
	defer stop()
	var group errgroup.Group
	group.Go(func() error {
		defer stop()
		return kafka.NewGroup(b.client, b.group, topic, w.handle).Singly().Run(taking)
	})
	if b.once {
		group.Go(func() error { defer stop(); return drained(taking, b.client.Drain(taking, b.group, topic)) })
	}
	return group.Wait()
}

// drained drops the error of waiting for what somebody else has ended.
func drained(ctx context.Context, err error) error {
	if errors.Is(err, ctx.Err()) {
		return nil
	}
	return err
}

// worker reads the files that it is given, one at a time, for each takes all
// cores.
type worker struct {
	*backfill
	dead *kafka.DeadLetters
	free chan struct{} // holds one while a file is read
}

// handle reads the file of a message and returns when all its facts are
// acknowledged. What is no task, or names what is not there, is a dead letter.
// It is a kafka.Handler.
func (w *worker) handle(ctx context.Context, batch []kafka.Message) error {
	select {
	case w.free <- struct{}{}:
		defer func() { <-w.free }()
	case <-ctx.Done():
		return ctx.Err()
	}
	for i := range batch {
		err := w.do(ctx, batch[i].Value)
		if errors.Is(err, errTask) {
			err = w.bury(ctx, &batch[i], err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// errTask means that a task can never be done.
var errTask = errors.New("the task cannot be done")

// do does a task, behind what was done of it before, here or, where they share
// a --state directory, by another worker.
func (w *worker) do(ctx context.Context, task []byte) error {
	var j job
	if err := json.Unmarshal(task, &j); err != nil || len(j.Paths) == 0 {
		return fmt.Errorf("%w: %w: want what gigawire backfill --enqueue writes", errTask, errors.Join(err, ingest.ErrMalformed))
	}
	sum := sha256.Sum256(task)
	b := &backfill{
		app: w.app, paths: j.Paths, written: written{j.Input, j.Columns}, filter: filter{arguments: j.Filter}, prefilter: j.Prefilter,
		to: outputKafka, state: filepath.Join(w.state, hex.EncodeToString(sum[:8])), client: w.client, extractor: w.extractor,
	}
	if err := b.check(); err != nil {
		return fmt.Errorf("%w: %w", errTask, err)
	}
	if _, err := files.List(files.Config{Paths: j.Paths}); err != nil {
		return fmt.Errorf("%w: %w", errTask, err)
	}
	fmt.Fprintf(&w.logs, "gigawire: reading %s\n", j.Paths[0])
	if err := b.readAll(ctx); errors.Is(err, files.ErrMoved) {
		return fmt.Errorf("%w: %w", errTask, err)
	} else if err != nil {
		return err
	}
	return nil
}

func (w *worker) bury(ctx context.Context, m *kafka.Message, why error) error {
	fmt.Fprintf(&w.logs, "gigawire: %s: %v\n", m.Key, why)
	letter := sink.DeadLetter{
		Key: m.Key, Value: m.Value, Stage: "ingest", Reason: ingest.ReasonFetch, Message: why.Error(), Origin: string(m.Key),
		Topic: m.Topic, Partition: m.Partition, Offset: m.Offset,
	}
	if err := w.dead.WriteDead(ctx, []sink.DeadLetter{letter}); err != nil {
		return fmt.Errorf("writing dead letter: %w", err)
	}
	return nil
}
