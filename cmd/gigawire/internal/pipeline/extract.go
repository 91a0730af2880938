package pipeline

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"go.opentelemetry.io/otel/trace"
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
	Timing Timing
	// Tracer makes spans. It may be nil.
	Tracer trace.Tracer
	Log    *slog.Logger
	// Show is told of facts that are safe. It may be nil.
	Show func([]fact.Fact)
	// Workers is how many articles are read at once, of all partitions
	// together, 0 for one on each core.
	Workers int

	once sync.Once
	busy chan struct{} // holds one for each worker at work
}

// Handle reads a batch of articles and returns when their facts are safe, so
// that their offsets may be committed. It is a kafka.Handler.
func (s *Extract) Handle(ctx context.Context, batch []kafka.Message) error {
	s.Counts.taken(len(batch))
	facts, letters, err := s.handle(ctx, batch)
	if err != nil {
		s.Counts.givenBack(StageExtract, len(batch))
		return err
	}
	s.done(len(batch), letters, facts)
	return nil
}

// handle returns the facts of a batch and the dead letters, when all are safe.
func (s *Extract) handle(ctx context.Context, batch []kafka.Message) ([]fact.Fact, []sink.DeadLetter, error) {
	results := s.read(batch)
	facts, letters, err := s.save(ctx, batch, results)
	for i := range results {
		end(results[i].span, cmp.Or(err, results[i].err))
	}
	return facts, letters, err
}

// save writes what came of a batch. It returns the facts and dead letters that
// are safe.
func (s *Extract) save(ctx context.Context, batch []kafka.Message, results []result) ([]fact.Fact, []sink.DeadLetter, error) {
	var facts []fact.Fact
	traces := map[string]trace.SpanContext{}
	for _, r := range results {
		facts = append(facts, r.facts...)
		traces[r.article] = r.span.SpanContext()
	}
	rejected, err := s.write(sink.WithTraces(ctx, traces), facts)
	if err != nil {
		return nil, nil, err
	}
	letters := lettersOf(batch, results, rejected)
	return without(facts, rejected), letters, s.bury(ctx, letters)
}

// result is what came of one message: facts, or why there are none.
type result struct {
	article string // its ID
	facts   []fact.Fact
	reason  string
	err     error
	span    trace.Span
}

// read extracts the facts of each message, several at a time, in their order.
func (s *Extract) read(batch []kafka.Message) []result {
	s.once.Do(func() { s.busy = make(chan struct{}, s.workers()) })
	results := make([]result, len(batch))
	var group errgroup.Group
	for i := range batch {
		s.busy <- struct{}{}
		group.Go(func() error {
			defer func() { <-s.busy }()
			results[i] = s.extract(&batch[i])
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		panic(err) // no worker returns one
	}
	return results
}

// extract reads one article. One that the extractor panics at must not hold up
// all that stand behind it for ever.
func (s *Extract) extract(m *kafka.Message) (r result) {
	span := begin(s.Tracer, StageExtract, trace.SpanKindConsumer, m.Trace())
	defer func() { r.span = span }()
	defer func() {
		if p := recover(); p != nil {
			s.Log.Error("the extractor panicked", "article", r.article, "panic", p, "stack", string(debug.Stack()))
			r = result{article: r.article, reason: "panic", err: fmt.Errorf("extracting article %s: panic: %v", r.article, p)}
		}
	}()
	defer s.Timing.Since(StageExtract, time.Now())
	var a article.Article
	if err := json.Unmarshal(m.Value, &a); err != nil {
		return result{reason: "undecodable", err: fmt.Errorf("decoding article: %w", err)}
	}
	if a.ID == "" {
		return result{reason: "undecodable", err: errors.New("decoding article: it has no id")}
	}
	r.article = a.ID
	describe(span, a.ID, a.URL)
	r.facts = s.Extractor.Extract(a)
	return r
}

func (s *Extract) workers() int {
	if s.Workers > 0 {
		return s.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// write gives the facts to each sink, and returns those that one can never
// write.
func (s *Extract) write(ctx context.Context, facts []fact.Fact) ([]sink.Rejected, error) {
	defer s.Timing.Since(StageSink, time.Now())
	var out []sink.Rejected
	for _, to := range s.Sinks {
		err := to.Write(ctx, facts)
		var rejected *sink.RejectedError
		if errors.As(err, &rejected) {
			out = append(out, rejected.Rejected...)
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("writing facts: %w", err)
		}
	}
	return out, nil
}

func (s *Extract) bury(ctx context.Context, letters []sink.DeadLetter) error {
	if len(letters) == 0 {
		return nil
	}
	if err := s.Dead.WriteDead(ctx, letters); err != nil {
		return fmt.Errorf("writing dead letters: %w", err)
	}
	return nil
}

// done counts a batch: each of its articles is completed or dead.
func (s *Extract) done(articles int, letters []sink.DeadLetter, facts []fact.Fact) {
	became := NewTotals()
	became.Completed = articles - len(letters)
	became.sent(facts)
	for _, l := range letters {
		became.Bury(l.Stage, l.Reason)
		s.Log.Warn("dead letter", "stage", l.Stage, "reason", l.Reason, "error", l.Message)
	}
	s.Counts.settled(StageExtract, articles, &became)
	if s.Show != nil {
		s.Show(facts)
	}
}
