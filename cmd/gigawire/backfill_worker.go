package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/config"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/metrics"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/server"
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
	cfg, err := b.load()
	if err != nil {
		return err
	}
	if b.client, err = b.connectOrStart(ctx, cfg, &open); err != nil {
		return err
	}
	boundMemory()
	if b.extractor, err = extract.New(); err != nil {
		return fmt.Errorf("loading extractor: %w", err)
	}
	b.state = cmp.Or(b.state, outputKafka+".state")
	topic := pathsTopic(cfg.Kafka)
	w := &worker{backfill: b, topic: topic, dead: kafka.NewDeadLetters(b.client), counts: pipeline.NewCounts(), free: make(chan struct{}, 1)}
	if err := w.serve(cfg, &open); err != nil {
		return err
	}
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
	if err := group.Wait(); err != nil {
		return err
	}
	if dead := pipeline.Sum(w.counts.Totals().Dead); b.once && dead > 0 {
		return fmt.Errorf("%w: %d, on the topic %s", errDeadLetters, dead, cfg.Kafka.DeadTopic())
	}
	return nil
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
	topic  string // of the files
	dead   *kafka.DeadLetters
	counts *pipeline.Counts
	free   chan struct{} // holds one while a file is read
}

// serve starts the HTTP server, unless there is to be none, and says where.
func (w *worker) serve(c config.Config, open *closers) error {
	if c.HTTP.Address == "" {
		return nil
	}
	m := metrics.New(metrics.Options{Totals: w.counts.Totals, Articles: w.topic, Version: version()})
	w.timing = m.Stage
	m.Lag(w.client, metrics.Group{Name: w.group, Topic: w.topic})
	ready := func(ctx context.Context) error { return answers(ctx, w.client, w.topic) }
	s, err := server.Start(c.HTTP, forOperators(c.HTTP, m, ready), w.log())
	if err != nil {
		return err
	}
	open.add(s)
	w.say(slog.LevelInfo, "metrics are at %s/metrics", s.URL())
	return nil
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
		account: newAccount(w.counts, w.topic), timing: w.timing,
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
	buried := newAccount(w.counts, w.topic)
	buried.takes(&finding{rejection: &ingest.Rejection{Reason: letter.Reason}})
	buried.settle()
	return nil
}
