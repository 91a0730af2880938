package kafka

import (
	"context"
	"errors"
	"fmt"
	"time"

	kafkago "github.com/segmentio/kafka-go"
	"golang.org/x/sync/errgroup"
)

// ErrTooLarge means that a message is larger than Config.MaxMessage, or than
// the broker allows. It is permanent.
var ErrTooLarge = errors.New("message too large")

// Message is a message to write, or one that was read.
type Message struct {
	Topic   string
	Key     []byte
	Value   []byte
	Headers []Header
	// Partition and Offset are those of a message that was read.
	Partition int
	Offset    int64
}

// Header is a header of a message.
type Header = kafkago.Header

// RejectedMessages are those of a call that can never be written, by their
// index. All others have been.
type RejectedMessages struct {
	ByIndex map[int]error
}

// Error says how many messages were rejected.
func (e *RejectedMessages) Error() string {
	return fmt.Sprintf("%d messages rejected by Kafka", len(e.ByIndex))
}

// newWriter returns a synchronous writer whose settings were measured to be
// the fastest that wait for all replicas. The zero value of kafka-go's writer
// waits for none.
func newWriter(c Config, transport *kafkago.Transport) *kafkago.Writer {
	return &kafkago.Writer{
		Addr: kafkago.TCP(c.Brokers...), Transport: transport,
		Balancer: kafkago.Murmur2Balancer{}, RequiredAcks: kafkago.RequireAll,
		BatchSize: 1000, BatchBytes: int64(c.MaxMessage) + envelope, BatchTimeout: 5 * time.Millisecond,
		MaxAttempts: 10, Compression: kafkago.Snappy,
	}
}

// envelope is what a message may need beyond its key, value and headers.
const envelope = 1024

// Publish writes messages and returns when all in-sync replicas have them. A
// *RejectedMessages error lists those that can never be written; any other
// error means that the call may be repeated as a whole.
func (c *Client) Publish(ctx context.Context, messages []Message) error {
	p := publishing{client: c, rejected: map[int]error{}}
	for i := range messages {
		if size := messages[i].size(); size > c.config.MaxMessage {
			p.rejected[i] = fmt.Errorf("%w: %d bytes, of which kafka.max_message_bytes allows %d", ErrTooLarge, size, c.config.MaxMessage)
			continue
		}
		p.indexes = append(p.indexes, i)
		p.messages = append(p.messages, messages[i].kafka())
	}
	if err := p.run(ctx); err != nil {
		return fmt.Errorf("writing to Kafka: %w", err)
	}
	if len(p.rejected) > 0 {
		return &RejectedMessages{p.rejected}
	}
	return nil
}

func (m *Message) size() int {
	size := len(m.Key) + len(m.Value)
	for _, h := range m.Headers {
		size += len(h.Key) + len(h.Value)
	}
	return size
}

func (m *Message) kafka() kafkago.Message {
	return kafkago.Message{Topic: m.Topic, Key: m.Key, Value: m.Value, Headers: m.Headers}
}

// publishing is one call of Publish: the messages still to write, and their
// indexes in the call.
type publishing struct {
	client   *Client
	messages []kafkago.Message
	indexes  []int
	rejected map[int]error
}

// run writes what is left until nothing is, or the error is not one of single
// messages.
func (p *publishing) run(ctx context.Context) error {
	for attempt := 0; len(p.messages) > 0; attempt++ {
		if err := wait(ctx, attempt); err != nil {
			return err
		}
		err := p.client.write(ctx, p.messages)
		var failed kafkago.WriteErrors
		switch {
		case err == nil:
			return nil
		case errors.As(err, &failed) && len(failed) == len(p.messages):
			p.keepFailed(failed)
		default:
			return err
		}
		if attempt == maxAttempts {
			return err
		}
	}
	return nil
}

// maxAttempts is how often failed messages are written again, beyond the
// writer's own attempts.
const maxAttempts = 5

func wait(ctx context.Context, attempt int) error {
	if attempt == 0 {
		return ctx.Err()
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(attempt) * 100 * time.Millisecond):
		return nil
	}
}

// keepFailed drops what was written and what never can be.
func (p *publishing) keepFailed(failed kafkago.WriteErrors) {
	var messages []kafkago.Message
	var indexes []int
	for i, err := range failed {
		switch {
		case err == nil:
		case errors.Is(err, kafkago.MessageSizeTooLarge) || errors.Is(err, kafkago.InvalidRecord):
			p.rejected[p.indexes[i]] = fmt.Errorf("%w: %w", ErrTooLarge, err)
		default:
			messages, indexes = append(messages, p.messages[i]), append(indexes, p.indexes[i])
		}
	}
	p.messages, p.indexes = messages, indexes
}

// parallel is how many goroutines share the writer in a call, and slice how
// few messages are worth a goroutine.
const (
	parallel = 4
	slice    = 500
)

// write shares messages out among goroutines. The error, if any, is
// kafkago.WriteErrors with one entry for each message, or a general one.
func (c *Client) write(ctx context.Context, messages []kafkago.Message) error {
	if len(messages) <= slice {
		return c.writer.WriteMessages(ctx, messages...)
	}
	errs := make(kafkago.WriteErrors, len(messages))
	var group errgroup.Group
	step := max(slice, (len(messages)+parallel-1)/parallel)
	for from := 0; from < len(messages); from += step {
		to := min(from+step, len(messages))
		group.Go(func() error { return merge(errs[from:to], c.writer.WriteMessages(ctx, messages[from:to]...)) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	if errs.Count() > 0 {
		return errs
	}
	return nil
}

// merge copies the errors of single messages; another error it returns.
func merge(into kafkago.WriteErrors, err error) error {
	var failed kafkago.WriteErrors
	if errors.As(err, &failed) && len(failed) == len(into) {
		copy(into, failed)
		return nil
	}
	return err
}
