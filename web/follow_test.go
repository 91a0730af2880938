package web

import (
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/kafka"
	"github.com/gigawire/gigawire/sink/kafka/kafkatest"
	"github.com/gigawire/gigawire/web/store"
)

// write writes an article with a fact, and a dead letter.
func write(t *testing.T, c *kafka.Client, id string) {
	t.Helper()
	value, err := json.Marshal(article.Article{ID: id, Text: "Acme.", Title: "Of Acme"})
	if err != nil {
		t.Fatal(err)
	}
	messages := []kafka.Message{{Topic: c.Config().ArticlesTopic(), Key: []byte(id), Value: value}}
	if err := c.Publish(t.Context(), messages); err != nil {
		t.Fatal(err)
	}
	f := fact.Fact{ID: "f" + id, Type: fact.TypeCompany, Article: fact.Article{ID: id}, Company: &fact.Company{Name: "Acme", ID: "acme"}}
	if err := kafka.NewFacts(c, time.Now).Write(t.Context(), []fact.Fact{f}); err != nil {
		t.Fatal(err)
	}
	if err := kafka.NewDeadLetters(c).WriteDead(t.Context(), []sink.DeadLetter{{Key: []byte(id), Stage: "ingest", Reason: "binary", Offset: -1}}); err != nil {
		t.Fatal(err)
	}
}

// within waits until something is so.
func within(t *testing.T, what string, held *store.Store, so func() bool) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		next, _ := held.Changed()
		if so() {
			return
		}
		select {
		case <-next:
		case <-deadline:
			t.Fatalf("waited in vain for %s: %+v", what, held.Size())
		}
	}
}

// TestFollowerFillsTheStoreFromTheTopics with what is there and what comes, and a
// new one, as after a restart, with the same.
func TestFollowerFillsTheStoreFromTheTopics(t *testing.T) {
	t.Parallel()
	client := kafkatest.Connect(t, 3)
	write(t, client, "a")
	follow := func() (*Follower, func()) {
		held, err := store.New(100)
		if err != nil {
			t.Fatal(err)
		}
		f := &Follower{Client: client, Store: held, Letters: NewLetters(), Meter: &Meter{Client: client}, Log: slog.New(slog.DiscardHandler)}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { f.Run(ctx); close(done) }()
		return f, func() { cancel(); <-done }
	}
	f, stop := follow()
	within(t, "what is there", f.Store, func() bool {
		_, caught := f.Caught()
		return caught && f.Store.Size() == store.Size{Articles: 1, Facts: 1} && len(f.Letters.Groups()) == 1
	})
	write(t, client, "b")
	full := func(f *Follower) func() bool {
		return func() bool {
			groups := f.Letters.Groups()
			return f.Store.Size() == store.Size{Articles: 2, Facts: 2} && len(groups) == 1 && len(groups[0].Letters) == 2
		}
	}
	within(t, "what comes", f.Store, full(f))
	stop()
	again, stop := follow()
	defer stop()
	within(t, "all of it again", again.Store, full(again))
}

// TestPageSaysHowMuchIsRead while it reads what the topics hold.
func TestPageSaysHowMuchIsRead(t *testing.T) {
	s := newSite(t, nil)
	s.Follower.backlog.Store(200)
	s.Follower.read.Store(50)
	for _, path := range []string{"/", "/pipeline"} {
		if got := text(s.get(path), "main"); !strings.Contains(got, "25%") {
			t.Errorf("%s: %s", path, got)
		}
	}
	s.Follower.read.Store(200)
	if got := text(s.get("/"), ".bar-live"); strings.Contains(got, "%") {
		t.Errorf("when all is read: %s", got)
	}
}

func TestMeterMeasuresTheTopics(t *testing.T) {
	t.Parallel()
	client := kafkatest.Connect(t, 3)
	m := &Meter{Client: client, Group: "g", Log: slog.New(slog.DiscardHandler)}
	if g := m.Gauges(); !g.Measured.IsZero() || len(g.Stages) > 0 {
		t.Errorf("before any measurement: %+v", g)
	}
	began := time.Now()
	for i := range 2*lately + 1 {
		if i > 0 {
			write(t, client, "a")
		}
		s, err := m.sample(t.Context())
		s.at = began.Add(time.Duration(i) * period)
		m.keep(s, err)
	}
	m.meet(&kafka.Message{Topic: "articles", Value: make([]byte, 50)})
	g := m.Gauges()
	if g.Err != nil || g.Lag != 2*lately || len(g.Stages) != 4 {
		t.Fatalf("%+v", g)
	}
	for i, want := range []struct {
		name  string
		total int64
		rate  float64
	}{{"ingest", 2 * lately, 0.5}, {"extract", 0, 0}, {"facts", 2 * lately, 0.5}, {"dead", 2 * lately, 0.5}} {
		if s := g.Stages[i]; s.Name != want.name || s.Total != want.total || s.Rate != want.rate || len(s.History) != 2 || s.History[1] != want.rate {
			t.Errorf("%+v, want %+v", s, want)
		}
	}
	if topic := g.Topics[0]; topic.Name != "articles" || topic.Kept != 2*lately || topic.Bytes != 50*2*lately {
		t.Errorf("%+v", topic)
	}
}
