package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/sink/kafka"
)

// TestSourcesBeyondTheBoundAreOne keeps a long list of feeds from becoming as
// many time series.
func TestSourcesBeyondTheBoundAreOne(t *testing.T) {
	c := NewCounts()
	for i := range mostSources + 50 {
		c.received(fmt.Sprint("feed ", i))
	}
	c.received("feed 7")
	got := c.Totals().Received
	if len(got) != mostSources+1 || got[OtherSources] != 50 || got["feed 7"] != 2 || Sum(got) != mostSources+51 {
		t.Errorf("%d sources, %d of others, %d of feed 7", len(got), got[OtherSources], got["feed 7"])
	}
}

// accounted wants nothing in hand, and all that came accounted for.
func accounted(t *testing.T, c *Counts) {
	t.Helper()
	got := c.Totals()
	settled := got.Published + got.Completed + Sum(got.Filtered) + Sum(got.Dead) + Sum(got.GivenBack)
	if Sum(got.InFlight) != 0 || Sum(got.Received)+got.Taken != settled {
		t.Errorf("totals %+v", got)
	}
}

// TestWhatIsNotFinishedIsGivenBack: then the equation holds without it being
// done, and the next try counts anew.
func TestWhatIsNotFinishedIsGivenBack(t *testing.T) {
	down := errors.New("the broker is down")
	facts := &store{err: down}
	stage, _ := newExtract(facts)
	batch := messages(t, "a", "b c")
	if err := stage.Handle(t.Context(), batch); !errors.Is(err, down) {
		t.Fatal(err)
	}
	if got := stage.Counts.Totals(); got.GivenBack[StageExtract] != 2 {
		t.Errorf("totals %+v", got)
	}
	accounted(t, stage.Counts)
	facts.err = nil
	if err := stage.Handle(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	if got := stage.Counts.Totals(); got.Taken != 4 || got.Completed != 2 {
		t.Errorf("totals %+v", got)
	}
	accounted(t, stage.Counts)
}

// TestIngestGivesBackWhatCannotBeWritten, what waits behind it, and what comes
// after it.
func TestIngestGivesBackWhatCannotBeWritten(t *testing.T) {
	var a acks
	var deliveries []ingest.Delivery
	for i := range 3 * queue {
		deliveries = append(deliveries, a.article(fmt.Sprint(i)))
	}
	stage, articles, _ := newIngest(&script{name: "s", last: io.EOF, deliveries: deliveries})
	articles.err = errors.New("the broker is down")
	if err := stage.Run(t.Context()); !errors.Is(err, articles.err) {
		t.Fatal(err)
	}
	if got := stage.Counts.Totals(); got.GivenBack[StageIngest] == 0 || got.Published > 0 {
		t.Errorf("totals %+v", got)
	}
	accounted(t, stage.Counts)
}

// stuck is a publisher whose brokers are away.
type stuck struct{ called chan struct{} }

func (s stuck) Publish(ctx context.Context, _ []kafka.Message) error {
	close(s.called)
	<-ctx.Done()
	return ctx.Err()
}

// TestIngestEndsThoughNothingCanBeWritten: what is in hand is given up after
// Drain, and given back.
func TestIngestEndsThoughNothingCanBeWritten(t *testing.T) {
	var a acks
	stage, _, _ := newIngest(&script{name: "s", deliveries: []ingest.Delivery{a.article("one"), a.article("two")}})
	brokers := stuck{make(chan struct{})}
	stage.Publisher, stage.Drain = brokers, time.Millisecond
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() { <-brokers.called; cancel() }()
	if err := stage.Run(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if got := stage.Counts.Totals(); got.GivenBack[StageIngest] != Sum(got.Received) {
		t.Errorf("totals %+v", got)
	}
	accounted(t, stage.Counts)
}
