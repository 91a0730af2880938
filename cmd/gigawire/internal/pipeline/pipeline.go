// Package pipeline runs the stages: sources to the topic of articles, and from
// there through the extractor to the topics of facts.
package pipeline

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel/trace"
	"golang.org/x/sync/errgroup"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/kafka"
)

// Extractor finds the facts of an article.
type Extractor interface {
	Extract(article.Article) []fact.Fact
}

// Publisher writes messages and returns when they are safe.
type Publisher interface {
	Publish(ctx context.Context, messages []kafka.Message) error
}

// Memory knows which articles were taken in. It may be used by several
// goroutines.
type Memory interface {
	Has(key string) bool
	// AddAll returns when the keys are on the disk.
	AddAll(keys []string) error
}

// Copies knows articles by their words. It belongs to one goroutine.
type Copies interface {
	// Mark sets DuplicateOf where an article is a copy of one marked before.
	Mark(*article.Article)
	// Save returns when what was marked is on the disk.
	Save() error
}

// Ingest is the stage from sources to the topic of articles.
type Ingest struct {
	Sources   []ingest.Source
	Publisher Publisher
	// Topic is that of the articles.
	Topic  string
	Dead   sink.DeadLetters
	Memory Memory
	// Copies is nil where none are looked for.
	Copies Copies
	Counts *Counts
	Timing Timing
	Log    *slog.Logger
	// Tracer makes spans. It may be nil.
	Tracer trace.Tracer
	// Drain is how long the publishing of what is in hand may take once the
	// program is to stop.
	Drain time.Duration
}

// queue is how many documents may wait to be published. It is what bounds
// memory when the broker is slow: sources wait too.
const queue = 64

// Run takes in every source until it ends, and returns when all that came is
// safe. A source that fails is counted and logged, and stops no other. The
// error is of what could not be written.
func (s *Ingest) Run(ctx context.Context) error {
	deliveries := make(chan delivery, queue)
	running, stop := context.WithCancel(ctx)
	defer stop()
	var group, sources errgroup.Group
	group.Go(func() error {
		err := s.publish(ctx, running, deliveries)
		stop()
		s.abandon(deliveries)
		return err
	})
	for _, source := range s.Sources {
		sources.Go(func() error { return s.drain(running, source, deliveries) })
	}
	group.Go(func() error {
		defer close(deliveries)
		return sources.Wait()
	})
	return group.Wait()
}

// delivery is what a source delivered, and whose it is.
type delivery struct {
	ingest.Delivery
	source string
	update bool // the article was published before, in another version
	span   trace.Span
}

// settle tells the source what became of a document.
func (d delivery) settle(err error) {
	end(d.span, err)
	d.Ack(err)
}

// drain passes on what a source delivers until it ends.
func (s *Ingest) drain(ctx context.Context, source ingest.Source, out chan<- delivery) error {
	defer s.close(source)
	for {
		d, err := source.Next(ctx)
		switch {
		case err == nil:
		case ctx.Err() != nil || ended(err):
			return nil
		default:
			s.failed(source.Name(), err)
			return nil
		}
		taken := delivery{Delivery: d, source: cmp.Or(d.Source, source.Name()), span: begin(s.Tracer, StageIngest, trace.SpanKindProducer, d.Trace)}
		s.Counts.received(taken.source)
		select {
		case out <- taken:
		case <-ctx.Done():
			s.giveBack(taken)
			return nil
		}
	}
}

// failed counts and logs what failed: a source, or several that came through
// one.
func (s *Ingest) failed(source string, err error) {
	failures := ingest.Failures{err}
	errors.As(err, &failures)
	for _, err := range failures {
		s.Counts.failedSource()
		s.Log.Error("a source failed", "source", source, "error", err)
	}
}

// errAbandoned means that a document came too late to be taken in.
var errAbandoned = errors.New("the run ended before the document was taken in")

// abandon tells the sources of what was not taken in.
func (s *Ingest) abandon(deliveries <-chan delivery) {
	for d := range deliveries {
		s.giveBack(d)
	}
}

func (s *Ingest) giveBack(d delivery) {
	s.Counts.givenBack(StageIngest, 1)
	d.settle(errAbandoned)
}

func (s *Ingest) close(source ingest.Source) {
	if err := source.Close(); err != nil {
		s.Log.Error("closing a source", "source", source.Name(), "error", err)
	}
}
