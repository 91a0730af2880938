package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

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
	defer s.Timing.Since(StageIngest, time.Now())
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
			batch.became.Bury(StageIngest, reason)
			batch.articles[i].setAside(reason, err)
			letters = append(letters, sink.DeadLetter{
				Key: m.Key, Value: m.Value, Stage: StageIngest, Reason: reason, Message: err.Error(), Topic: s.Topic, Offset: -1,
			})
		}
	}
	return s.Dead.WriteDead(ctx, letters)
}
