package kafka

import (
	"context"
	"fmt"

	kafkago "github.com/segmentio/kafka-go"
)

// ends returns the first and last offsets of each partition of a topic.
func (c *Client) ends(ctx context.Context, topic string) ([]kafkago.PartitionOffsets, error) {
	partitions, err := c.partitions(ctx, topic)
	if err != nil {
		return nil, err
	}
	var requests []kafkago.OffsetRequest
	for _, p := range partitions {
		requests = append(requests, kafkago.FirstOffsetOf(p), kafkago.LastOffsetOf(p))
	}
	resp, err := c.admin.ListOffsets(ctx, &kafkago.ListOffsetsRequest{Topics: map[string][]kafkago.OffsetRequest{topic: requests}})
	if err != nil {
		return nil, fmt.Errorf("asking for the offsets of %s: %w", topic, err)
	}
	for _, p := range resp.Topics[topic] {
		if p.Error != nil {
			return nil, fmt.Errorf("asking for the offsets of %s, partition %d: %w", topic, p.Partition, p.Error)
		}
	}
	return resp.Topics[topic], nil
}

// Lag returns how many messages of a topic a group has not committed. It is 0
// when the group has drained the topic.
func (c *Client) Lag(ctx context.Context, group, topic string) (int64, error) {
	ends, err := c.ends(ctx, topic)
	if err != nil {
		return 0, err
	}
	committed, err := c.committed(ctx, group, topic, ends)
	if err != nil {
		return 0, err
	}
	var lag int64
	for _, end := range ends {
		lag += end.LastOffset - max(committed[end.Partition], end.FirstOffset)
	}
	return lag, nil
}

func (c *Client) committed(ctx context.Context, group, topic string, ends []kafkago.PartitionOffsets) (map[int]int64, error) {
	partitions := make([]int, len(ends))
	for i, end := range ends {
		partitions[i] = end.Partition
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
		out[p.Partition] = p.CommittedOffset
	}
	return out, nil
}
