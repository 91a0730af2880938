// Package discover finds the feeds and sitemaps of a site from its address.
package discover

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/feed"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/sitemap"
)

// Config says which site to follow, and how.
type Config struct {
	URL string `yaml:"url"`
	// Name names the source, a feed's title where it is empty.
	Name string `yaml:"name"`
	// Interval is the time between two looks at a feed or sitemap; 0 lets its
	// own rhythm decide.
	Interval time.Duration `yaml:"interval"`
	// Content takes the text that feeds carry and fetches no page.
	Content bool `yaml:"content"`
	// Once ends the source when all that the site has now is taken in.
	Once bool `yaml:"-"`
}

// Validate returns an error that says what to do.
func (c Config) Validate() error { return poll.Check("site", c.URL, c.Interval) }

// Fetcher gets pages, and the sitemaps that a robots.txt names.
type Fetcher interface {
	Get(ctx context.Context, address, etag, lastModified string) (*fetch.Response, error)
	Sitemaps(ctx context.Context, address string) ([]string, error)
}

// Deps are what a site works with.
type Deps struct {
	Fetcher Fetcher
	Notes   ingest.Notes
	// Feed and Sitemap make the tasks of what is found, nil for what is
	// followed already.
	Feed    func(feed.Config) (poll.Task, error)
	Sitemap func(sitemap.Config) (poll.Task, error)
	Log     *slog.Logger
	// Now tells the time.
	Now func() time.Time
}

// Site is the poll.Task of one site: it adds those of the site's feeds and
// sitemaps.
type Site struct {
	config Config
	deps   Deps
	rhythm poll.Rhythm // of failures
	due    time.Time
	search search
}

// found is what a site has.
type found struct {
	Feeds    []string  `json:"feeds,omitempty"`
	Sitemaps []string  `json:"sitemaps,omitempty"`
	At       time.Time `json:"at,omitzero"`
}

// New returns a site.
func New(c Config, d Deps) (*Site, error) {
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("making site: %w", err)
	}
	return &Site{config: c, deps: d, rhythm: poll.Rhythm{Fixed: poll.DefaultInterval}}, nil
}

// Name returns the site's name.
func (s *Site) Name() string { return cmp.Or(s.config.Name, s.config.URL) }

// Address returns that of what the next step fetches.
func (s *Site) Address() string { return cmp.Or(s.search.next(), s.config.URL) }

// again is how long what was found holds, give or take a tenth.
const again = 7 * 24 * time.Hour

// ErrNothing means that a site has neither feeds nor sitemaps.
var ErrNothing = errors.New("there is neither a feed nor a sitemap where they usually are: name the address of one under sources.feeds or sources.sitemaps")

// Step takes the next step of the search. What was found not long ago is
// followed without one.
func (s *Site) Step(ctx context.Context, out poll.Out) (time.Time, error) {
	if known, ok := s.recall(); ok && !s.search.begun {
		return s.follow(known, out)
	}
	done, err := s.search.step(ctx, s.deps.Fetcher, s.config.URL)
	if ctx.Err() != nil {
		return time.Time{}, ctx.Err()
	}
	if !done && err == nil {
		return time.Time{}, nil
	}
	result := s.search.found
	s.search = search{}
	if err == nil && len(result.Feeds)+len(result.Sitemaps) == 0 {
		err = ErrNothing
	}
	if err != nil {
		return s.failed(err)
	}
	result.At = s.deps.Now()
	s.noted().Of(result)()
	s.deps.Log.Info("looked for feeds and sitemaps", "site", s.Name(), "feeds", result.Feeds, "sitemaps", result.Sitemaps)
	return s.follow(result, out)
}

// follow adds the tasks of what was found.
func (s *Site) follow(f found, out poll.Out) (time.Time, error) {
	s.rhythm.Failures = 0
	for _, address := range f.Feeds {
		task, err := s.deps.Feed(feed.Config{URL: address, Name: s.config.Name, Interval: s.config.Interval, Content: s.config.Content, Once: s.config.Once})
		if err != nil {
			return time.Time{}, err
		}
		add(out, task)
	}
	for _, address := range f.Sitemaps {
		task, err := s.deps.Sitemap(sitemap.Config{URL: address, Name: s.config.Name, Interval: s.config.Interval, DatedOnly: true, Site: s.config.URL, Once: s.config.Once})
		if err != nil {
			return time.Time{}, err
		}
		add(out, task)
	}
	if s.config.Once {
		return time.Time{}, io.EOF
	}
	s.due = f.At.Add(poll.Jitter(again))
	return s.due, nil
}

func add(out poll.Out, task poll.Task) {
	if task != nil {
		out.Add(task)
	}
}

// failed puts the next search off.
func (s *Site) failed(err error) (time.Time, error) {
	if s.config.Once {
		return time.Time{}, fmt.Errorf("looking for feeds and sitemaps of %s: %w", s.config.URL, err)
	}
	s.rhythm.Failed()
	wait := poll.Jitter(max(s.rhythm.Interval(), fetch.RetryAfter(err, s.deps.Now())))
	s.due = s.deps.Now().Add(wait)
	s.deps.Log.Warn("looking for feeds and sitemaps", "site", s.Name(), "url", s.config.URL, "error", err, "again_at", s.due.Local().Format(time.DateTime))
	return s.due, nil
}

func (s *Site) noted() poll.Note {
	return poll.Note{Notes: s.deps.Notes, Thing: "site", URL: s.config.URL, Log: s.deps.Log}
}

// recall returns what was found not long ago.
func (s *Site) recall() (found, bool) {
	f := poll.Recall[found](s.noted())
	return f, s.deps.Now().Sub(f.At) < again*9/10
}
