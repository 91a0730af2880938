package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	kafkago "github.com/segmentio/kafka-go"

	"github.com/gigawire/gigawire/extract/fact"
)

// fault is something that goes wrong while articles are on their way. It
// returns when the harm is over.
type fault struct {
	name    string
	inflict func(ctx context.Context, r *round, random *rand.Rand) error
}

// faults are all that there are. The order is that of the report.
func faults() []fault {
	return []fault{
		{"an extract process killed (-9)", killWorker},
		{"an ingest process killed (-9)", killIngest},
		{"an extract process frozen beyond its session, then going on", freezeWorker},
		{"a rebalance: a member joins and leaves", rebalance},
		{"a broker killed (-9) and started again", killBroker},
		{"a broker's connections cut", cutBroker},
		{"a broker's connections reset, one after the other", resetBroker},
		{"a broker's connections slowed and narrowed", slowBroker},
		{"a broker's disk full, until it dies", fillDisk},
		{"a topic of facts deleted", deleteTopic},
	}
}

// errMissed means that a fault found nothing to harm, and does not count.
var errMissed = errors.New("the fault hit nothing")

func killWorker(ctx context.Context, r *round, random *rand.Rand) error {
	return r.game.workers[random.IntN(len(r.game.workers))].kill(ctx)
}

func killIngest(ctx context.Context, r *round, _ *rand.Rand) error { return r.ingest.kill(ctx) }

func freezeWorker(ctx context.Context, r *round, random *rand.Rand) error {
	return r.game.workers[random.IntN(len(r.game.workers))].freeze(ctx, between(random, 11*time.Second, 13*time.Second))
}

func rebalance(ctx context.Context, r *round, random *rand.Rand) error {
	ctx, cancel := context.WithTimeout(ctx, between(random, 2*time.Second, 6*time.Second))
	defer cancel()
	return r.game.worker("guest").always(ctx, random)
}

func killBroker(ctx context.Context, r *round, random *rand.Rand) error {
	return r.away(random, func(n *node) error {
		if err := n.kill(); err != nil {
			return err
		}
		wait(ctx, between(random, time.Second, 6*time.Second))
		return nil
	})
}

// away takes a broker away by some deed, when no other is, and starts it
// again.
func (r *round) away(random *rand.Rand, deed func(*node) error) error {
	c := r.game.arena.cluster
	n := c.nodes[random.IntN(len(c.nodes))]
	c.oneAway.Lock()
	defer c.oneAway.Unlock()
	if err := deed(n); err != nil {
		return err
	}
	return n.start(context.Background())
}

func cutBroker(ctx context.Context, r *round, random *rand.Rand) error {
	n := r.node(random)
	n.proxyHeld.Lock()
	defer n.proxyHeld.Unlock()
	n.proxy.cut()
	wait(ctx, between(random, time.Second, 5*time.Second))
	return n.proxy.mend()
}

func (r *round) node(random *rand.Rand) *node {
	nodes := r.game.arena.cluster.nodes
	return nodes[random.IntN(len(nodes))]
}

func resetBroker(ctx context.Context, r *round, random *rand.Rand) error {
	return poison(ctx, r.node(random), random, func(p *proxy) error { return p.reset(between(random, 50*time.Millisecond, time.Second)) })
}

func slowBroker(ctx context.Context, r *round, random *rand.Rand) error {
	return poison(ctx, r.node(random), random, func(p *proxy) error {
		return p.slow(between(random, 100*time.Millisecond, time.Second), 50+random.IntN(200))
	})
}

func poison(ctx context.Context, n *node, random *rand.Rand, with func(*proxy) error) error {
	n.proxyHeld.Lock()
	defer n.proxyHeld.Unlock()
	defer n.proxy.heal()
	if err := with(n.proxy); err != nil {
		return err
	}
	wait(ctx, between(random, 2*time.Second, 6*time.Second))
	return nil
}

// fillDisk fills a broker's disk, on which it dies as soon as it has something
// to write. One that has nothing to write is killed after a while.
func fillDisk(ctx context.Context, r *round, random *rand.Rand) error {
	return r.away(random, func(n *node) error {
		pid, err := os.ReadFile(filepath.Join(n.dir, "pid"))
		if err != nil {
			return err
		}
		if err := n.disk.fill(strings.TrimSpace(string(pid))); err != nil {
			return err
		}
		for range 50 {
			if n.dead() {
				r.game.result.diedOfDisk++
				break
			}
			wait(ctx, 100*time.Millisecond)
		}
		return errors.Join(n.kill(), n.disk.free())
	})
}

// deleteTopic deletes a topic of facts. What stood on it is gone by the hand
// of whoever deleted it: the articles are read once more, as they would be.
func deleteTopic(ctx context.Context, r *round, random *rand.Rand) error {
	types := fact.Types()
	topic := r.game.config.FactsTopic(types[random.IntN(len(types))])
	r.mu.Lock()
	defer r.mu.Unlock()
	r.deleted = append(r.deleted, topic)
	return again(ctx, func() error {
		resp, err := r.game.admin.DeleteTopics(ctx, &kafkago.DeleteTopicsRequest{Topics: []string{topic}})
		if err != nil {
			return fmt.Errorf("deleting %s: %w", topic, err)
		}
		return resp.Errors[topic]
	})
}

// again does something until it succeeds, for a while.
func again(ctx context.Context, deed func() error) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		err := deed()
		if err == nil || ctx.Err() != nil {
			return err
		}
		wait(ctx, 200*time.Millisecond)
	}
}
