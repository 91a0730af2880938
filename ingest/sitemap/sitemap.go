// Package sitemap takes in the pages that sitemaps list (sitemaps.org, and
// Google's extension for news): the newest first, from files that changed.
package sitemap

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/visit"
)

// Fetcher gets sitemaps, which may be larger than pages.
type Fetcher interface {
	GetUpTo(ctx context.Context, maxBody int64, address, etag, lastModified string) (*fetch.Response, error)
}

// Deps are what a sitemap works with.
type Deps struct {
	Fetcher Fetcher
	Visitor *visit.Visitor
	Notes   ingest.Notes
	Log     *slog.Logger
	// Now tells the time.
	Now func() time.Time
	// Turn holds a token for each sitemap that may be in memory at once.
	Turn chan struct{}
}

// NewTurn returns the turns that all sitemaps of a process share.
func NewTurn() chan struct{} { return make(chan struct{}, 2) }

// turnWait is how long to wait for a turn. A step that waited for it would keep
// others from being taken.
const turnWait = 500 * time.Millisecond

// Sitemap is the poll.Task of a sitemap or of an index with all that it names.
type Sitemap struct {
	config Config
	deps   Deps
	state  state
	queue  *visit.Queue
	todo   []todo // files to be read in this round
	round  round
	due    time.Time
	looked bool
}

// New returns a sitemap.
func New(c Config, d Deps) (*Sitemap, error) {
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("making sitemap: %w", err)
	}
	s := &Sitemap{config: c, deps: d, queue: visit.NewQueue(d.Visitor, c.Once)}
	s.recall()
	return s, nil
}

// Name returns the source's name.
func (s *Sitemap) Name() string { return cmp.Or(s.config.Name, s.config.URL) }

// Address returns that of the file or page that the next step fetches.
func (s *Sitemap) Address() string {
	s.queue.Revive()
	switch {
	case len(s.todo) > 0:
		return s.todo[0].address
	case s.isDue():
		return s.config.URL
	case s.queue.Len() > 0:
		return s.queue.Address()
	}
	return s.config.URL
}

func (s *Sitemap) isDue() bool {
	if s.config.Once && s.looked {
		return false
	}
	return !s.due.After(s.deps.Now())
}

// Step reads the next file that is to be read or, where there is none, takes in
// the newest page that waits. Files go first: they may list what is newer.
func (s *Sitemap) Step(ctx context.Context, out poll.Out) (time.Time, error) {
	s.queue.Revive()
	if len(s.todo) == 0 && s.isDue() {
		s.begin()
	}
	var err error
	switch {
	case len(s.todo) > 0:
		select {
		case s.deps.Turn <- struct{}{}:
			err = s.file(ctx)
			<-s.deps.Turn
		default:
			return s.deps.Now().Add(turnWait), nil
		}
	case s.queue.Len() > 0:
		err = s.queue.Step(ctx, out.Deliver)
	}
	if err == nil && len(s.todo) == 0 && s.queue.Len() == 0 && !s.resume() && s.config.Once {
		err = io.EOF
	}
	return s.next(), err
}

// next returns when the next step is due.
func (s *Sitemap) next() time.Time {
	if len(s.todo) > 0 {
		return time.Time{}
	}
	if at, waiting := s.queue.Due(); waiting && at.Before(s.due) {
		return at
	}
	return s.due
}
