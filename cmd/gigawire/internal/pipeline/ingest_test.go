package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/sink/kafka"
)

// script is a source that delivers what it is given, and then ends with an
// error or, without one, stays until its context ends.
type script struct {
	name       string
	deliveries []ingest.Delivery
	last       error
	closed     bool
}

func (s *script) Name() string { return s.name }
func (s *script) Close() error { s.closed = true; return nil }

func (s *script) Next(ctx context.Context) (ingest.Delivery, error) {
	if len(s.deliveries) > 0 {
		d := s.deliveries[0]
		s.deliveries = s.deliveries[1:]
		return d, nil
	}
	if s.last == nil {
		<-ctx.Done()
		return ingest.Delivery{}, ctx.Err()
	}
	return ingest.Delivery{}, s.last
}

// acks keeps what deliveries were acknowledged with, by name.
type acks struct {
	mu sync.Mutex
	of map[string]error
	// late are the reasons why articles were set aside after all.
	late []string
}

func (a *acks) article(id string) ingest.Delivery {
	return ingest.Delivery{
		Article: article.Article{ID: id}, Ack: a.keep(id),
		SetAside: func(r *ingest.Rejection) { a.late = append(a.late, id+" "+r.Reason) },
	}
}

func (a *acks) rejection(origin string, err error) ingest.Delivery {
	return ingest.Delivery{Rejection: ingest.Reject(origin, []byte(origin), err), Ack: a.keep(origin)}
}

func (a *acks) keep(name string) func(error) {
	return func(err error) {
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.of == nil {
			a.of = map[string]error{}
		}
		a.of[name] = err
	}
}

// topic is a publisher that keeps keys. It can never write the one that is too
// large, and nothing once err is set.
type topic struct {
	keys     []string
	articles []article.Article
	err      error
}

const tooLarge = "huge"

func (p *topic) Publish(_ context.Context, messages []kafka.Message) error {
	if p.err != nil {
		return p.err
	}
	rejected := map[int]error{}
	for i, m := range messages {
		if string(m.Key) == tooLarge {
			rejected[i] = kafka.ErrTooLarge
			continue
		}
		p.keys = append(p.keys, string(m.Key))
		var a article.Article
		if err := json.Unmarshal(m.Value, &a); err != nil {
			return err
		}
		p.articles = append(p.articles, a)
	}
	if len(rejected) > 0 {
		return &kafka.RejectedMessages{ByIndex: rejected}
	}
	return nil
}

// memory remembers keys.
type memory struct{ keys sync.Map }

func (m *memory) Has(key string) bool { _, has := m.keys.Load(key); return has }

func (m *memory) AddAll(keys []string) error {
	for _, key := range keys {
		m.keys.Store(key, true)
	}
	return nil
}

func newIngest(sources ...ingest.Source) (*Ingest, *topic, *graveyard) {
	articles, dead := &topic{}, &graveyard{}
	return &Ingest{
		Sources: sources, Publisher: articles, Topic: "articles", Dead: dead, Memory: &memory{}, Counts: NewCounts(),
		Log: slog.New(slog.DiscardHandler), Drain: time.Minute,
	}, articles, dead
}

// TestIngestPublishesAndSetsAside: articles that are new go to the topic, all
// else becomes a dead letter or is counted, and all is acknowledged.
func TestIngestPublishesAndSetsAside(t *testing.T) {
	var a acks
	s := &script{name: "s", last: io.EOF, deliveries: []ingest.Delivery{
		a.article("one"), a.rejection("blank", ingest.ErrEmpty), a.article("seen"), a.article(tooLarge), a.rejection("wall", ingest.ErrPaywall), a.article("two"), a.article("two"),
	}}
	stage, articles, dead := newIngest(s)
	if err := stage.Memory.AddAll([]string{keyOf(delivery{Delivery: a.article("seen")})}); err != nil {
		t.Fatal(err)
	}
	if err := stage.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"one", "two"}, articles.keys); diff != "" {
		t.Errorf("articles: -want +got\n%s", diff)
	}
	if len(dead.letters) != 3 || !s.closed {
		t.Errorf("dead letters %v, source closed: %v", dead.said(), s.closed)
	}
	want := map[string]error{"one": nil, "two": nil, "seen": nil, tooLarge: nil, "blank": nil, "wall": nil}
	if diff := cmp.Diff(want, a.of); diff != "" {
		t.Errorf("acknowledged: -want +got\n%s", diff)
	}
	if diff := cmp.Diff([]string{"seen duplicate", "two duplicate", "huge too_large"}, a.late); diff != "" {
		t.Errorf("sources were told: -want +got\n%s", diff)
	}
	totals := stage.Counts.Totals()
	wantDead := map[string]int{"ingest empty": 1, "ingest too_large": 1}
	wantFiltered := map[string]int{ingest.ReasonPaywall: 1, ingest.ReasonDuplicate: 2}
	if totals.Published != 2 || !cmp.Equal(totals.Dead, wantDead) || !cmp.Equal(totals.Filtered, wantFiltered) || totals.Received["s"] != 7 {
		t.Errorf("totals %+v", totals)
	}
}

// TestIngestRemembersOnlyWhatIsSafe: what could not be written is not
// acknowledged as if it were, and is taken in the next time.
func TestIngestRemembersOnlyWhatIsSafe(t *testing.T) {
	var a acks
	stage, articles, _ := newIngest(&script{last: io.EOF, deliveries: []ingest.Delivery{a.article("one")}})
	articles.err = errors.New("the broker is down")
	if err := stage.Run(t.Context()); !errors.Is(err, articles.err) {
		t.Errorf("error %v", err)
	}
	if !errors.Is(a.of["one"], articles.err) || stage.Memory.Has(keyOf(delivery{Delivery: a.article("one")})) || stage.Counts.Totals().Published > 0 {
		t.Errorf("acknowledged with %v, or remembered", a.of["one"])
	}
}

// TestIngestGoesOnBesideASourceThatFails and counts it.
func TestIngestGoesOnBesideASourceThatFails(t *testing.T) {
	var a acks
	broken := &script{name: "broken", last: errors.New("no feed here")}
	stage, articles, _ := newIngest(broken, &script{last: io.EOF, deliveries: []ingest.Delivery{a.article("one")}})
	if err := stage.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(articles.keys) != 1 || stage.Counts.Totals().FailedSources != 1 || !broken.closed {
		t.Errorf("articles %v, totals %+v", articles.keys, stage.Counts.Totals())
	}
}

// TestIngestCountsEachOfManyThatFail, and what each of many delivers under its
// own name.
func TestIngestCountsEachOfManyThatFail(t *testing.T) {
	var a acks
	many := &script{name: "polling", last: ingest.Failures{errors.New("no feed here"), errors.New("nor here")}}
	for _, source := range []string{"The Dispatch", ""} {
		d := a.article(source)
		d.Source = source
		many.deliveries = append(many.deliveries, d)
	}
	stage, _, _ := newIngest(many)
	if err := stage.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	totals := stage.Counts.Totals()
	if totals.FailedSources != 2 || totals.Received["The Dispatch"] != 1 || totals.Received["polling"] != 1 {
		t.Errorf("totals %+v", totals)
	}
}

// TestIngestEndsWithItsContext though its sources would stay.
func TestIngestEndsWithItsContext(t *testing.T) {
	var a acks
	ctx, cancel := context.WithCancel(t.Context())
	s := &script{deliveries: []ingest.Delivery{{Article: article.Article{ID: "one"}, Ack: func(error) { cancel() }}, a.article("two")}}
	stage, articles, _ := newIngest(s)
	if err := stage.Run(ctx); err != nil {
		t.Fatal(err)
	}
	if len(articles.keys) == 0 || articles.keys[0] != "one" || !s.closed {
		t.Errorf("articles %v, source closed: %v", articles.keys, s.closed)
	}
	if err, acknowledged := a.of["two"]; !acknowledged || (err == nil) != (len(articles.keys) == 2) {
		t.Errorf("articles %v, of which the second was acknowledged: %v, %v", articles.keys, acknowledged, err)
	}
}

// TestIngestAcknowledgesAllThatCame, also what waits behind a fault.
func TestIngestAcknowledgesAllThatCame(t *testing.T) {
	var a acks
	var deliveries []ingest.Delivery
	for i := range 3 * queue {
		deliveries = append(deliveries, a.article(strconv.Itoa(i)))
	}
	source := &script{last: io.EOF, deliveries: deliveries}
	stage, articles, _ := newIngest(source)
	articles.err = errors.New("the broker is down")
	if err := stage.Run(t.Context()); !errors.Is(err, articles.err) {
		t.Errorf("error %v", err)
	}
	if got := len(a.of) + len(source.deliveries); got != len(deliveries) {
		t.Errorf("%d of %d are acknowledged or still with their source", got, len(deliveries))
	}
	for id, err := range a.of {
		if !errors.Is(err, articles.err) && !errors.Is(err, errAbandoned) {
			t.Errorf("%s was acknowledged with %v", id, err)
		}
	}
}
