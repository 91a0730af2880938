package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/kafka"
)

func ended(err error) bool { return errors.Is(err, io.EOF) }

// publish writes what the sources deliver, in batches as large as have
// gathered, until the channel is closed. What is in hand when ctx ends is
// still written, if that takes no longer than Drain.
func (s *Ingest) publish(ctx, running context.Context, in <-chan delivery) error {
	writing, cancel := kafka.Linger(ctx, s.Drain)
	defer cancel()
	for {
		select {
		case d, ok := <-in:
			if !ok {
				return nil
			}
			if err := s.batch(writing, gather(d, in)); err != nil {
				return err
			}
		case <-running.Done():
			return nil
		}
	}
}

// gather returns a delivery and those that wait behind it.
func gather(first delivery, in <-chan delivery) []delivery {
	batch := []delivery{first}
	for len(batch) < queue {
		select {
		case d, ok := <-in:
			if !ok {
				return batch
			}
			batch = append(batch, d)
		default:
			return batch
		}
	}
	return batch
}

// batch publishes articles and sets rejections aside, then acknowledges.
func (s *Ingest) batch(ctx context.Context, batch []delivery) error {
	defer s.Timing.since(StageIngest, time.Now())
	sorted := s.sort(batch)
	err := s.write(ctx, &sorted)
	if err == nil {
		s.Counts.settled(StageIngest, len(batch), &sorted.became)
	} else {
		s.Counts.givenBack(StageIngest, len(batch))
	}
	acknowledge(batch, err)
	return err
}

// acknowledge acknowledges a batch at once, for sources write to the disk what
// comes together together.
func acknowledge(batch []delivery, err error) {
	var group sync.WaitGroup
	for _, d := range batch {
		group.Go(func() { d.settle(err) })
	}
	group.Wait()
}

// sorting is a batch by what is to be written, and what became of it.
type sorting struct {
	articles []delivery
	letters  []sink.DeadLetter
	became   Totals
}

func (s *Ingest) sort(batch []delivery) sorting {
	out := sorting{became: newTotals()}
	taken := map[string]bool{}
	has := func(key string) bool { return taken[key] || s.Memory.Has(key) }
	for _, d := range batch {
		switch key := keyOf(d); {
		case d.Rejection != nil:
			out.letters = append(out.letters, letterOf(d.Rejection))
			s.reject(d.Rejection, &out.became)
		case has(key):
			out.became.Filtered[ingest.ReasonDuplicate]++
			d.setAside(ingest.ReasonDuplicate, errDuplicate)
		default:
			d.update = has(idKey(d))
			taken[key], taken[idKey(d)] = true, true
			out.articles = append(out.articles, s.described(d))
		}
	}
	return out
}

// errDuplicate means that an article was taken in before.
var errDuplicate = errors.New("the article was taken in before, with the same text")

// setAside tells the source of an article why it was not published.
func (d delivery) setAside(reason string, err error) {
	if d.SetAside != nil {
		d.SetAside(&ingest.Rejection{Reason: reason, Err: err, Origin: d.Article.URL})
	}
}

// described sets what is known of an article by others: whose copy it is, and
// when a new version that does not say so was modified.
func (s *Ingest) described(d delivery) delivery {
	if d.update && !d.Article.Modified.After(d.Article.Published) && d.Article.Fetched.After(d.Article.Published) {
		d.Article.Modified = d.Article.Fetched
	}
	if s.Copies != nil {
		s.Copies.Mark(&d.Article)
	}
	return d
}

// idKey identifies an article in any version.
func idKey(d delivery) string { return "article\x00" + d.Article.ID }

// keyOf identifies an article in one version.
func keyOf(d delivery) string { return idKey(d) + "\x00" + d.Article.ContentHash }

func (s *Ingest) write(ctx context.Context, batch *sorting) error {
	if len(batch.letters) > 0 {
		if err := s.Dead.WriteDead(ctx, batch.letters); err != nil {
			return fmt.Errorf("setting documents aside: %w", err)
		}
	}
	messages, err := s.messages(batch.articles)
	if err != nil || len(messages) == 0 {
		return err
	}
	err = s.Publisher.Publish(ctx, messages)
	var rejected *kafka.RejectedMessages
	if errors.As(err, &rejected) {
		err = s.setAside(ctx, batch, messages, rejected)
	}
	if err != nil {
		return fmt.Errorf("publishing articles: %w", err)
	}
	return s.remember(batch, rejected)
}

func (s *Ingest) messages(articles []delivery) ([]kafka.Message, error) {
	messages := make([]kafka.Message, len(articles))
	for i, d := range articles {
		value, err := json.Marshal(d.Article)
		if err != nil {
			return nil, fmt.Errorf("encoding article %s: %w", d.Article.ID, err)
		}
		messages[i] = kafka.Message{Topic: s.Topic, Key: []byte(d.Article.ID), Value: value}
		messages[i].SetTrace(d.span.SpanContext())
		describe(d.span, d.Article.ID, d.Article.URL)
	}
	return messages, nil
}

// remember counts the articles that are on the topic, and keeps them from
// being taken in again. What they are held against for copies is safe before
// that, for an article that is taken in again is no copy of itself.
func (s *Ingest) remember(batch *sorting, rejected *kafka.RejectedMessages) error {
	var keys []string
	for i, d := range batch.articles {
		if rejected == nil || rejected.ByIndex[i] == nil {
			batch.became.published(d)
			keys = append(keys, keyOf(d), idKey(d))
		}
	}
	if s.Copies != nil {
		if err := s.Copies.Save(); err != nil {
			return err
		}
	}
	return s.Memory.AddAll(keys)
}

// setAside makes dead letters of articles that no message can hold.
func (s *Ingest) setAside(ctx context.Context, batch *sorting, messages []kafka.Message, rejected *kafka.RejectedMessages) error {
	var letters []sink.DeadLetter
	for i, m := range messages {
		if err := rejected.ByIndex[i]; err != nil {
			reason := kafka.Reason(err)
			batch.became.dead(StageIngest, reason)
			batch.articles[i].setAside(reason, err)
			letters = append(letters, sink.DeadLetter{
				Key: m.Key, Value: m.Value, Stage: StageIngest, Reason: reason, Message: err.Error(), Topic: s.Topic, Offset: -1,
			})
		}
	}
	return s.Dead.WriteDead(ctx, letters)
}

// expected lists the reasons that are no fault of the document's or of ours:
// it is set aside, and that is all.
func expected(reason string) bool {
	switch reason {
	case ingest.ReasonLanguage, ingest.ReasonPaywall, ingest.ReasonConsent, ingest.ReasonNoText, ingest.ReasonDuplicate:
		return true
	}
	return false
}

func (s *Ingest) reject(r *ingest.Rejection, became *Totals) {
	if expected(r.Reason) {
		became.Filtered[r.Reason]++
		s.Log.Info("set aside", "reason", r.Reason, "origin", r.Origin, "why", r.Err)
		return
	}
	became.dead(StageIngest, r.Reason)
	s.Log.Warn("dead letter", "reason", r.Reason, "origin", r.Origin, "error", r.Err)
}

func letterOf(r *ingest.Rejection) sink.DeadLetter {
	l := sink.DeadLetter{
		Key: []byte(r.Origin), Value: r.Body, Stage: StageIngest, Reason: r.Reason, Message: r.Err.Error(), Origin: r.Origin,
	}
	if from := r.Record; from != nil {
		l.Key, l.Topic, l.Partition, l.Offset = from.Key, from.Topic, from.Partition, from.Offset
		for _, h := range from.Headers {
			l.Headers = append(l.Headers, sink.Header(h))
		}
	}
	return l
}
