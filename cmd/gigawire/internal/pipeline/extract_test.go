package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/kafka"
)

// words is an extractor that makes each word of an article a fact.
type words struct{}

func (words) Extract(a article.Article) []fact.Fact {
	if a.Text == "panic" {
		panic("at this article")
	}
	var out []fact.Fact
	for word := range strings.FieldsSeq(a.Text) {
		out = append(out, fact.Fact{ID: a.ID + "/" + word, Article: fact.Article{ID: a.ID}, Type: fact.TypeCompany, Company: &fact.Company{Name: word, ID: word}})
	}
	return out
}

// store is a sink that keeps the IDs of what it is given. It can never write
// the fact whose ID is unwritable, and nothing once err is set.
type store struct {
	ids        []string
	unwritable string
	err        error
}

func (s *store) Write(_ context.Context, facts []fact.Fact) error {
	if s.err != nil {
		return s.err
	}
	var rejected []sink.Rejected
	for _, f := range facts {
		if f.ID == s.unwritable {
			rejected = append(rejected, sink.Rejected{Fact: f, Reason: "too_large", Err: errors.New("too large")})
			continue
		}
		s.ids = append(s.ids, f.ID)
	}
	if rejected != nil {
		return &sink.RejectedError{Rejected: rejected}
	}
	return nil
}

func (s *store) Close() error { return nil }

// graveyard keeps dead letters, unless err is set.
type graveyard struct {
	letters []sink.DeadLetter
	err     error
}

func (g *graveyard) WriteDead(_ context.Context, letters []sink.DeadLetter) error {
	if g.err == nil {
		g.letters = append(g.letters, letters...)
	}
	return g.err
}

// said lists what became of dead letters.
func (g *graveyard) said() []string {
	var out []string
	for _, l := range g.letters {
		out = append(out, fmt.Sprintf("%s %s %s@%d", l.Stage, l.Reason, l.Topic, l.Offset))
	}
	return out
}

func messages(t *testing.T, texts ...string) []kafka.Message {
	t.Helper()
	var out []kafka.Message
	for i, text := range texts {
		value, err := json.Marshal(article.Article{ID: fmt.Sprint(i), Text: text})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, kafka.Message{Topic: "articles", Offset: int64(i), Value: value})
	}
	return out
}

func newExtract(sinks ...sink.Sink) (*Extract, *graveyard) {
	dead := &graveyard{}
	return &Extract{
		Extractor: words{}, Sinks: sinks, Dead: dead, Counts: NewCounts(), Log: slog.New(slog.DiscardHandler), Workers: 3,
	}, dead
}

func TestHandleKeepsTheOrderOfABatch(t *testing.T) {
	first, second := &store{}, &store{}
	stage, dead := newExtract(first, second)
	var shown int
	stage.Show = func(facts []fact.Fact) { shown += len(facts) }
	if err := stage.Handle(t.Context(), messages(t, "a b", "c", "", "d")); err != nil {
		t.Fatal(err)
	}
	want := []string{"0/a", "0/b", "1/c", "3/d"}
	for _, s := range []*store{first, second} {
		if diff := cmp.Diff(want, s.ids); diff != "" {
			t.Errorf("facts: -want +got\n%s", diff)
		}
	}
	totals := stage.Counts.Totals()
	if totals.Completed != 4 || totals.Facts[fact.TypeCompany] != 4 || shown != 4 || len(dead.letters) > 0 {
		t.Errorf("totals %+v, %d shown, dead %v", totals, shown, dead.letters)
	}
}

// TestHandleSetsAside what is no article, what the extractor panics at, and
// what a sink can never write, each as it came: the rest of the batch is done.
func TestHandleSetsAside(t *testing.T) {
	facts := &store{unwritable: "2/c"}
	stage, dead := newExtract(facts)
	shown := 0
	stage.Show = func(facts []fact.Fact) { shown += len(facts) }
	batch := messages(t, "a", "", "b c d", "panic", "", "e")
	batch[1].Value = []byte("{broken")
	batch[1].Headers = []kafka.Header{{Key: "h", Value: []byte("1")}}
	batch[4].Value = []byte(`{"text":"of no article"}`)
	if err := stage.Handle(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"0/a", "2/b", "2/d", "5/e"}, facts.ids); diff != "" {
		t.Errorf("facts: -want +got\n%s", diff)
	}
	want := []string{"extract undecodable articles@1", "extract panic articles@3", "extract undecodable articles@4", "sink too_large articles@2"}
	if diff := cmp.Diff(want, dead.said()); diff != "" {
		t.Errorf("dead letters: -want +got\n%s", diff)
	}
	for _, l := range dead.letters {
		if m := batch[l.Offset]; string(l.Value) != string(m.Value) || string(l.Key) != string(m.Key) || len(l.Headers) != len(m.Headers) {
			t.Errorf("dead letter %+v, want the message as it came", l)
		}
	}
	totals := stage.Counts.Totals()
	if totals.Completed != 2 || Sum(totals.Dead) != 4 || totals.Facts[fact.TypeCompany] != 4 || shown != 4 {
		t.Errorf("totals %+v, %d facts shown", totals, shown)
	}
}

// crowd is an extractor that notes how many articles are read at once.
type crowd struct{ now, most atomic.Int32 }

func (c *crowd) Extract(article.Article) []fact.Fact {
	defer c.now.Add(-1)
	if n := c.now.Add(1); n > c.most.Load() {
		c.most.Store(n)
	}
	runtime.Gosched()
	return nil
}

// TestPartitionsShareTheWorkers, however many there are.
func TestPartitionsShareTheWorkers(t *testing.T) {
	stage, _ := newExtract()
	reading := &crowd{}
	stage.Extractor = reading
	batch := messages(t, make([]string, 200)...)
	var partitions sync.WaitGroup
	for range 8 {
		partitions.Go(func() {
			if err := stage.Handle(t.Context(), batch); err != nil {
				t.Error(err)
			}
		})
	}
	partitions.Wait()
	if most := reading.most.Load(); most < 1 || most > int32(stage.Workers) {
		t.Errorf("%d articles were read at once, want at most %d", most, stage.Workers)
	}
}

// TestHandleFailsWhereSomethingIsNotSafe: then the batch comes again, and
// nothing may be counted as done.
func TestHandleFailsWhereSomethingIsNotSafe(t *testing.T) {
	down := errors.New("the broker is down")
	t.Run("facts", func(t *testing.T) {
		stage, _ := newExtract(&store{err: down})
		notDone(t, stage, stage.Handle(t.Context(), messages(t, "a")), down)
	})
	t.Run("dead letters", func(t *testing.T) {
		stage, dead := newExtract(&store{})
		dead.err = down
		batch := messages(t, "a")
		batch[0].Value = nil
		notDone(t, stage, stage.Handle(t.Context(), batch), down)
	})
}

func notDone(t *testing.T, stage *Extract, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
	if totals := stage.Counts.Totals(); totals.Completed > 0 || Sum(totals.Facts) > 0 || Sum(totals.Dead) > 0 {
		t.Errorf("totals %+v, want none", totals)
	}
}
