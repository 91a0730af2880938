package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/kafka"
)

// Extract is the stage from the topic of articles to those of facts.
type Extract struct {
	Extractor Extractor
	// Sinks are written to one after the other; all must have the facts
	// before their article is done.
	Sinks  []sink.Sink
	Dead   sink.DeadLetters
	Counts *Counts
	Log    *slog.Logger
	// Show is told of facts that are safe. It may be nil.
	Show func([]fact.Fact)
	// Workers is how many articles are read at once, 0 for one on each core.
	Workers int
}

// Handle reads a batch of articles and returns when their facts are safe, so
// that their offsets may be committed. It is a kafka.Handler.
func (s *Extract) Handle(ctx context.Context, batch []kafka.Message) error {
	results := s.read(batch)
	var facts []fact.Fact
	var letters []sink.DeadLetter
	for i, r := range results {
		if r.err != nil {
			letters = append(letters, undecodable(batch[i], r.err))
			continue
		}
		facts = append(facts, r.facts...)
	}
	if err := s.write(ctx, facts, &letters); err != nil {
		return err
	}
	if err := s.bury(ctx, letters); err != nil {
		return err
	}
	s.done(facts, results)
	return nil
}

// result is what came of one message.
type result struct {
	facts []fact.Fact
	err   error
}

// read extracts the facts of each message, several at a time, in their order.
func (s *Extract) read(batch []kafka.Message) []result {
	results := make([]result, len(batch))
	var group errgroup.Group
	group.SetLimit(s.workers())
	for i := range batch {
		group.Go(func() error {
			var a article.Article
			if err := json.Unmarshal(batch[i].Value, &a); err != nil {
				results[i].err = fmt.Errorf("decoding article: %w", err)
				return nil
			}
			results[i].facts = s.Extractor.Extract(a)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		panic(err) // no worker returns one
	}
	return results
}

func (s *Extract) workers() int {
	if s.Workers > 0 {
		return s.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// write gives the facts to each sink. What a sink can never write becomes a
// dead letter.
func (s *Extract) write(ctx context.Context, facts []fact.Fact, letters *[]sink.DeadLetter) error {
	for _, to := range s.Sinks {
		err := to.Write(ctx, facts)
		var rejected *sink.RejectedError
		if errors.As(err, &rejected) {
			for _, r := range rejected.Rejected {
				*letters = append(*letters, unwritable(r))
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("writing facts: %w", err)
		}
	}
	return nil
}

func (s *Extract) bury(ctx context.Context, letters []sink.DeadLetter) error {
	if len(letters) == 0 {
		return nil
	}
	if err := s.Dead.WriteDead(ctx, letters); err != nil {
		return fmt.Errorf("writing dead letters: %w", err)
	}
	for _, l := range letters {
		if l.Stage == "sink" {
			s.Counts.lost(l.Reason)
		}
		s.Log.Warn("dead letter", "stage", l.Stage, "reason", l.Reason, "error", l.Message)
	}
	return nil
}

func (s *Extract) done(facts []fact.Fact, results []result) {
	for _, r := range results {
		if r.err != nil {
			s.Counts.dead("extract", "undecodable")
			continue
		}
		s.Counts.completed()
	}
	s.Counts.sent(facts)
	if s.Show != nil {
		s.Show(facts)
	}
}

func undecodable(m kafka.Message, err error) sink.DeadLetter {
	return sink.DeadLetter{
		Key: m.Key, Value: m.Value, Stage: "extract", Reason: "undecodable", Message: err.Error(),
		Topic: m.Topic, Partition: m.Partition, Offset: m.Offset,
	}
}

func unwritable(r sink.Rejected) sink.DeadLetter {
	value, err := json.Marshal(r.Fact)
	if err != nil {
		value = []byte(r.Fact.ID)
	}
	return sink.DeadLetter{
		Key: []byte(r.Fact.Key()), Value: value, Stage: "sink", Reason: r.Reason, Message: r.Err.Error(), Origin: r.Fact.Article.URL,
	}
}
