package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/config"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/broker"
	"github.com/gigawire/gigawire/sink/kafka"
)

// topics writes facts to their topics, and what cannot be read or written to
// that of dead letters. It gathers them: a write that waits for all replicas
// takes as long for one as for thousands.
type topics struct {
	ctx     context.Context //nolint:containedctx // Sync, which a file has too, takes none
	end     context.CancelFunc
	facts   *kafka.Facts
	dead    *kafka.DeadLetters
	timing  pipeline.Timing
	pending []fact.Fact
	letters []sink.DeadLetter
	written int64
}

// mostPending is how many facts are gathered at most.
const mostPending = 5000

// Write gathers facts, and writes those that have gathered once they are many. Of
// those that can never be written it may tell later, or Sync does; they are dead
// letters by then.
func (t *topics) Write(_ context.Context, facts []fact.Fact) error {
	t.pending = append(t.pending, facts...)
	if len(t.pending) < mostPending {
		return nil
	}
	return t.flush()
}

// Reject gathers what could not be read.
func (t *topics) Reject(r *ingest.Rejection) {
	t.letters = append(t.letters, sink.DeadLetter{
		Key: []byte(r.Origin), Value: r.Body, Stage: pipeline.StageIngest, Reason: r.Reason, Message: r.Err.Error(), Origin: r.Origin,
	})
}

// flush writes the facts that have gathered, and then the dead letters.
func (t *topics) flush() error {
	rejected, err := t.writeFacts()
	if err != nil {
		return err
	}
	t.written += int64(len(t.pending))
	t.pending = t.pending[:0]
	if len(t.letters) > 0 {
		if err := t.dead.WriteDead(t.ctx, t.letters); err != nil {
			return fmt.Errorf("writing dead letters: %w", err)
		}
	}
	t.letters = t.letters[:0]
	if rejected != nil {
		return rejected
	}
	return nil
}

// writeFacts makes dead letters of those that can never be written, and returns
// which they are, nil for none.
func (t *topics) writeFacts() (rejected *sink.RejectedError, err error) {
	defer t.timing.Since(pipeline.StageSink, time.Now())
	err = t.facts.Write(t.ctx, t.pending)
	if err != nil && !errors.As(err, &rejected) {
		return nil, fmt.Errorf("writing facts: %w", err)
	}
	if rejected == nil {
		return nil, nil
	}
	for _, r := range rejected.Rejected {
		t.letters = append(t.letters, sink.DeadLetter{
			Key: []byte(r.Fact.Key()), Value: []byte(r.Fact.ID), Stage: pipeline.StageSink, Reason: r.Reason, Message: r.Err.Error(), Origin: r.Fact.Article.URL,
		})
	}
	return rejected, nil
}

// Sync returns when all is acknowledged, and how many facts were written.
func (t *topics) Sync() (int64, error) {
	err := t.flush()
	return t.written, err
}

// Between makes few checkpoints: each waits for the brokers.
func (*topics) Between(int64) time.Duration { return time.Second }

// Complete has nothing to do.
func (*topics) Complete() error { return nil }

// Close leaves the connection to whom it belongs.
func (t *topics) Close() error {
	t.end()
	return nil
}

// openTopics returns an output on the topics, which it connects to, unless the
// backfill has a connection.
func (b *backfill) openTopics(ctx context.Context, open *closers) (*topics, error) {
	if b.client == nil {
		cfg, err := b.load()
		if err != nil {
			return nil, err
		}
		if b.client, err = b.connectOrStart(ctx, cfg, open); err != nil {
			return nil, err
		}
	}
	writing, end := kafka.Linger(ctx, b.client.Config().Drain) // what has gathered is still written
	return &topics{
		ctx: writing, end: end, facts: kafka.NewFacts(b.client, time.Now), dead: kafka.NewDeadLetters(b.client), timing: b.timing,
		written: b.checkpoint.Size,
	}, nil
}

// connectOrStart connects to the brokers that are named, else to the embedded
// one of a program that runs, and starts that where none does. It creates the
// topics, that of paths among them.
func (b *backfill) connectOrStart(ctx context.Context, cfg config.Config, open *closers) (*kafka.Client, error) {
	if len(b.brokers) > 0 {
		cfg.Kafka.Brokers = b.brokers
	}
	if cfg.Embedded() {
		addr, err := embedded(ctx, cfg, open)
		if err != nil {
			return nil, err
		}
		cfg.Kafka.Brokers = []string{addr}
	}
	cfg.Kafka.Raw = append(cfg.Kafka.Raw, pathsTopic(cfg.Kafka))
	client, err := kafka.Connect(ctx, cfg.Kafka, b.log())
	if err != nil {
		return nil, err
	}
	open.add(client)
	return client, client.CreateTopics(ctx)
}

// embedded returns the address of the broker inside a program: another, or this
// one.
func embedded(ctx context.Context, cfg config.Config, open *closers) (string, error) {
	addr, err := broker.Address(ctx, cfg.Broker.Dir)
	if !errors.Is(err, fs.ErrNotExist) {
		return addr, err
	}
	started, err := broker.Start(broker.Config{Dir: cfg.Broker.Dir, Port: cfg.Broker.Port})
	if err != nil {
		return "", err
	}
	open.add(started)
	return started.Addr(), nil
}
