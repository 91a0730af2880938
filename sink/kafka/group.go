package kafka

import (
	"context"
	"errors"
	"fmt"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

// Handler handles a batch of messages of one partition, in their order. Their
// offsets are committed after it returns nil. After an error it is called with
// the same batch again, later; an error that wraps ErrPermanent ends the
// group's Run. Handlers of several partitions run at the same time.
//
// When the partition is to go to another member, or Run is to end, the batch
// in hand may still be finished for a few seconds; then ctx ends.
type Handler func(ctx context.Context, batch []Message) error

// Group consumes a topic as one of a consumer group's members.
//
// It is made of kafka-go's ConsumerGroup and not of its Reader, which commits
// partitions that it has lost: commits made through a generation are refused
// by the broker once the partition has moved on.
type Group struct {
	client  *Client
	id      string
	topic   string
	handler Handler
	most    int // messages of a batch
}

// NewGroup returns a member of the group with an ID, on a topic.
func NewGroup(c *Client, id, topic string, h Handler) *Group {
	return &Group{c, id, topic, h, claimMessages}
}

// Singly has each message handled and committed by itself: for those that stand
// for much work.
func (g *Group) Singly() *Group {
	g.most = 1
	return g
}

// rebalanceTimeout is how long members have to join again when a group's
// partitions are dealt out anew, and rebalanceDrain how much of that a handler
// may use to finish its batch.
const (
	rebalanceTimeout = 10 * time.Second
	rebalanceDrain   = 5 * time.Second
)

// Run consumes until ctx ends, through rebalances, broken connections and
// brokers that are away. A group without a committed offset begins with the
// oldest message. Run returns nil when ctx has ended, and otherwise an error
// that wraps ErrPermanent.
func (g *Group) Run(ctx context.Context) error {
	group, err := kafkago.NewConsumerGroup(kafkago.ConsumerGroupConfig{
		ID: g.id, Brokers: g.client.config.Brokers, Dialer: g.client.dialer, Topics: []string{g.topic},
		StartOffset: kafkago.FirstOffset, JoinGroupBackoff: 500 * time.Millisecond, WatchPartitionChanges: true,
		SessionTimeout: 8 * time.Second, HeartbeatInterval: time.Second, RebalanceTimeout: rebalanceTimeout,
	})
	if err != nil {
		return fmt.Errorf("joining group %s: %w: %w", g.id, ErrPermanent, err)
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	g.deal(ctx, group, stop)
	group.Close() //nolint:errcheck // it returns none; it waits for the claims
	if cause := context.Cause(ctx); errors.Is(cause, ErrPermanent) {
		return cause
	}
	return nil
}

// deal starts the claims of one generation after the other until ctx ends.
func (g *Group) deal(ctx context.Context, group *kafkago.ConsumerGroup, stop context.CancelCauseFunc) {
	for failures := 0; ; {
		generation, err := group.Next(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case isPermanent(err):
			stop(fmt.Errorf("joining group %s: %w: %w", g.id, ErrPermanent, g.client.config.explain(err, "Read", g.id)))
			return
		case errors.Is(err, kafkago.RebalanceInProgress):
		case err != nil:
			if failures++; worthTelling(failures) {
				g.client.log.Warn("joining group again", "group", g.id, "attempt", failures, "error", err)
			}
		default:
			failures = 0
			g.start(ctx, generation, stop)
		}
	}
}

// start gives each partition of the generation a goroutine of its own. The
// first that ends ends the generation, and the group deals anew.
func (g *Group) start(ctx context.Context, generation *kafkago.Generation, stop context.CancelCauseFunc) {
	for _, assigned := range generation.Assignments[g.topic] {
		c := &claim{group: g, generation: generation, partition: assigned.ID}
		generation.Start(func(held context.Context) {
			err := c.run(ctx, held, assigned.Offset)
			switch {
			case isPermanent(err):
				stop(fmt.Errorf("%w: %w", ErrPermanent, g.client.config.explain(err, "Read", g.topic)))
			case err != nil:
				g.client.log.Warn("giving a partition back", "topic", g.topic, "partition", assigned.ID, "error", err)
			}
		})
	}
}
