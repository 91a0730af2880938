package kafka

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	kafkago "github.com/segmentio/kafka-go"
	"golang.org/x/sync/errgroup"

	"github.com/gigawire/gigawire/extract/fact"
)

// Tail says what to follow.
type Tail struct {
	// Types are the types of facts, all where it is empty.
	Types []fact.Type
	// FromStart begins with the oldest message and not with the next.
	FromStart bool
	// ToEnd ends at what was the last message when Follow was called, and
	// does not wait for more.
	ToEnd bool
}

// Follow reads facts outside any group and hands them on, one at a time, in
// order within a partition. It returns nil when ctx ends, or at the end with
// Tail.ToEnd, and the error of handle if it returns one. A message that is no
// fact is handed to it with an error.
func (c *Client) Follow(ctx context.Context, t Tail, handle func(fact.Fact, error) error) error {
	types := t.Types
	if len(types) == 0 {
		types = fact.Types()
	}
	out := make(chan kafkago.Message)
	group, reading := errgroup.WithContext(ctx)
	for _, typ := range types {
		topic := c.config.FactsTopic(typ)
		ends, err := c.ends(ctx, topic)
		if err != nil {
			return err
		}
		for _, end := range ends {
			group.Go(func() error { return c.follow(reading, topic, end, t, out) })
		}
	}
	done := make(chan error, 1)
	go func() { done <- group.Wait(); close(out) }()
	for m := range out {
		if err := handle(decode(m)); err != nil {
			return err
		}
	}
	if err := <-done; err != nil && ctx.Err() == nil {
		return err
	}
	return nil
}

func decode(m kafkago.Message) (fact.Fact, error) {
	var f fact.Fact
	if err := json.Unmarshal(m.Value, &f); err != nil {
		return f, fmt.Errorf("decoding %s, partition %d, offset %d: %w", m.Topic, m.Partition, m.Offset, err)
	}
	return f, nil
}

// follow sends the messages of one partition to out.
func (c *Client) follow(ctx context.Context, topic string, end kafkago.PartitionOffsets, t Tail, out chan<- kafkago.Message) error {
	from := end.LastOffset
	if t.FromStart {
		from = end.FirstOffset
	}
	if t.ToEnd && from >= end.LastOffset {
		return nil
	}
	reader := kafkago.NewReader(kafkago.ReaderConfig{
		Brokers: c.config.Brokers, Dialer: c.dialer, Topic: topic, Partition: end.Partition,
		MinBytes: 1, MaxBytes: 4 << 20, MaxWait: 250 * time.Millisecond,
	})
	defer reader.Close()
	if err := reader.SetOffset(from); err != nil {
		return fmt.Errorf("setting offset of %s, partition %d: %w", topic, end.Partition, err)
	}
	for {
		m, err := reader.ReadMessage(ctx)
		if err != nil {
			return fmt.Errorf("reading %s, partition %d: %w", topic, end.Partition, err)
		}
		select {
		case out <- m:
		case <-ctx.Done():
			return ctx.Err()
		}
		if t.ToEnd && m.Offset+1 >= end.LastOffset {
			return nil
		}
	}
}
