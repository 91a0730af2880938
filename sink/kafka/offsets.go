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

// extents returns the extent of each partition of a topic. With a zero time,
// since is the end.
func (c *Client) extents(ctx context.Context, topic string, since time.Time) ([]extent, error) {
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
			return nil, fmt.Errorf("asking for the partitions of %s: %w: create it with gigawire topics", topic, t.Error)
		}
		if t.Error != nil {
			return nil, fmt.Errorf("asking for the partitions of %s: %w", topic, t.Error)
		}
		for _, p := range t.Partitions {
			out = append(out, p.ID)
		}
	}
	return out, nil
}

// Lag returns how many messages of a topic a group has not committed.
func (c *Client) Lag(ctx context.Context, group, topic string) (int64, error) {
	extents, err := c.extents(ctx, topic, time.Time{})
	if err != nil {
		return 0, err
	}
	return c.behind(ctx, group, topic, extents)
}

// Drain waits until a group has committed all that stands on a topic when it
// is called. What comes later it does not wait for.
func (c *Client) Drain(ctx context.Context, group, topic string) error {
	extents, err := c.extents(ctx, topic, time.Time{})
	if err != nil {
		return err
	}
	for attempt := 1; ; attempt++ {
		lag, err := c.behind(ctx, group, topic, extents)
		if err == nil && lag == 0 {
			return nil
		}
		if isPermanent(err) {
			return err
		}
		if pause(ctx, min(attempt, drainPause)) != nil {
			return fmt.Errorf("waiting for group %s, %d messages of %s behind: %w", group, lag, topic, ctx.Err())
		}
	}
}

// drainPause is the attempt after which Drain no longer waits longer: it asks
// every 200 to 400 ms.
const drainPause = 3

// behind returns how many messages of the extents a group has not committed.
func (c *Client) behind(ctx context.Context, group, topic string, extents []extent) (int64, error) {
	committed, err := c.committed(ctx, group, topic, extents)
	if err != nil {
		return 0, err
	}
	var lag int64
	for _, e := range extents {
		lag += max(0, e.end-max(committed[e.partition], e.first))
	}
	return lag, nil
}

func (c *Client) committed(ctx context.Context, group, topic string, extents []extent) (map[int]int64, error) {
	partitions := make([]int, len(extents))
	for i, e := range extents {
		partitions[i] = e.partition
	}
	resp, err := c.admin.OffsetFetch(ctx, &kafkago.OffsetFetchRequest{
		GroupID: group, Topics: map[string][]int{topic: partitions},
	})
	if err != nil {
		return nil, fmt.Errorf("asking for the offsets of group %s: %w", group, err)
	}
	if resp.Error != nil {
		return nil, fmt.Errorf("asking for the offsets of group %s: %w", group, resp.Error)
	}
	out := map[int]int64{}
	for _, p := range resp.Topics[topic] {
		if p.Error != nil {
			return nil, fmt.Errorf("asking for the offsets of group %s, %s, partition %d: %w", group, topic, p.Partition, p.Error)
		}
		out[p.Partition] = p.CommittedOffset
	}
	return out, nil
}
