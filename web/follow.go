package web

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/sink/kafka"
	"github.com/gigawire/gigawire/web/store"
)

// Follower fills a store from the topics: first with what stands on them last,
// then with what comes. It reads outside any group and commits nothing.
type Follower struct {
	Client  *kafka.Client
	Store   *store.Store
	Letters *Letters
	Meter   *Meter
	Log     *slog.Logger
	// read and backlog are messages: how many were read, of those that stood on
	// the topics to begin with.
	read, backlog atomic.Int64
}

// again is how long to wait after the brokers could not be asked.
const again = 3 * time.Second

// Run follows until ctx ends. Brokers that are away are waited for.
func (f *Follower) Run(ctx context.Context) {
	for ctx.Err() == nil {
		if err := f.follow(ctx); err != nil && ctx.Err() == nil {
			f.Log.Warn("the page reads the topics again", "error", err, "in", again)
		}
		select {
		case <-ctx.Done():
		case <-time.After(again):
		}
	}
}

// Caught reports whether all was read that stood on the topics to begin with,
// and which share of it was.
func (f *Follower) Caught() (share float64, all bool) {
	read, backlog := f.read.Load(), f.backlog.Load()
	switch {
	case backlog < 0:
		return 0, false
	case read >= backlog:
		return 1, true
	}
	return float64(read) / float64(backlog), false
}

// follow reads the topics. The facts that belong to the articles that are held
// were written after the first of them was.
func (f *Follower) follow(ctx context.Context) error {
	f.read.Store(0)
	f.backlog.Store(-1)
	config := f.Client.Config()
	windows := map[string]kafka.Window{
		config.ArticlesTopic(): {Last: store.Limit}, config.DeadTopic(): {Last: mostLetters},
	}
	first, err := f.Client.Watch(ctx, map[string]kafka.Window{config.ArticlesTopic(): {Last: store.Limit}})
	if err != nil {
		return fmt.Errorf("looking for the latest articles: %w", err)
	}
	since, err := first.Oldest(ctx)
	if err != nil {
		return fmt.Errorf("looking for the oldest of them: %w", err)
	}
	for _, t := range fact.Types() {
		windows[config.FactsTopic(t)] = factsSince(since)
	}
	all, err := f.Client.Watch(ctx, windows)
	if err != nil {
		return fmt.Errorf("watching topics: %w", err)
	}
	f.backlog.Store(all.Backlog())
	for batch := range all.Batches(ctx) {
		f.add(batch)
		f.read.Add(int64(len(batch)))
	}
	return nil
}

// factsSince returns where facts are read from, if the oldest article is of a
// time: where there are no articles, the latest facts are all there is.
func factsSince(oldest time.Time) kafka.Window {
	if oldest.IsZero() {
		return kafka.Window{Last: store.Limit}
	}
	return kafka.Window{Since: oldest}
}

// add adds what a batch of messages says.
func (f *Follower) add(batch []kafka.Message) {
	config := f.Client.Config()
	f.Store.Update(func(w *store.Writer) {
		for i := range batch {
			m := &batch[i]
			f.Meter.meet(m)
			switch m.Topic {
			case config.ArticlesTopic():
				var a article.Article
				if err := json.Unmarshal(m.Value, &a); err == nil && a.ID != "" { // else it is a dead letter as well
					w.Article(a, m.Time)
				}
			case config.DeadTopic():
				f.Letters.add(m)
			default:
				if fact, err := kafka.DecodeFact(*m); err == nil && fact.ID != "" && fact.Article.ID != "" {
					w.Fact(&fact, m.Value, m.Time)
				}
			}
		}
	})
}
