package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	kafkago "github.com/segmentio/kafka-go"
	"golang.org/x/sync/errgroup"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/sink/kafka"
)

// game is one run of the program.
type game struct {
	options options
	arena   *arena
	result  *result
	random  *rand.Rand
	writer  *writer
	ledger  *ledger
	config  kafka.Config
	client  *kafka.Client
	admin   *kafkago.Client
	// bag holds the faults that are still to come before any comes again.
	bag     []fault
	workers []*process
	// stopWorkers ends the workers and waits for them.
	stopWorkers func() error
}

const (
	group  = "gigawire-extract"
	prefix = "chaos."
)

func newGame(o options, a *arena, r *result) (*game, error) {
	extractor, err := extract.New()
	if err != nil {
		return nil, fmt.Errorf("loading extractor: %w", err)
	}
	g := &game{options: o, arena: a, result: r, random: rand.New(rand.NewPCG(o.seed, 1)), writer: newWriter(o.seed)}
	if err := g.connect(); err != nil {
		return nil, err
	}
	g.ledger = newLedger(extractor, g.config, g.admin)
	r.ledger = g.ledger
	// What is read is the symbolic link's name: lines of JSON, as they come.
	if err := os.Symlink("/dev/stdin", filepath.Join(a.dir, "articles.jsonl")); err != nil {
		return nil, err
	}
	for i := range 2 {
		g.workers = append(g.workers, g.worker(fmt.Sprint("extract-", i+1)))
	}
	return g, nil
}

// connect goes around the proxies.
func (g *game) connect() (err error) {
	g.config = kafka.DefaultConfig()
	g.config.Brokers, g.config.Prefix = g.arena.cluster.addresses(), prefix
	g.config.Replication, g.config.Partitions, g.config.Timeout = 3, 4, time.Minute
	g.admin = &kafkago.Client{Addr: kafkago.TCP(g.config.Brokers...), Timeout: 10 * time.Second, Transport: &kafkago.Transport{MetadataTTL: time.Second}}
	if g.client, err = kafka.Connect(context.Background(), g.config, slog.New(slog.DiscardHandler)); err != nil {
		return err
	}
	return g.client.CreateTopics(context.Background())
}

func (g *game) worker(name string) *process {
	return g.arena.process(name, prefix, "--stages", "extract", "--set", "extract.workers=1")
}

// play goes through the rounds, and then through the outage.
func (g *game) play(ctx context.Context) error {
	defer g.client.Close()
	rounds := (g.options.faults + faultsPerRound - 1) / faultsPerRound
	g.startWorkers(ctx)
	for n := 1; n <= rounds || g.result.faults() < g.options.faults; n++ {
		if err := g.round(ctx, n, g.options.facts/rounds+1); err != nil {
			return errors.Join(fmt.Errorf("round %d: %w", n, err), g.stopWorkers())
		}
	}
	if err := g.stopWorkers(); err != nil {
		return err
	}
	g.result.end(g.workers...)
	if g.options.outage == 0 {
		return nil
	}
	return g.outage(ctx)
}

func (g *game) startWorkers(ctx context.Context) {
	ctx, stop := context.WithCancel(ctx)
	var running errgroup.Group
	for _, w := range g.workers {
		random := rand.New(rand.NewPCG(g.options.seed, g.random.Uint64()))
		running.Go(func() error { return w.always(ctx, random) })
	}
	g.stopWorkers = func() error { stop(); return running.Wait() }
}

// next returns the next fault. Each comes once before any comes again.
func (g *game) next() fault {
	if len(g.bag) == 0 {
		g.bag = faults()
		g.random.Shuffle(len(g.bag), func(i, j int) { g.bag[i], g.bag[j] = g.bag[j], g.bag[i] })
	}
	f := g.bag[0]
	g.bag = g.bag[1:]
	return f
}
