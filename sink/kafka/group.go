package kafka

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

// Handler handles a batch of messages of one partition, in their order. Their
// offsets are committed after it returns nil. An error ends the claim on the
// partition, and the batch is delivered again.
type Handler func(ctx context.Context, batch []Message) error

// Group consumes a topic as one of a group's members.
//
// It is made of kafka-go's ConsumerGroup and not of its Reader, which commits
// partitions that it has lost: commits made through a generation are refused
// by the broker once the partition has moved on.
type Group struct {
	client  *Client
	id      string
	topic   string
	handler Handler
	log     *slog.Logger
}

// NewGroup returns a member of group id on a topic.
func NewGroup(c *Client, id, topic string, h Handler, log *slog.Logger) *Group {
	return &Group{c, id, topic, h, log}
}

// batchSize is how many messages a handler is given at most, and batchWait how
// long a batch waits to grow.
const (
	batchSize = 256
	batchWait = 20 * time.Millisecond
)

// Run consumes until ctx ends, through rebalances and broken connections. It
// returns nil when ctx has ended.
func (g *Group) Run(ctx context.Context) error {
	group, err := kafkago.NewConsumerGroup(kafkago.ConsumerGroupConfig{
		ID: g.id, Brokers: g.client.config.Brokers, Dialer: g.client.dialer, Topics: []string{g.topic},
		StartOffset: kafkago.FirstOffset, JoinGroupBackoff: 500 * time.Millisecond,
		SessionTimeout: 10 * time.Second, HeartbeatInterval: time.Second, RebalanceTimeout: 10 * time.Second,
	})
	if err != nil {
		return fmt.Errorf("joining group %s: %w", g.id, err)
	}
	defer group.Close()
	for {
		generation, err := group.Next(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, kafkago.ErrGroupClosed):
			return fmt.Errorf("consuming %s: %w", g.topic, err)
		case err != nil:
			g.log.Warn("joining group again", "group", g.id, "error", err)
			continue
		}
		g.start(ctx, generation)
	}
}

// start gives each partition of the generation a goroutine of its own.
func (g *Group) start(ctx context.Context, generation *kafkago.Generation) {
	for _, assigned := range generation.Assignments[g.topic] {
		generation.Start(func(claim context.Context) {
			claim, cancel := context.WithCancel(claim)
			defer cancel()
			defer context.AfterFunc(ctx, cancel)()
			if err := g.consume(claim, generation, assigned); err != nil && claim.Err() == nil {
				g.log.Error("giving a partition back", "topic", g.topic, "partition", assigned.ID, "error", err)
			}
		})
	}
}

func (g *Group) consume(ctx context.Context, generation *kafkago.Generation, assigned kafkago.PartitionAssignment) error {
	reader := kafkago.NewReader(kafkago.ReaderConfig{
		Brokers: g.client.config.Brokers, Dialer: g.client.dialer, Topic: g.topic, Partition: assigned.ID,
		MinBytes: 1, MaxBytes: 10 << 20, MaxWait: 250 * time.Millisecond, QueueCapacity: 500,
	})
	defer reader.Close()
	if err := reader.SetOffset(assigned.Offset); err != nil {
		return fmt.Errorf("setting offset of %s, partition %d: %w", g.topic, assigned.ID, err)
	}
	for {
		batch, err := readBatch(ctx, reader)
		if err != nil {
			return fmt.Errorf("reading %s, partition %d: %w", g.topic, assigned.ID, err)
		}
		if err := g.handler(ctx, batch); err != nil {
			return fmt.Errorf("handling %s, partition %d, offset %d: %w", g.topic, assigned.ID, batch[0].Offset, err)
		}
		next := batch[len(batch)-1].Offset + 1
		if err := generation.CommitOffsets(map[string]map[int]int64{g.topic: {assigned.ID: next}}); err != nil {
			return fmt.Errorf("committing %s, partition %d, offset %d: %w", g.topic, assigned.ID, next, err)
		}
	}
}

// readBatch waits for one message and takes those that follow at once.
func readBatch(ctx context.Context, reader *kafkago.Reader) ([]Message, error) {
	first, err := reader.ReadMessage(ctx)
	if err != nil {
		return nil, err
	}
	batch := []Message{received(first)}
	soon, cancel := context.WithTimeout(ctx, batchWait)
	defer cancel()
	for len(batch) < batchSize {
		m, err := reader.ReadMessage(soon)
		if err != nil {
			return batch, nil
		}
		batch = append(batch, received(m))
	}
	return batch, nil
}

func received(m kafkago.Message) Message {
	return Message{
		Topic: m.Topic, Key: m.Key, Value: m.Value, Headers: m.Headers, Partition: m.Partition, Offset: m.Offset,
	}
}
