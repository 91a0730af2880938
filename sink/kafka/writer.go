package kafka

import (
	"context"
	"errors"
	"hash/maphash"
	"time"

	kafkago "github.com/segmentio/kafka-go"
	"golang.org/x/sync/errgroup"
)

// batchMessages is how many messages go to a partition in one request.
const batchMessages = 1000

// envelope is what a message may need beyond its key, value and headers, in
// bytes.
const envelope = 1024

// maxRequest is how large a request may be before compression, in bytes.
func (c Config) maxRequest() int { return c.MaxMessage + letterRoom + envelope }

// newWriter returns a synchronous writer whose settings were measured to be
// the fastest that wait for all replicas. The zero value of kafka-go's writer
// waits for none. The configuration must be valid.
func newWriter(c Config, transport *kafkago.Transport, batch int) *kafkago.Writer {
	codec, _ := c.codec()
	return &kafkago.Writer{
		Addr: kafkago.TCP(c.Brokers...), Transport: transport,
		Balancer: kafkago.Murmur2Balancer{}, RequiredAcks: kafkago.RequireAll, Compression: codec,
		BatchSize: batch, BatchBytes: int64(c.maxRequest()), BatchTimeout: 5 * time.Millisecond,
		MaxAttempts: 10, ReadTimeout: c.Timeout, WriteTimeout: c.Timeout,
	}
}

// parallel is how many goroutines share the writer in a call at most, and
// sliceMessages how many messages make one more worth it: what is divided
// further only reaches the brokers in more and smaller requests.
const (
	parallel      = 4
	sliceMessages = 2500
)

// write writes messages and returns one error, or nil, for each. Those of one
// key keep their order.
func (c *Client) write(ctx context.Context, messages []kafkago.Message) []error {
	errs := make([]error, len(messages))
	var group errgroup.Group
	for _, slice := range slicesByKey(messages) {
		group.Go(func() error {
			each := make([]error, len(slice))
			spread(each, c.send(ctx, c.writer, pick(messages, slice)))
			for i, index := range slice {
				errs[index] = each[i]
			}
			return nil
		})
	}
	group.Wait() //nolint:errcheck // each goroutine has left its errors in errs
	return errs
}

// maxInFlight bounds what all callers together have on its way to brokers, in
// bytes.
const maxInFlight = 32 << 20

// send writes messages, and returns when they are written or ctx has ended.
// kafka-go goes on trying after that: until it ends, they are in flight.
func (c *Client) send(ctx context.Context, w *kafkago.Writer, messages []kafkago.Message) error {
	size := int64(0)
	for i := range messages {
		size += int64(len(messages[i].Key) + len(messages[i].Value) + envelope)
	}
	size = min(size, maxInFlight)
	if err := c.inFlight.Acquire(ctx, size); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() {
		defer c.inFlight.Release(size)
		done <- w.WriteMessages(context.WithoutCancel(ctx), messages...)
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// slicesByKey shares messages out by their key, and returns their indexes.
func slicesByKey(messages []kafkago.Message) [][]int {
	n := max(1, min(parallel, len(messages)/sliceMessages))
	slices := make([][]int, n)
	seed := maphash.MakeSeed()
	for i, m := range messages {
		slice := maphash.Bytes(seed, m.Key) % uint64(n)
		slices[slice] = append(slices[slice], i)
	}
	return slices
}

func pick(messages []kafkago.Message, indexes []int) []kafkago.Message {
	out := make([]kafkago.Message, len(indexes))
	for i, index := range indexes {
		out[i] = messages[index]
	}
	return out
}

// spread gives each message its part of the error of a call.
func spread(into []error, err error) {
	var each kafkago.WriteErrors
	if errors.As(err, &each) && len(each) == len(into) {
		copy(into, each)
		return
	}
	for i := range into {
		into[i] = err
	}
}
