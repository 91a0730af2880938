// Package feed takes in the articles that an RSS, Atom or JSON feed lists.
package feed

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
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

// Config says which feed to follow, and how.
type Config struct {
	URL string `yaml:"url"`
	// Name names the source, the feed's title where it is empty.
	Name string `yaml:"name"`
	// Interval is the time between two looks at the feed.
	Interval time.Duration `yaml:"interval"`
	// Content takes the text that the feed itself carries and fetches no page.
	Content bool `yaml:"content"`
	// Once ends the source when each item that the feed has now is taken in.
	Once bool `yaml:"-"`
}

// DefaultInterval is how often a feed is looked at that says nothing else.
const DefaultInterval = 15 * time.Minute

// Validate returns an error that says what to do.
func (c Config) Validate() error {
	switch {
	case !strings.HasPrefix(c.URL, "http://") && !strings.HasPrefix(c.URL, "https://"):
		return fmt.Errorf("a feed's url is %q: write an address that begins with http:// or https://", c.URL)
	case c.Interval < 0:
		return fmt.Errorf("the interval of feed %s is %s: it must not be negative", c.URL, c.Interval)
	}
	return nil
}

// Feed is a source of the articles of one feed.
type Feed struct {
	config             Config
	fetcher            Fetcher
	memory             Memory
	reader             *page.Reader
	log                *slog.Logger
	items              []*gofeed.Item
	etag, lastModified string
	looked             bool
	failures           int
	now                func() time.Time
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
	return &Feed{config: c, fetcher: d.Fetcher, memory: d.Memory, reader: d.Reader, log: d.Log, now: d.Now}, nil
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
			if key := keyOf(item); !f.memory.Has(key) {
				return f.deliver(ctx, item, key)
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

// look waits until the feed is due and reads it.
func (f *Feed) look(ctx context.Context) error {
	if f.looked {
		if err := wait(ctx, f.due()); err != nil {
			return err
		}
	}
	f.looked = true
	err := f.read(ctx)
	switch {
	case err == nil:
		f.failures = 0
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case f.config.Once:
		return fmt.Errorf("reading feed %s: %w", f.config.URL, err)
	default:
		f.failures++
		f.log.Warn("reading feed", "url", f.config.URL, "error", err, "again_in", f.due())
		return nil
	}
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

func (f *Feed) read(ctx context.Context) error {
	resp, err := f.fetcher.Get(ctx, f.config.URL, f.etag, f.lastModified)
	if err != nil {
		return err
	}
	if resp.NotModified {
		return nil
	}
	text, err := page.Decode(resp.Body, resp.ContentType)
	if err != nil {
		return err
	}
	parsed, err := gofeed.NewParser().ParseString(withoutEncoding(text))
	if err != nil {
		return fmt.Errorf("%w: this is no RSS, Atom or JSON feed: %w", ingest.ErrMalformed, err)
	}
	f.items, f.etag, f.lastModified = parsed.Items, resp.ETag, resp.LastModified
	if f.config.Name == "" {
		f.config.Name = parsed.Title
	}
	return nil
}

// withoutEncoding drops the declaration of an encoding from text that is
// UTF-8 by now, for the parser would decode it again.
func withoutEncoding(text string) string {
	if strings.HasPrefix(text, "<?xml") {
		if _, rest, ok := strings.Cut(text, "?>"); ok {
			return rest
		}
	}
	return text
}

func keyOf(item *gofeed.Item) string {
	for _, key := range []string{item.GUID, item.Link, item.Title} {
		if key != "" {
			return key
		}
	}
	return ""
}

// deliver reads an item's article: its page or, where that cannot be fetched
// or is not wanted, the text that the feed carries.
func (f *Feed) deliver(ctx context.Context, item *gofeed.Item, key string) (ingest.Delivery, error) {
	a, body, err := f.article(ctx, item)
	if ctx.Err() != nil {
		return ingest.Delivery{}, ctx.Err()
	}
	d := ingest.Delivery{Ack: func(err error) {
		if err == nil {
			if err := f.memory.Add(key); err != nil {
				f.log.Error("remembering item", "key", key, "error", err)
			}
		}
	}}
	if err != nil {
		d.Rejection = ingest.Reject(item.Link, body, err)
		return d, nil
	}
	d.Article = f.complete(a, item)
	return d, nil
}

func (f *Feed) article(ctx context.Context, item *gofeed.Item) (article.Article, []byte, error) {
	if f.config.Content || item.Link == "" {
		return f.fromContent(item)
	}
	resp, err := f.fetcher.Get(ctx, item.Link, "", "")
	if err != nil {
		if a, body, carried := f.fromContent(item); carried == nil && len(a.Text) >= whole {
			return a, body, nil
		}
		return article.Article{}, nil, err
	}
	a, err := f.reader.HTML(resp.Body, resp.ContentType, resp.URL)
	return a, resp.Body, err
}

// whole is the length, in bytes, from which the text in a feed is taken for
// the whole article where its page cannot be fetched.
const whole = 1000

func (f *Feed) fromContent(item *gofeed.Item) (article.Article, []byte, error) {
	content := item.Content
	if content == "" {
		content = item.Description
	}
	if strings.TrimSpace(content) == "" {
		return article.Article{}, nil, fmt.Errorf("%w: the feed carries none either", ingest.ErrNoText)
	}
	body := []byte("<html><body><article>" + content + "</article></body></html>")
	a, err := f.reader.HTML(body, "text/html; charset=utf-8", item.Link)
	return a, body, err
}

// complete fills in from the feed what the page does not say.
func (f *Feed) complete(a article.Article, item *gofeed.Item) article.Article {
	if a.Title == "" {
		a.Title = strings.TrimSpace(item.Title)
	}
	if a.Published.IsZero() && item.PublishedParsed != nil {
		a.Published = *item.PublishedParsed
	}
	if a.Source == "" {
		a.Source = f.config.Name
	}
	a.Fetched = f.now().UTC().Truncate(time.Second)
	return page.Complete(a)
}
