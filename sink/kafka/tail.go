package kafka

import (
	"context"
	"iter"
	"time"

	kafkago "github.com/segmentio/kafka-go"
	"golang.org/x/sync/errgroup"

	"github.com/gigawire/gigawire/extract/fact"
)

// Tail says what to follow. The zero value is all facts from now on.
type Tail struct {
	// Types are the types of facts, all where it is empty.
	Types []fact.Type
	// FromStart begins with the oldest message.
	FromStart bool
	// Since begins with the first message written at or after that time,
	// where it is set and FromStart is not.
	Since time.Time
	// ToEnd ends with what is the last message when Follow begins, and does
	// not wait for more.
	ToEnd bool
}

// Follow reads facts outside any group, in order within a partition, until ctx
// ends, or the end with Tail.ToEnd. It yields an error that wraps
// ErrUndecodable for a message that is no fact, and goes on; any other error
// is the last. Connections that break are mended.
//
// Facts come at least once: those with one ID are one.
func (c *Client) Follow(ctx context.Context, t Tail) iter.Seq2[fact.Fact, error] {
	return func(yield func(fact.Fact, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		stretches, err := c.stretches(ctx, t)
		if err != nil {
			if ctx.Err() == nil {
				yield(fact.Fact{}, err)
			}
			return
		}
		for m := range c.merge(ctx, stretches) {
			if !yield(DecodeFact(m)) {
				return
			}
		}
	}
}

// stretch is what is to be read of a partition: the offsets from from up to
// end, end not among them. An end of -1 is none.
type stretch struct {
	topic     string
	partition int
	from, end int64
}

func (c *Client) stretches(ctx context.Context, t Tail) ([]stretch, error) {
	types := t.Types
	if len(types) == 0 {
		types = fact.Types()
	}
	var out []stretch
	for _, typ := range types {
		topic := c.config.FactsTopic(typ)
		extents, err := c.extents(ctx, topic, t.Since)
		if err != nil {
			return nil, err
		}
		for _, e := range extents {
			out = append(out, t.stretch(topic, e))
		}
	}
	return out, nil
}

func (t Tail) stretch(topic string, e extent) stretch {
	s := stretch{topic: topic, partition: e.partition, from: e.since, end: -1}
	if t.FromStart {
		s.from = e.first
	}
	if t.ToEnd {
		s.end = e.end
	}
	return s
}

// merge sends the messages of all stretches to one channel, which it closes
// when all have ended.
func (c *Client) merge(ctx context.Context, stretches []stretch) <-chan Message {
	out := make(chan Message)
	var group errgroup.Group
	for _, s := range stretches {
		group.Go(func() error { c.read(ctx, s, out); return nil })
	}
	go func() {
		group.Wait() //nolint:errcheck // there are none
		close(out)
	}()
	return out
}

// read sends the messages of a stretch until its end or that of ctx.
func (c *Client) read(ctx context.Context, s stretch, out chan<- Message) {
	if s.end >= 0 && s.from >= s.end {
		return
	}
	reader := kafkago.NewReader(c.readerConfig(s.topic, s.partition))
	defer reader.Close() //nolint:errcheck // it was only read from
	if err := reader.SetOffset(s.from); err != nil {
		return // it only fails when closed
	}
	for ctx.Err() == nil {
		m, err := reader.ReadMessage(ctx)
		if err != nil {
			if ctx.Err() == nil {
				c.reading.warn("reading again", "topic", s.topic, "partition", s.partition, "error", err)
			}
			continue
		}
		select {
		case out <- incoming(m):
		case <-ctx.Done():
		}
		if s.end >= 0 && m.Offset+1 >= s.end {
			return
		}
	}
}

// maxFetch is how much a reader asks for at a time, in bytes: more than the
// largest message.
const maxFetch = maxMaxMessage + 1<<20

// readerConfig is that of a reader of one partition.
func (c *Client) readerConfig(topic string, partition int) kafkago.ReaderConfig {
	return kafkago.ReaderConfig{
		Brokers: c.config.Brokers, Dialer: c.dialer, Topic: topic, Partition: partition,
		MinBytes: 1, MaxBytes: maxFetch, MaxWait: 250 * time.Millisecond, QueueCapacity: queueMessages,
	}
}
