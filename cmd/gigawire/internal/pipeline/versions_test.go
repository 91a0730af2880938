package pipeline

import (
	"errors"
	"io"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
)

var published = time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)

// version returns the delivery of an article in a version.
func version(id, hash string, modified time.Time) ingest.Delivery {
	a := article.Article{ID: id, Text: id, ContentHash: hash, Published: published, Modified: modified, Fetched: published.Add(time.Hour)}
	return ingest.Delivery{Article: a, Ack: func(error) {}}
}

// TestNewVersionsArePublished, each once, with the time at which they were
// modified; an identical article is not published again.
func TestNewVersionsArePublished(t *testing.T) {
	stage, articles, _ := newIngest(&script{last: io.EOF, deliveries: []ingest.Delivery{
		version("a", "1", time.Time{}), version("a", "1", time.Time{}), version("a", "2", time.Time{}), version("b", "1", time.Time{}),
	}})
	if err := stage.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	stage.Sources = []ingest.Source{&script{last: io.EOF, deliveries: []ingest.Delivery{
		version("a", "2", time.Time{}), version("a", "3", published.Add(time.Minute)), version("b", "1", time.Time{}),
	}}}
	if err := stage.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []ingest.Delivery{
		version("a", "1", time.Time{}), version("a", "2", published.Add(time.Hour)), version("b", "1", time.Time{}), version("a", "3", published.Add(time.Minute)),
	}
	if len(articles.articles) != len(want) {
		t.Fatalf("published: %v", articles.articles)
	}
	for i, got := range articles.articles {
		if diff := cmp.Diff(want[i].Article, got); diff != "" {
			t.Errorf("article %d: -want +got\n%s", i, diff)
		}
	}
	if totals := stage.Counts.Totals(); totals.Published != 4 || totals.Versions != 2 || totals.Copies != 0 || totals.Filtered[ingest.ReasonDuplicate] != 3 {
		t.Errorf("totals %+v", totals)
	}
}

// copies takes every article for a copy of the first.
type copies struct {
	first         string
	marked, saved int
	err           error
}

func (c *copies) Mark(a *article.Article) {
	if c.marked++; c.first == "" {
		c.first = a.ID
		return
	}
	a.DuplicateOf = c.first
}

func (c *copies) Save() error {
	if c.err == nil {
		c.saved = c.marked
	}
	return c.err
}

// TestCopiesArePublishedAsSuch: they say what they are a copy of, and are kept
// in mind.
func TestCopiesArePublishedAsSuch(t *testing.T) {
	var a acks
	stage, articles, _ := newIngest(&script{last: io.EOF, deliveries: []ingest.Delivery{
		a.article("one"), a.article("two"), a.article("one"), a.rejection("blank", ingest.ErrEmpty), a.article("three"),
	}})
	found := &copies{}
	stage.Copies = found
	if err := stage.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range articles.articles {
		got = append(got, a.ID+" of "+a.DuplicateOf)
	}
	if diff := cmp.Diff([]string{"one of ", "two of one", "three of one"}, got); diff != "" {
		t.Errorf("published: -want +got\n%s", diff)
	}
	if found.marked != 3 || found.saved != 3 || stage.Counts.Totals().Copies != 2 {
		t.Errorf("%+v, totals %+v", found, stage.Counts.Totals())
	}
}

// TestWhatIsNotKeptInMindIsTakenInAgain: an article counts as taken in only
// after what finds its copies is safe.
func TestWhatIsNotKeptInMindIsTakenInAgain(t *testing.T) {
	var a acks
	stage, _, _ := newIngest(&script{last: io.EOF, deliveries: []ingest.Delivery{a.article("one")}})
	full := errors.New("the disk is full")
	stage.Copies = &copies{err: full}
	if err := stage.Run(t.Context()); !errors.Is(err, full) || !errors.Is(a.of["one"], full) {
		t.Errorf("error %v, acknowledged with %v", err, a.of["one"])
	}
	if stage.Memory.Has(keyOf(delivery{Delivery: a.article("one")})) {
		t.Error("the article is remembered")
	}
}
