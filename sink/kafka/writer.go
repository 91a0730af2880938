package kafka

import (
	"context"
	"errors"
	"time"

	kafkago "github.com/segmentio/kafka-go"
	"golang.org/x/sync/errgroup"
)

// batchMessages is how many messages go to a partition in one request.
const batchMessages = 1000

// envelope is what a message may need beyond its key, value and headers, in
// bytes.
const envelope = 1024

// newWriter returns a synchronous writer whose settings were measured to be
// the fastest that wait for all replicas. The zero value of kafka-go's writer
// waits for none. The configuration must be valid.
func newWriter(c Config, transport *kafkago.Transport, batch int) *kafkago.Writer {
	codec, _ := c.codec()
	return &kafkago.Writer{
		Addr: kafkago.TCP(c.Brokers...), Transport: transport,
		Balancer: kafkago.Murmur2Balancer{}, RequiredAcks: kafkago.RequireAll, Compression: codec,
		BatchSize: batch, BatchBytes: int64(c.MaxMessage) + envelope, BatchTimeout: 5 * time.Millisecond,
		MaxAttempts: 10, ReadTimeout: c.Timeout, WriteTimeout: c.Timeout,
	}
}

// parallel is how many goroutines share the writer in a call, and minSlice how
// few messages are worth one.
const (
	parallel = 4
	minSlice = 500
)

// write writes messages and returns one error, or nil, for each.
func (c *Client) write(ctx context.Context, messages []kafkago.Message) []error {
	errs := make([]error, len(messages))
	step := max(minSlice, (len(messages)+parallel-1)/parallel)
	var group errgroup.Group
	for from := 0; from < len(messages); from += step {
		to := min(from+step, len(messages))
		group.Go(func() error {
			spread(errs[from:to], c.writer.WriteMessages(ctx, messages[from:to]...))
			return nil
		})
	}
	group.Wait() //nolint:errcheck // each goroutine has left its errors in errs
	return errs
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
