package kafka

import (
	"context"
	"errors"
	"fmt"

	kafkago "github.com/segmentio/kafka-go"
)

// Publish writes messages and returns when all in-sync replicas have them. It
// waits out brokers that are away until ctx ends. A *RejectedMessages error
// lists those that can never be written, all others having been; after any
// other error, which wraps ErrPermanent or that of ctx, the call may be
// repeated as a whole. The bytes of the messages must not be changed
// afterwards: they may still be on their way when ctx ends.
func (c *Client) Publish(ctx context.Context, messages []Message) error {
	return c.publish(ctx, messages, c.config.MaxMessage)
}

// publish is Publish of messages of at most limit bytes.
func (c *Client) publish(ctx context.Context, messages []Message, limit int) error {
	p := publishing{client: c, messages: messages, rejected: map[int]error{}}
	for i := range messages {
		if size := messages[i].size(); size > limit {
			p.rejected[i] = fmt.Errorf("%w: %d bytes, of which kafka.max_message_bytes allows %d", ErrTooLarge, size, limit)
		} else {
			p.left = append(p.left, i)
		}
	}
	if err := p.run(ctx); err != nil {
		return fmt.Errorf("writing to Kafka: %w", err)
	}
	if len(p.rejected) > 0 {
		return &RejectedMessages{p.rejected}
	}
	return nil
}

// publishing is one call of Publish. Messages go by their index in the call.
type publishing struct {
	client   *Client
	messages []Message
	// left are still to be written.
	left []int
	// suspects were in a batch that the broker rejected for one of its
	// messages, without saying which.
	suspects []int
	rejected map[int]error
}

// run writes until every message is written or rejected.
func (p *publishing) run(ctx context.Context) error {
	for attempt := 0; len(p.left) > 0; attempt++ {
		if err := pause(ctx, attempt); err != nil {
			return err
		}
		batch := p.left
		p.left = nil
		cause, err := p.settle(batch, p.client.write(ctx, p.outgoing(batch)))
		if err != nil {
			return err
		}
		if err := p.tryAlone(ctx); err != nil {
			return err
		}
		if len(p.left) > 0 && worthTelling(attempt+1) && ctx.Err() == nil {
			p.client.log.Warn("writing to Kafka again", "messages", len(p.left), "attempt", attempt+1, "error", cause)
		}
		if errors.Is(cause, kafkago.UnknownTopicOrPartition) {
			p.client.createAgain(ctx)
		}
	}
	return nil
}

func (p *publishing) outgoing(indexes []int) []kafkago.Message {
	out := make([]kafkago.Message, len(indexes))
	for i, index := range indexes {
		out[i] = p.messages[index].outgoing()
	}
	return out
}

// settle sorts the messages of a batch by what became of them. It returns why
// some are left, and an error if there is no use in going on.
func (p *publishing) settle(batch []int, errs []error) (cause, err error) {
	for i, err := range errs {
		switch {
		case err == nil:
		case isPermanent(err):
			return nil, fmt.Errorf("%w: %w", ErrPermanent, p.client.config.explain(err, "Write", p.messages[batch[i]].Topic))
		case rejection(err) != nil:
			p.suspects = append(p.suspects, batch[i])
		default:
			p.left, cause = append(p.left, batch[i]), err
		}
	}
	return cause, nil
}

// tryAlone writes each suspect in a request of its own, which shows which of
// them the broker will not have.
func (p *publishing) tryAlone(ctx context.Context) error {
	for _, index := range p.suspects {
		err := p.client.send(ctx, p.client.single, []kafkago.Message{p.messages[index].outgoing()})
		each := make([]error, 1)
		spread(each, err)
		switch {
		case each[0] == nil:
		case ctx.Err() != nil:
			return ctx.Err()
		case rejection(each[0]) != nil:
			p.rejected[index] = rejection(each[0])
		default:
			p.left = append(p.left, index)
		}
	}
	p.suspects = nil
	return nil
}
