package sitemap

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/poll"
)

// todo is a file to be read.
type todo struct {
	address  string
	modified time.Time // as the index says
	depth    int       // below the root
}

// round is one pass over the root and the files that it names.
type round struct {
	brought poll.Poll
	newest  []time.Time // dates
	read    []string    // addresses of files
	err     error       // of the root
}

// Bounds of a round: how many files are read, and how deep indexes may be
// nested, which the protocol does not allow, but some do.
const (
	maxFiles = 500
	maxDepth = 2
)

func (s *Sitemap) begin() {
	s.looked = true
	s.round = round{brought: poll.Poll{First: s.state.Polled.IsZero()}}
	s.todo = []todo{{address: s.config.URL}}
}

// file reads the first file that is to be read. One that cannot be had is left
// for later and disturbs no other.
func (s *Sitemap) file(ctx context.Context) error {
	t := s.todo[0]
	s.todo = s.todo[1:]
	err := s.read(ctx, t)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		s.failed(t, err)
	}
	if len(s.todo) > 0 {
		return nil
	}
	return s.end()
}

// failed leaves a file for later: the root until the next round.
func (s *Sitemap) failed(t todo, err error) {
	if t.depth == 0 {
		f := s.state.Files[t.address]
		f.Rest = false // else it would be asked for at once
		s.state.Files[t.address], s.round.err = f, err
		return
	}
	wait := s.put(t, err)
	s.deps.Log.Warn("reading sitemap", "source", s.Name(), "url", t.address, "error", err, "again_in", wait)
}

// line lines up the sitemaps of an index that are to be read: those for news
// first, then the newest.
func (s *Sitemap) line(sitemaps []entry, depth int) {
	for i := range sitemaps {
		if t := (todo{sitemaps[i].address, sitemaps[i].modified, depth}); s.changed(t) {
			s.todo = append(s.todo, t)
		}
	}
	slices.SortStableFunc(s.todo, func(a, b todo) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), b.modified.Compare(a.modified))
	})
	if len(s.todo) > maxFiles {
		s.todo = s.todo[:maxFiles]
	}
	if depth == 1 && len(sitemaps) > 0 {
		s.forget(sitemaps)
	}
}

func rank(t todo) int {
	if strings.Contains(strings.ToLower(t.address), "news") {
		return 0
	}
	return 1
}

// changed reports whether a sitemap is to be read, by what the index says of
// it or, where that says nothing, by when it was read last.
func (s *Sitemap) changed(t todo) bool {
	now := s.deps.Now()
	f, known := s.state.Files[t.address]
	switch {
	case !t.modified.IsZero() && now.Sub(t.modified) > s.config.maxAge():
		return false
	case !known || f.Rest:
		return true
	case !t.modified.IsZero() && !f.Modified.IsZero():
		return t.modified.After(f.Modified)
	}
	return !f.Due.After(now)
}

// forget drops what is known of sitemaps that the index does not name any more.
func (s *Sitemap) forget(sitemaps []entry) {
	if len(s.state.Files) <= len(sitemaps)+maxFiles {
		return
	}
	named := map[string]bool{s.config.URL: true}
	for i := range sitemaps {
		named[sitemaps[i].address] = true
	}
	maps.DeleteFunc(s.state.Files, func(address string, _ file) bool { return !named[address] })
}

// end ends a round: it sets when the next one is due.
func (s *Sitemap) end() error {
	now := s.deps.Now()
	err := s.round.err
	if err != nil && s.config.Once {
		return fmt.Errorf("reading sitemap: %w", err)
	}
	least := time.Duration(0)
	if err != nil {
		s.state.Rhythm.Failed()
		least = fetch.RetryAfter(err, now)
	} else {
		s.round.brought.Dates = s.round.newest
		s.state.Rhythm.Read(s.round.brought, now)
		s.state.Polled = now
	}
	s.due = now.Add(poll.Jitter(max(s.state.Rhythm.Interval(), least)))
	s.note()
	s.tell(err)
	return nil
}

func (s *Sitemap) tell(err error) {
	next := s.due.Local().Format(time.DateTime)
	if s.config.Once {
		next = "in another run"
	}
	var status *fetch.StatusError
	switch {
	case errors.As(err, &status) && status.Code == http.StatusGone:
		s.deps.Log.Warn("the sitemap is gone for good: take it out of pipeline.yaml", "source", s.Name(), "url", s.config.URL, "next_poll", next)
	case err != nil:
		s.deps.Log.Warn("reading sitemap", "source", s.Name(), "url", s.config.URL, "error", err, "failures", s.state.Rhythm.Failures, "next_poll", next)
	case s.round.brought.Fresh > 0:
		s.deps.Log.Info("read sitemap", "source", s.Name(), "new", s.round.brought.Fresh, "next_poll", next)
	default:
		s.deps.Log.Debug("read sitemap", "source", s.Name(), "new", 0, "next_poll", next)
	}
}

// resume lines up the files for whose pages there was no room, when all that
// waited is taken in, and reports whether there are any.
func (s *Sitemap) resume() bool {
	if _, waiting := s.queue.Due(); waiting {
		return false
	}
	for _, address := range slices.Sorted(maps.Keys(s.state.Files)) {
		if f := s.state.Files[address]; f.Rest {
			s.todo = append(s.todo, todo{address, f.Modified, depthOf(address, s.config.URL)})
		}
	}
	s.round = round{brought: poll.Poll{First: true}}
	return len(s.todo) > 0
}

func depthOf(address, root string) int {
	if address == root {
		return 0
	}
	return 1
}
