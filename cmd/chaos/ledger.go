package main

import (
	"context"
	"encoding/json"
	"fmt"

	kafkago "github.com/segmentio/kafka-go"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/sink/kafka"
)

// ledger holds what must be on the topics against what is. It reads them
// itself, and not with the client that is put to the test.
type ledger struct {
	extractor *extract.Extractor
	reader    *page.Reader
	config    kafka.Config
	admin     *kafkago.Client
	// How often each was found, by its ID, or by its bytes.
	expected, articles, dead map[string]int
	// at is where the next message of each partition is.
	at      map[string]map[int]int64
	repeats int
	// wrong are messages that should not be there.
	wrong []string
}

func newLedger(e *extract.Extractor, c kafka.Config, admin *kafkago.Client) *ledger {
	return &ledger{
		extractor: e, reader: page.New(), config: c, admin: admin,
		expected: map[string]int{}, articles: map[string]int{}, dead: map[string]int{}, at: map[string]map[int]int64{},
	}
}

// expect notes what an article must give.
func (l *ledger) expect(line []byte) error {
	a, err := l.reader.JSON(line)
	if err != nil {
		return fmt.Errorf("reading an article that was made up: %w", err)
	}
	l.articles[a.ID] = 0
	for _, f := range l.extractor.Extract(a) {
		l.expected[f.ID] = 0
	}
	return nil
}

func (l *ledger) found() int { return len(l.expected) - len(missing(l.expected)) }

func missing(counts map[string]int) []string {
	var out []string
	for id, n := range counts {
		if n == 0 {
			out = append(out, id)
		}
	}
	return out
}

// forget lets the ledger begin anew with topics that were deleted.
func (l *ledger) forget(topics []string) {
	for _, t := range topics {
		delete(l.at, t)
	}
}

// read takes note of all messages that have come since it last did.
func (l *ledger) read(ctx context.Context) error {
	type look struct {
		topic string
		note  func(kafkago.Message)
	}
	looks := []look{{l.config.ArticlesTopic(), l.noteArticle}, {l.config.DeadTopic(), l.noteDead}}
	for _, t := range fact.Types() {
		looks = append(looks, look{l.config.FactsTopic(t), l.noteFact})
	}
	for _, k := range looks {
		if err := l.readTopic(ctx, k.topic, k.note); err != nil {
			return fmt.Errorf("reading %s: %w", k.topic, err)
		}
	}
	return nil
}

func (l *ledger) noteFact(m kafkago.Message) {
	f, err := kafka.DecodeFact(kafka.Message{Topic: m.Topic, Value: m.Value})
	l.note(l.expected, f.ID, m, err)
}

func (l *ledger) noteArticle(m kafkago.Message) {
	var a struct{ ID string }
	if _, isGarbage := l.dead[string(m.Value)]; !isGarbage {
		err := json.Unmarshal(m.Value, &a)
		l.note(l.articles, a.ID, m, err)
	}
}

func (l *ledger) noteDead(m kafkago.Message) { l.note(l.dead, string(m.Value), m, nil) }

// note counts a message that must be there. Any other is wrong.
func (l *ledger) note(counts map[string]int, id string, m kafkago.Message, err error) {
	n, ok := counts[id]
	if !ok || err != nil {
		l.wrong = append(l.wrong, fmt.Sprintf("%s, partition %d, offset %d: %.200s", m.Topic, m.Partition, m.Offset, m.Value))
		return
	}
	counts[id]++
	if n > 0 {
		l.repeats++
	}
}

// verdict returns an error that names what is missing and what is wrong.
func (l *ledger) verdict() error {
	for _, k := range []struct {
		what   string
		counts map[string]int
	}{{"facts", l.expected}, {"articles", l.articles}, {"dead letters", l.dead}} {
		if lost := missing(k.counts); len(lost) > 0 {
			return fmt.Errorf("%d %s are missing, such as %q", len(lost), k.what, lost[0])
		}
	}
	if len(l.wrong) > 0 {
		return fmt.Errorf("%d messages should not be there, such as %s", len(l.wrong), l.wrong[0])
	}
	return nil
}
