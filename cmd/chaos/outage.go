package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"
)

// outageArticles are how many articles come for each second that the brokers
// are away: more than are read before.
const outageArticles = 200

// blackoutName is what the report calls it.
const blackoutName = "all brokers killed at once under full input"

// outage lets one process do both stages, with articles coming as fast as they
// are taken, and takes all brokers away for a while: it must hold what it has,
// take no more, and then deliver all.
func (g *game) outage(ctx context.Context) error {
	r := &round{game: g}
	for range outageArticles * int(g.options.outage.Seconds()) {
		line := g.writer.article()
		r.lines = append(r.lines, line)
		if err := g.ledger.expect(line); err != nil {
			return err
		}
	}
	p := g.arena.process("both", prefix, "--once", "--stages", "ingest,extract",
		"--set", "sources.paths=["+filepath.Join(g.arena.dir, "articles.jsonl")+"]")
	p.feed = r.feedAtOnce
	group, running := errgroup.WithContext(ctx)
	group.Go(func() error { return p.once(running) })
	group.Go(func() error { return g.blackout(running, len(r.lines)/6) })
	if err := group.Wait(); err != nil {
		return fmt.Errorf("outage: %w", err)
	}
	g.result.end(p)
	g.result.outageMemory = p.most
	if err := again(ctx, func() error { return g.ledger.read(ctx) }); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "outage: %d articles, at most %d MB resident\n", len(r.lines), p.most>>20)
	return g.ledger.verdict()
}

func (r *round) feedAtOnce(in io.WriteCloser) {
	defer in.Close() //nolint:errcheck // whoever read may have gone
	for _, line := range r.lines {
		if _, err := in.Write(line); err != nil {
			return
		}
	}
}

// blackout waits until so many articles are on their way, and takes all brokers
// away for a while.
func (g *game) blackout(ctx context.Context, articles int) error {
	topic := g.config.ArticlesTopic()
	var before, now int64
	err := again(ctx, func() (err error) {
		if now, err = g.written(ctx, topic); before == 0 {
			before = now
		}
		if err == nil && now < before+int64(articles) {
			err = errors.New("no articles come")
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, n := range g.arena.cluster.nodes {
		if err := n.kill(); err != nil {
			return err
		}
	}
	wait(ctx, g.options.outage)
	g.result.count(blackoutName)
	var starting errgroup.Group
	for _, n := range g.arena.cluster.nodes {
		starting.Go(func() error { return n.start(ctx) })
	}
	return starting.Wait()
}

// written returns how many messages a topic has had.
func (g *game) written(ctx context.Context, topic string) (total int64, err error) {
	ends, err := g.ledger.ends(ctx, topic)
	for _, end := range ends {
		total += end
	}
	return total, err
}
