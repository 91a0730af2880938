package kafka

import (
	"context"
	"errors"
	"fmt"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

// extent is what a partition holds: the offsets from first up to end, end not
// among them, and that of the first message at or after a time.
type extent struct {
	partition         int
	first, end, since int64
}

// holds reports whether reading may go on at an offset.
func (e extent) holds(offset int64) bool { return e.first <= offset && offset <= e.end }

// extents returns the extent of each partition of a topic. With a zero time,
// since is the end.
func (c *Client) extents(ctx context.Context, topic string, since time.Time) (out []extent, err error) {
	err = c.ask(ctx, func(ctx context.Context) error {
		out, err = c.askExtents(ctx, topic, since)
		return err
	})
	return out, err
}

func (c *Client) askExtents(ctx context.Context, topic string, since time.Time) ([]extent, error) {
	partitions, err := c.partitions(ctx, topic)
	if err != nil {
		return nil, err
	}
	var requests []kafkago.OffsetRequest
	for _, p := range partitions {
		requests = append(requests, kafkago.FirstOffsetOf(p), kafkago.LastOffsetOf(p))
		if !since.IsZero() {
			requests = append(requests, kafkago.TimeOffsetOf(p, since))
		}
	}
	resp, err := c.admin.ListOffsets(ctx, &kafkago.ListOffsetsRequest{Topics: map[string][]kafkago.OffsetRequest{topic: requests}})
	if err != nil {
		return nil, fmt.Errorf("asking for the offsets of %s: %w", topic, err)
	}
	return extentsOf(resp.Topics[topic], topic)
}

func extentsOf(answers []kafkago.PartitionOffsets, topic string) ([]extent, error) {
	var out []extent
	for _, p := range answers {
		if p.Error != nil {
			return nil, fmt.Errorf("asking for the offsets of %s, partition %d: %w", topic, p.Partition, p.Error)
		}
		e := extent{partition: p.Partition, first: p.FirstOffset, end: p.LastOffset, since: p.LastOffset}
		for offset := range p.Offsets {
			if offset >= 0 { // -1 means that no message is so young
				e.since = offset
			}
		}
		out = append(out, e)
	}
	return out, nil
}

// partitions returns the numbers of a topic's partitions.
func (c *Client) partitions(ctx context.Context, topic string) ([]int, error) {
	meta, err := c.admin.Metadata(ctx, &kafkago.MetadataRequest{Topics: []string{topic}})
	if err != nil {
		return nil, fmt.Errorf("asking for the partitions of %s: %w", topic, err)
	}
	var out []int
	for _, t := range meta.Topics {
		if errors.Is(t.Error, kafkago.UnknownTopicOrPartition) {
			return nil, fmt.Errorf("asking for the partitions of %s: %w: create it with gigawire topics", topic, ErrNoTopic)
		}
		if t.Error != nil {
			return nil, fmt.Errorf("asking for the partitions of %s: %w", topic, c.config.explain(t.Error, "Describe", topic))
		}
		for _, p := range t.Partitions {
			out = append(out, p.ID)
		}
	}
	return out, nil
}
