package kafka

import (
	"context"
	"errors"
	"fmt"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

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
			return fmt.Errorf("waiting for group %s, %d messages of %s behind: %w", group, lag, topic, errors.Join(ctx.Err(), err))
		}
	}
}

// drainPause is the attempt after which Drain no longer waits longer: it asks
// every 200 to 400 ms.
const drainPause = 3

// Lags returns how many messages of each partition a group has not committed.
func (c *Client) Lags(ctx context.Context, group, topic string) (map[int]int64, error) {
	extents, err := c.extents(ctx, topic, time.Time{})
	if err != nil {
		return nil, err
	}
	return c.lags(ctx, group, topic, extents)
}

// behind returns how many messages of the extents a group has not committed.
func (c *Client) behind(ctx context.Context, group, topic string, extents []extent) (int64, error) {
	lags, err := c.lags(ctx, group, topic, extents)
	var sum int64
	for _, lag := range lags {
		sum += lag
	}
	return sum, err
}

func (c *Client) lags(ctx context.Context, group, topic string, extents []extent) (map[int]int64, error) {
	committed, err := c.committed(ctx, group, topic, extents)
	if err != nil {
		return nil, err
	}
	lags := map[int]int64{}
	for _, e := range extents {
		lags[e.partition] = max(0, e.end-max(committed[e.partition], e.first))
	}
	return lags, nil
}

// committed returns the offsets that a group has committed, -1 for none.
func (c *Client) committed(ctx context.Context, group, topic string, extents []extent) (out map[int]int64, err error) {
	err = c.ask(ctx, func(ctx context.Context) error {
		out, err = c.askCommitted(ctx, group, topic, extents)
		return err
	})
	return out, err
}

func (c *Client) askCommitted(ctx context.Context, group, topic string, extents []extent) (map[int]int64, error) {
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
	if errors.Is(resp.Error, kafkago.GroupIdNotFound) { // a group that has yet to commit
		return nil, nil
	}
	if resp.Error != nil {
		return nil, fmt.Errorf("asking for the offsets of group %s: %w", group, c.config.explain(resp.Error, "Read", group))
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
