package kafka

import (
	"context"
	"iter"
	"time"
)

// Window says where a watch of a topic begins: with the latest messages, about
// Last of them, or with the first that was written at or after Since, whichever
// is earlier. The zero value is what comes from now on.
type Window struct {
	Last  int
	Since time.Time
}

// Watch reads topics outside any group: what stands on them last, and then what
// comes.
type Watch struct {
	client    *Client
	stretches []stretch
	ends      []int64 // of the partitions, to begin with
}

// Watch prepares the reading of topics, each from where its window begins.
func (c *Client) Watch(ctx context.Context, windows map[string]Window) (*Watch, error) {
	w := &Watch{client: c}
	for topic, window := range windows {
		extents, err := c.extents(ctx, topic, window.Since)
		if err != nil {
			return nil, err
		}
		for _, e := range extents {
			s := stretch{topic: topic, partition: e.partition, from: window.begin(e, len(extents)), end: -1}
			w.stretches, w.ends = append(w.stretches, s), append(w.ends, e.end)
		}
	}
	return w, nil
}

// begin returns the offset at which a window begins in one of several partitions.
// The latest messages are shared out evenly among them but for chance, for which
// there is some room.
func (w Window) begin(e extent, partitions int) int64 {
	share := int64(w.Last) / int64(partitions)
	if share > 0 {
		share += share/8 + 8
	}
	return max(e.first, min(e.since, e.end-share))
}

// Backlog returns how many messages stood on the topics to begin with.
func (w *Watch) Backlog() int64 {
	var total int64
	for i, s := range w.stretches {
		total += w.ends[i] - s.from
	}
	return total
}

// Batches yields messages as they come, those of one partition in their order and
// those that are there together, until ctx ends. Connections that break are
// mended.
func (w *Watch) Batches(ctx context.Context) iter.Seq[[]Message] {
	return func(yield func([]Message) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		messages := w.client.merge(ctx, w.stretches)
		for batch := gather(messages); len(batch) > 0; batch = gather(messages) {
			if !yield(batch) {
				return
			}
		}
	}
}

// Oldest returns when the first message of a watch was written, the zero time
// where none stands on its topics.
func (w *Watch) Oldest(ctx context.Context) (time.Time, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var oldest time.Time
	for m := range w.client.merge(ctx, w.firsts()) {
		if oldest.IsZero() || m.Time.Before(oldest) {
			oldest = m.Time
		}
	}
	return oldest, ctx.Err()
}

// firsts returns the stretches of the first message of each partition that has
// any.
func (w *Watch) firsts() []stretch {
	var out []stretch
	for i, s := range w.stretches {
		if s.from < w.ends[i] {
			s.end = s.from + 1
			out = append(out, s)
		}
	}
	return out
}
