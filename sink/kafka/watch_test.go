package kafka

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/sink"
)

// take returns the values of the first messages of a watch, in order.
func (w *Watch) take(t *testing.T, n int) []string {
	t.Helper()
	ctx, cancel := context.WithCancel(deadline(t))
	defer cancel()
	var out []string
	for batch := range w.Batches(ctx) {
		for _, m := range batch {
			out = append(out, string(m.Value))
		}
		if len(out) >= n {
			break
		}
	}
	if len(out) != n {
		t.Fatalf("%d messages, want %d", len(out), n)
	}
	slices.Sort(out)
	return out
}

func valuesOf(messages []Message) []string {
	var out []string
	for _, m := range messages {
		out = append(out, string(m.Value))
	}
	slices.Sort(out)
	return out
}

func TestSuiteWatchReadsWhatIsThereAndWhatComes(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		articles, dead := c.ArticlesTopic(), c.DeadTopic()
		publish(t, client, numbered(articles, 0, 50))
		w, err := client.Watch(deadline(t), map[string]Window{articles: {Last: 1000}, dead: {}})
		if err != nil || w.Backlog() != 50 {
			t.Fatalf("backlog %d, error %v, want 50", w.Backlog(), err)
		}
		publish(t, client, numbered(articles, 50, 60))
		publish(t, client, numbered(dead, 60, 70))
		want := append(valuesOf(numbered(articles, 0, 60)), valuesOf(numbered(dead, 60, 70))...)
		slices.Sort(want)
		if diff := cmp.Diff(want, w.take(t, 70)); diff != "" {
			t.Errorf("-written +read\n%s", diff)
		}
	})
}

func TestSuiteWatchBeginsWithTheLatest(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		topic := c.ArticlesTopic()
		publish(t, client, numbered(topic, 0, 500))
		last, err := client.Watch(deadline(t), map[string]Window{topic: {Last: 60}})
		if err != nil || last.Backlog() < 60 || last.Backlog() > 100 {
			t.Errorf("the last 60 are %d, error %v", last.Backlog(), err)
		}
		oldest, err := last.Oldest(deadline(t))
		if err != nil || time.Since(oldest) > time.Hour {
			t.Errorf("the oldest is of %v, error %v", oldest, err)
		}
		since, err := client.Watch(deadline(t), map[string]Window{topic: {Since: oldest}})
		if err != nil || since.Backlog() < last.Backlog() {
			t.Errorf("since the oldest of them there are %d of %d, error %v", since.Backlog(), last.Backlog(), err)
		}
		later, err := client.Watch(deadline(t), map[string]Window{topic: {Since: time.Now().Add(time.Hour)}})
		if err != nil || later.Backlog() != 0 {
			t.Errorf("in an hour there are %d, error %v", later.Backlog(), err)
		}
		if none, err := later.Oldest(deadline(t)); err != nil || !none.IsZero() {
			t.Errorf("the oldest of none is of %v, error %v", none, err)
		}
	})
}

func TestSuiteSizeCountsMessages(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		publish(t, client, numbered(c.ArticlesTopic(), 0, 40))
		if s, err := client.Size(deadline(t), c.ArticlesTopic()); err != nil || s != (Size{40, 40}) {
			t.Errorf("%+v, %v", s, err)
		}
	})
}

// TestLettersAreReadAsTheyWereWritten, and receipts are told from them.
func TestLettersAreReadAsTheyWereWritten(t *testing.T) {
	t.Parallel()
	d := NewDeadLetters(connect(t, embedded(t)))
	for _, want := range []sink.DeadLetter{
		{Key: []byte("k"), Value: []byte("v"), Stage: "extract", Reason: "undecodable", Message: "no JSON", Topic: "articles", Partition: 2, Offset: 7},
		{Key: []byte("https://news.example/"), Stage: "ingest", Reason: "fetch", Message: "404", Origin: "https://news.example/", Offset: -1},
	} {
		m := d.message(&want)
		m.Partition, m.Offset = 3, 9
		got, ok := DecodeLetter(&m)
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("-written +read\n%s", diff)
		}
		r := receipt(&m)
		if _, isLetter := DecodeLetter(&r); isLetter {
			t.Error("a receipt is read as a letter")
		}
		if partition, offset, ok := Receipt(&r); !ok || partition != 3 || offset != 9 {
			t.Errorf("a receipt of %d at %d, %v", offset, partition, ok)
		}
	}
}
