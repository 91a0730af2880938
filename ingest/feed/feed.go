// Package feed takes in the articles that an RSS, Atom or JSON feed lists.
package feed

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/mmcdole/gofeed"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/page"
)

// Fetcher gets feeds and pages.
type Fetcher interface {
	Get(ctx context.Context, address, etag, lastModified string) (*fetch.Response, error)
}

// Memory knows which items were taken in.
type Memory interface {
	Has(key string) bool
	Add(key string) error
}

// Feed is a source of the articles of one feed.
type Feed struct {
	config             Config
	deps               Deps
	items              []*gofeed.Item // still to be delivered
	later              []*gofeed.Item // whose pages are to be tried again
	tried              map[string]int // how often, by key
	etag, lastModified string
	looked             bool
	failures           int // to read the feed, one after the other
}

// Deps are what a feed works with.
type Deps struct {
	Fetcher Fetcher
	Memory  Memory
	Reader  *page.Reader
	Log     *slog.Logger
	// Now tells the time that goes into Article.Fetched.
	Now func() time.Time
}

// New returns a feed.
func New(c Config, d Deps) (*Feed, error) {
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("making feed: %w", err)
	}
	if c.Interval == 0 {
		c.Interval = DefaultInterval
	}
	return &Feed{config: c, deps: d, tried: map[string]int{}}, nil
}

// Name returns the feed's name.
func (f *Feed) Name() string {
	if f.config.Name != "" {
		return f.config.Name
	}
	return f.config.URL
}

// Close does nothing.
func (f *Feed) Close() error { return nil }

// Next returns the next item that was not taken in before. A feed that cannot
// be read is looked at again after a while, or ends the source where it is
// looked at only once.
func (f *Feed) Next(ctx context.Context) (ingest.Delivery, error) {
	for {
		for len(f.items) > 0 {
			item := f.items[0]
			f.items = f.items[1:]
			if d, ok, err := f.deliver(ctx, item); ok || err != nil {
				return d, err
			}
		}
		if f.looked && f.config.Once {
			return ingest.Delivery{}, io.EOF
		}
		if err := f.look(ctx); err != nil {
			return ingest.Delivery{}, err
		}
	}
}

// look waits until the feed is due and reads it. The items that are to be
// tried again come first, for a feed that did not change lists none.
func (f *Feed) look(ctx context.Context) error {
	if f.looked {
		if err := wait(ctx, f.due()); err != nil {
			return err
		}
	}
	f.looked = true
	items, err := f.read(ctx)
	switch {
	case err == nil:
		f.failures = 0
	case ctx.Err() != nil:
		return ctx.Err()
	case f.config.Once:
		return fmt.Errorf("reading feed: %w", err)
	default:
		f.failures++
		f.deps.Log.Warn("reading feed", "url", f.config.URL, "error", err, "again_in", f.due())
	}
	f.queue(items)
	return nil
}

// maxInterval bounds how rarely a failing feed is looked at.
const maxInterval = 6 * time.Hour

// due is the time until the next look: twice as long after each failure.
func (f *Feed) due() time.Duration {
	return max(f.config.Interval, min(f.config.Interval<<min(f.failures, 10), maxInterval))
}

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
