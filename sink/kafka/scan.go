package kafka

import (
	"context"
	"iter"
	"time"
)

// Scan reads all that stands on topics when it is called, from the oldest
// message on, in order within a partition. It yields an error only as the last,
// which is that of ctx where that ended before.
func (c *Client) Scan(ctx context.Context, topics ...string) iter.Seq2[Message, error] {
	return func(yield func(Message, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		var stretches []stretch
		for _, topic := range topics {
			extents, err := c.extents(ctx, topic, time.Time{})
			if err != nil {
				yield(Message{}, err)
				return
			}
			for _, e := range extents {
				stretches = append(stretches, stretch{topic: topic, partition: e.partition, from: e.first, end: e.end})
			}
		}
		for m := range c.merge(ctx, stretches) {
			if !yield(m, nil) {
				return
			}
		}
		if ctx.Err() != nil {
			yield(Message{}, ctx.Err())
		}
	}
}
