package main

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	kafkago "github.com/segmentio/kafka-go"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/kafka"
	"github.com/gigawire/gigawire/sink/kafka/kafkatest"
)

// books is a ledger that expects what one article gives, and a client to write
// it with.
type books struct {
	*ledger
	client  *kafka.Client
	article article.Article
	facts   []fact.Fact
}

func newBooks(t *testing.T) *books {
	t.Helper()
	client := kafkatest.Connect(t, 2)
	extractor, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	k := &books{ledger: newLedger(extractor, client.Config(), &kafkago.Client{Addr: kafkago.TCP(client.Config().Brokers...)}), client: client}
	line := newWriter(1).article()
	if err := k.expect(line); err != nil {
		t.Fatal(err)
	}
	if k.article, err = k.reader.JSON(line); err != nil {
		t.Fatal(err)
	}
	k.facts = extractor.Extract(k.article)
	k.dead["garbage"] = 0
	return k
}

// deliver writes what the pipeline would.
func (b *books) deliver(t *testing.T, facts []fact.Fact) {
	t.Helper()
	value, err := json.Marshal(b.article)
	if err != nil {
		t.Fatal(err)
	}
	b.publish(t, b.config.ArticlesTopic(), string(value))
	letter := []sink.DeadLetter{{Value: []byte("garbage"), Stage: "extract", Reason: "undecodable"}}
	if err := kafka.NewDeadLetters(b.client).WriteDead(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	if err := kafka.NewFacts(b.client, time.Now).Write(t.Context(), facts); err != nil {
		t.Fatal(err)
	}
}

func (b *books) publish(t *testing.T, topic, value string) {
	t.Helper()
	if err := b.client.Publish(t.Context(), []kafka.Message{{Topic: topic, Value: []byte(value)}}); err != nil {
		t.Fatal(err)
	}
}

// wantVerdict reads what is there and wants an error with some words, none
// where they are empty.
func (b *books) wantVerdict(t *testing.T, words string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := b.read(ctx); err != nil {
		t.Fatal(err)
	}
	err := b.verdict()
	if words == "" && err != nil || words != "" && (err == nil || !strings.Contains(err.Error(), words)) {
		t.Errorf("verdict %v, want %q", err, words)
	}
}

func TestLedgerFindsWhatIsMissing(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	if len(b.facts) < 8 {
		t.Fatalf("an article gives %d facts: faults need more to fall on", len(b.facts))
	}
	b.wantVerdict(t, "facts are missing")
	b.deliver(t, b.facts[1:])
	b.wantVerdict(t, "1 facts are missing, such as \""+b.facts[0].ID)
	b.deliver(t, b.facts[:1])
	b.wantVerdict(t, "")
	if b.repeats != 2 {
		t.Errorf("%d repeats, want the article and the dead letter", b.repeats)
	}
	b.articles["never published"] = 0
	b.wantVerdict(t, "articles are missing")
	delete(b.articles, "never published")
	b.dead["never set aside"] = 0
	b.wantVerdict(t, "dead letters are missing")
}

func TestLedgerFindsWhatShouldNotBeThere(t *testing.T) {
	t.Parallel()
	for _, topic := range []string{"articles", "articles.dead", "facts.stakes"} {
		b := newBooks(t)
		b.deliver(t, b.facts)
		b.wantVerdict(t, "")
		b.publish(t, topic, `{"id": "of nothing"}`)
		b.wantVerdict(t, "should not be there, such as "+topic)
	}
}

func TestLedgerFindsAPartitionThatIsShorter(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.deliver(t, b.facts)
	b.wantVerdict(t, "")
	b.at["facts.amounts"][0] += 1000
	if err := b.read(t.Context()); err == nil || !strings.Contains(err.Error(), "facts.amounts: partition 0: it ended at") {
		t.Errorf("error %v, want one of the partition", err)
	}
}
