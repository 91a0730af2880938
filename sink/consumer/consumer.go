// Package consumer reads facts from their topics for programs that use them:
// typed, filtered, each once within a run, and from where it stopped after a
// restart. It links no extractor.
//
//	client, err := kafka.Connect(ctx, config, nil)
//	…
//	valuations := consumer.Filter{Types: []fact.Type{fact.TypeValuation}, MinValue: 1e9}
//	err = consumer.New(client, "my-program", valuations).Run(ctx, func(ctx context.Context, facts []fact.Fact) error {
//		return store(ctx, facts) // offsets are committed after it returns nil
//	})
package consumer

import (
	"context"
	"errors"
	"log/slog"

	"golang.org/x/sync/errgroup"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink/kafka"
)

// Handler takes facts of one partition, in their order. After an error it is
// called with the same facts again, later; an error that wraps kafka.ErrPermanent
// ends Run. Handlers of several partitions run at the same time.
type Handler func(ctx context.Context, facts []fact.Fact) error

// Consumer reads the facts that pass a filter, as a member of a consumer group
// for each type: programs of one name share the facts out.
type Consumer struct {
	client *kafka.Client
	name   string
	filter Filter
	seen   *repeats
	// Log is told of messages that are no facts. It may be nil.
	Log *slog.Logger
}

// New returns a consumer with a name, under which the brokers remember how far it
// has come.
func New(c *kafka.Client, name string, f Filter) *Consumer {
	return &Consumer{client: c, name: name, filter: f, seen: newRepeats(mostRemembered), Log: slog.New(slog.DiscardHandler)}
}

// Run reads until ctx ends, the first time from the oldest fact on, and returns
// nil then. A fact whose ID was handled lately is dropped: delivery is at least
// once. What is not remembered over a restart, at most a batch of each partition,
// may come again.
func (c *Consumer) Run(ctx context.Context, h Handler) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, t := range c.filter.types() {
		member := kafka.NewGroup(c.client, c.name+"."+string(t), c.client.Config().FactsTopic(t), c.handler(h))
		group.Go(func() error { return member.Run(ctx) })
	}
	return group.Wait()
}

// handler passes on the facts among messages that are wanted and new.
func (c *Consumer) handler(h Handler) kafka.Handler {
	return func(ctx context.Context, batch []kafka.Message) error {
		var facts []fact.Fact
		held := map[string]bool{}
		for _, m := range batch {
			f, err := kafka.DecodeFact(m)
			if errors.Is(err, kafka.ErrUndecodable) {
				c.warn(err)
				continue
			}
			if c.filter.Match(&f) && !held[f.ID] && !c.seen.has(f.ID) {
				held[f.ID] = true
				facts = append(facts, f)
			}
		}
		if len(facts) == 0 {
			return nil
		}
		if err := h(ctx, facts); err != nil {
			return err
		}
		for i := range facts {
			c.seen.add(facts[i].ID)
		}
		return nil
	}
}

func (c *Consumer) warn(err error) {
	if c.Log != nil {
		c.Log.Warn("passing over a message that is no fact", "error", err)
	}
}
