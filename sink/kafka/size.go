package kafka

import (
	"context"
	"time"
)

// Size is how many messages a topic has.
type Size struct {
	// Kept are there now, Written were written ever.
	Kept, Written int64
}

// Size returns how many messages a topic has. What compaction took away counts
// as kept.
func (c *Client) Size(ctx context.Context, topic string) (Size, error) {
	extents, err := c.extents(ctx, topic, time.Time{})
	if err != nil {
		return Size{}, err
	}
	var s Size
	for _, e := range extents {
		s.Kept += e.end - e.first
		s.Written += e.end
	}
	return s, nil
}
