package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/gigawire/gigawire/sink/kafka"
)

// round is some articles, and the faults while they are on their way.
type round struct {
	game    *game
	number  int
	lines   [][]byte
	garbage []kafka.Message
	ingest  *process

	mu      sync.Mutex
	fed     int      // of lines
	deleted []string // topics
}

// pace is how long the articles of a round take to come: faults come in that
// time.
const pace = 8 * time.Second

// round takes the articles of a round in, inflicts its faults meanwhile, and
// checks that nothing is missing when all is whole again.
func (g *game) round(ctx context.Context, number, facts int) error {
	r := &round{game: g, number: number}
	if err := r.prepare(facts); err != nil {
		return err
	}
	began := time.Now()
	before, err := g.offsets(ctx)
	if err != nil {
		return err
	}
	if err := r.run(ctx); err != nil {
		return err
	}
	if err := g.drain(ctx); err != nil {
		return err
	}
	if len(r.deleted) > 0 {
		if err := g.readAgain(ctx, before); err != nil {
			return err
		}
		g.ledger.forget(r.deleted)
	}
	g.result.end(r.ingest)
	return g.check(ctx, r, time.Since(began))
}

// prepare writes articles until they give enough facts, and garbage that is to
// be set aside.
func (r *round) prepare(facts int) error {
	for enough := len(r.game.ledger.expected) + facts; len(r.game.ledger.expected) < enough; {
		line := r.game.writer.article()
		r.lines = append(r.lines, line)
		if err := r.game.ledger.expect(line); err != nil {
			return err
		}
	}
	for i := range 3 {
		value := fmt.Appendf(nil, "{garbage %d of round %d", i, r.number)
		r.garbage = append(r.garbage, kafka.Message{Topic: r.game.config.ArticlesTopic(), Value: value})
		r.game.ledger.dead[string(value)] = 0
	}
	r.ingest = r.game.arena.process("ingest", prefix, "--once", "--stages", "ingest",
		"--set", "sources.paths=["+filepath.Join(r.game.arena.dir, "articles.jsonl")+"]")
	r.ingest.feed = r.feed
	return nil
}

// feed gives the articles to an ingest process: those that one before it was
// given at once, the others in their time.
func (r *round) feed(in io.WriteCloser) {
	defer in.Close() //nolint:errcheck // whoever read may have been killed
	for i, line := range r.lines {
		r.mu.Lock()
		isNew := i >= r.fed
		r.fed = max(r.fed, i+1)
		r.mu.Unlock()
		if isNew {
			time.Sleep(pace / time.Duration(len(r.lines)))
		}
		if _, err := in.Write(line); err != nil {
			return
		}
	}
}

func (r *round) run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return r.ingest.until(ctx) })
	group.Go(func() error { return r.game.client.Publish(ctx, r.garbage) })
	for range faultsPerRound {
		f, random := r.game.next(), rand.New(rand.NewPCG(r.game.options.seed, r.game.random.Uint64()))
		group.Go(func() error {
			wait(ctx, between(random, 0, pace))
			err := f.inflict(ctx, r, random)
			switch {
			case errors.Is(err, errMissed):
				return nil
			case err != nil:
				return fmt.Errorf("inflicting %s: %w", f.name, err)
			}
			r.game.result.count(f.name)
			return nil
		})
	}
	return group.Wait()
}

// check looks for what must be there, and says how the round went.
func (g *game) check(ctx context.Context, r *round, took time.Duration) error {
	if err := again(ctx, func() error { return g.ledger.read(ctx) }); err != nil {
		return err
	}
	l := g.ledger
	fmt.Fprintf(os.Stderr, "round %d: %d articles, %d faults, %s; so far %d facts expected, %d found, %d repeats\n", r.number, len(r.lines),
		faultsPerRound, took.Round(time.Second), len(l.expected), l.found(), l.repeats)
	return l.verdict()
}
