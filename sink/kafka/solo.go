package kafka

import (
	"context"
	"fmt"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

// Solo reads all partitions of topics, and remembers under a name how far it has
// come. It is no member of a group: two of one name both read everything, so what
// they do must come to the same when it is done twice.
type Solo struct {
	client  *Client
	name    string
	topics  []string
	handler Handler
}

// NewSolo returns a reader of topics. Its name is that of a consumer group
// without members, which holds its offsets.
func NewSolo(c *Client, name string, topics []string, h Handler) *Solo {
	return &Solo{c, name, topics, h}
}

// Run reads until ctx ends, from where a reader of that name has come to, else
// from the oldest message. A batch may have messages of several partitions, those
// of one in their order; its offsets are committed after the handler returns nil,
// and the handler is called again after an error. Run returns nil when ctx has
// ended, and otherwise an error: that of the brokers, or one of the handler that
// wraps ErrPermanent.
func (s *Solo) Run(ctx context.Context) error {
	stretches, err := s.stretches(ctx)
	if err != nil {
		return unlessOver(ctx, err)
	}
	messages := s.client.merge(ctx, stretches)
	for batch := gather(messages); len(batch) > 0; batch = gather(messages) {
		if err := s.handle(ctx, batch); err != nil {
			return unlessOver(ctx, err)
		}
	}
	return nil
}

func (s *Solo) stretches(ctx context.Context) ([]stretch, error) {
	var out []stretch
	for _, topic := range s.topics {
		extents, err := s.client.extents(ctx, topic, time.Time{})
		if err != nil {
			return nil, err
		}
		committed, err := s.client.committed(ctx, s.name, topic, extents)
		if err != nil {
			return nil, err
		}
		for _, e := range extents {
			from, ok := committed[e.partition]
			if !ok || !e.holds(from) {
				from = e.first
			}
			out = append(out, stretch{topic: topic, partition: e.partition, from: from, end: -1})
		}
	}
	return out, nil
}

// gather waits for a message and takes those that follow at once. It returns none
// when the channel is closed.
func gather(messages <-chan Message) []Message {
	first, ok := <-messages
	if !ok {
		return nil
	}
	batch := []Message{first}
	soon := time.NewTimer(claimWait)
	defer soon.Stop()
	for len(batch) < claimMessages {
		select {
		case m, ok := <-messages:
			if !ok {
				return batch
			}
			batch = append(batch, m)
		case <-soon.C:
			return batch
		}
	}
	return batch
}

// handle handles and commits a batch, again and again until it succeeds.
func (s *Solo) handle(ctx context.Context, batch []Message) error {
	return s.client.insist(ctx, func() error {
		if err := s.handler(ctx, batch); err != nil {
			return fmt.Errorf("handling for %s: %w", s.name, err)
		}
		return s.Commit(ctx, batch)
	})
}

// Commit remembers that messages were handled, and with each all before it in its
// partition.
func (s *Solo) Commit(ctx context.Context, batch []Message) error {
	last := map[string]map[int]int64{}
	for _, m := range batch {
		if last[m.Topic] == nil {
			last[m.Topic] = map[int]int64{}
		}
		last[m.Topic][m.Partition] = m.Offset
	}
	commits := map[string][]kafkago.OffsetCommit{}
	for topic, partitions := range last {
		for partition, offset := range partitions {
			commits[topic] = append(commits[topic], kafkago.OffsetCommit{Partition: partition, Offset: offset + 1})
		}
	}
	return s.client.ask(ctx, func(ctx context.Context) error { return s.client.commit(ctx, s.name, commits) })
}

// commit commits offsets for a group that has no members.
func (c *Client) commit(ctx context.Context, group string, commits map[string][]kafkago.OffsetCommit) error {
	resp, err := c.admin.OffsetCommit(ctx, &kafkago.OffsetCommitRequest{GroupID: group, GenerationID: -1, Topics: commits})
	if err != nil {
		return fmt.Errorf("committing offsets of %s: %w", group, err)
	}
	for topic, partitions := range resp.Topics {
		for _, p := range partitions {
			if p.Error != nil {
				return fmt.Errorf("committing offsets of %s, %s, partition %d: %w", group, topic, p.Partition, p.Error)
			}
		}
	}
	return nil
}
