package kafka

import (
	"context"
	"errors"
	"fmt"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

// claim is one partition in the hands of one member for one generation.
type claim struct {
	group      *Group
	generation *kafkago.Generation
	partition  int
	reader     *kafkago.Reader
}

// What a batch holds at most, and how long it waits to grow: together with
// queueMessages this bounds the memory of a partition.
const (
	claimMessages = 256
	claimBytes    = 4 << 20
	claimWait     = 5 * time.Millisecond
	queueMessages = 100
)

// run reads, handles and commits batches until ctx ends or the claim is no
// longer held; then it returns nil.
func (c *claim) run(ctx, held context.Context, offset int64) error {
	reading, cancel := context.WithCancel(held)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)()
	handling, cancel := c.handling(ctx, held)
	defer cancel()

	offset, err := c.start(reading, offset)
	if err != nil {
		return unlessOver(reading, err)
	}
	config := c.group.client.readerConfig(c.group.topic, c.partition)
	config.OffsetOutOfRangeError = true
	c.reader = kafkago.NewReader(config)
	defer c.reader.Close() //nolint:errcheck // it was only read from
	if err := c.reader.SetOffset(offset); err != nil {
		return fmt.Errorf("setting offset: %w", err)
	}
	for {
		batch, err := c.next(reading)
		if err != nil {
			return unlessOver(reading, err)
		}
		if err := c.handle(reading, handling, batch); err != nil {
			return unlessOver(reading, err)
		}
		if err := c.commit(batch); err != nil {
			return unlessOver(reading, err)
		}
	}
}

// unlessOver drops an error that only comes of the claim's end.
func unlessOver(reading context.Context, err error) error {
	if reading.Err() != nil && !errors.Is(err, ErrPermanent) {
		return nil
	}
	return err
}

// handling returns the context of handlers, which outlasts ctx and held by the
// time there is to finish a batch.
func (c *claim) handling(ctx, held context.Context) (context.Context, context.CancelFunc) {
	out, cancel := Linger(ctx, c.group.client.config.Drain)
	lent, cancelLent := Linger(held, rebalanceDrain)
	stop := context.AfterFunc(lent, cancel)
	return out, func() { stop(); cancelLent(); cancel() }
}

// start returns where to begin. A committed offset that the partition no
// longer has is one that it lost, or that has expired: reading begins with the
// oldest message there is, as repeats do no harm and gaps do.
func (c *claim) start(ctx context.Context, offset int64) (int64, error) {
	extents, err := c.group.client.extents(ctx, c.group.topic, time.Time{})
	if err != nil {
		return 0, err
	}
	for _, e := range extents {
		if e.partition == c.partition && offset >= 0 && !e.holds(offset) {
			c.group.client.log.Warn("beginning with the oldest message, as the committed offset is not there",
				"topic", c.group.topic, "partition", c.partition, "committed", offset, "first", e.first, "end", e.end)
			return e.first, nil
		}
	}
	return offset, nil
}

// next waits for one message and takes those that follow at once.
func (c *claim) next(ctx context.Context) ([]Message, error) {
	first, err := c.await(ctx)
	if err != nil {
		return nil, err
	}
	batch, size := []Message{first}, first.size()
	soon, cancel := context.WithTimeout(ctx, claimWait)
	defer cancel()
	for len(batch) < c.group.most && size < claimBytes {
		m, err := c.reader.ReadMessage(soon)
		if err != nil {
			break // what is wrong shows again at the next call
		}
		batch = append(batch, incoming(m))
		size += batch[len(batch)-1].size()
	}
	return batch, nil
}

// await waits for a message. The reader mends its connection by itself, so
// that a leader that is away for a while does not cost the claim.
func (c *claim) await(ctx context.Context) (Message, error) {
	for {
		m, err := c.reader.ReadMessage(ctx)
		if err == nil {
			return incoming(m), nil
		}
		if ctx.Err() != nil || errors.Is(err, kafkago.OffsetOutOfRange) || isPermanent(err) {
			return Message{}, fmt.Errorf("reading: %w", err)
		}
		c.group.client.reading.warn("reading again", "topic", c.group.topic, "partition", c.partition, "error", err)
	}
}

// handle calls the handler until it succeeds. It is not called again once the
// claim is over.
func (c *claim) handle(reading, handling context.Context, batch []Message) error {
	return c.group.client.insist(reading, func() error {
		if err := c.group.handler(handling, batch); err != nil {
			return fmt.Errorf("handling %s, partition %d, offsets %d to %d: %w",
				c.group.topic, c.partition, batch[0].Offset, batch[len(batch)-1].Offset, err)
		}
		return nil
	})
}

func (c *claim) commit(batch []Message) error {
	next := batch[len(batch)-1].Offset + 1
	if err := c.generation.CommitOffsets(map[string]map[int]int64{c.group.topic: {c.partition: next}}); err != nil {
		return fmt.Errorf("committing offset %d: %w", next, err)
	}
	return nil
}
