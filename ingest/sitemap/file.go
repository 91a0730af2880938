package sitemap

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/link"
	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/visit"
)

// put leaves a file that cannot be had alone, for twice as long each time.
func (s *Sitemap) put(t todo, err error) time.Duration {
	f := s.state.Files[t.address]
	f.Wait = min(max(2*f.Wait, poll.MinInterval), poll.MaxInterval)
	wait := max(f.Wait, fetch.RetryAfter(err, s.deps.Now()))
	f.Due, f.Modified, f.Rest = s.deps.Now().Add(wait), time.Time{}, false
	s.state.Files[t.address] = f
	return wait
}

// read reads one file: it queues its pages, or lines up its sitemaps.
func (s *Sitemap) read(ctx context.Context, t todo) error {
	f := s.state.Files[t.address]
	resp, err := s.deps.Fetcher.GetUpTo(ctx, maxBytes, t.address, f.ETag, f.LastModified)
	if err != nil {
		return err
	}
	fresh := 0
	var sitemaps []entry
	if !resp.NotModified {
		f.ETag, f.LastModified = resp.ETag, resp.LastModified
		if sitemaps, fresh, err = s.take(resp, t); err != nil {
			return fmt.Errorf("%s: %w", t.address, err)
		}
	}
	if len(sitemaps) > 0 {
		f.ETag, f.LastModified = "", "" // the list of sitemaps is not kept
	}
	s.settle(t, f, fresh)
	if t.depth < maxDepth {
		s.line(sitemaps, t.depth+1)
	}
	return nil
}

// take queues the pages of a file, and returns how many are new, or the
// sitemaps that it names.
func (s *Sitemap) take(resp *fetch.Response, t todo) (sitemaps []entry, fresh int, err error) {
	var pages int
	var held []entry // until it is clear what they are
	l, err := read(resp.Body, func(e entry) {
		if s.ours(e.address, resp.URL) {
			held = append(held, e)
		}
	})
	if err != nil {
		return nil, 0, err
	}
	if l.cut != nil {
		s.deps.Log.Warn("the sitemap is read as far as it goes", "source", s.Name(), "url", t.address, "entries", len(held), "why", l.cut)
	}
	if l.index {
		return held, 0, nil
	}
	for i := range held {
		if s.wanted(&held[i]) {
			pages++
			if s.queue.Add(s.document(&held[i])) {
				fresh++
			}
		}
	}
	s.count(held, pages, fresh)
	return nil, fresh, nil
}

// ours reports whether a sitemap at from may list an address: one of its own
// site, or of that whose robots.txt names it.
func (s *Sitemap) ours(address, from string) bool {
	return link.SameSite(address, from) || s.config.Site != "" && link.SameSite(address, s.config.Site)
}

// english is the language that is read. What says nothing may be in it.
const english = "en"

func (s *Sitemap) wanted(e *entry) bool {
	at := e.date()
	if e.language != "" && !strings.HasPrefix(strings.ToLower(e.language), english) {
		return false
	}
	if at.IsZero() {
		return !s.config.DatedOnly
	}
	return s.deps.Now().Sub(at) <= s.config.maxAge()
}

func (s *Sitemap) document(e *entry) visit.Document {
	return visit.Document{Address: e.address, Title: e.title, Source: s.config.Name, Published: e.published, Changed: e.modified}
}

// keptDates is how many dates of a round are kept, to tell the rhythm.
const keptDates = 100

func (s *Sitemap) count(all []entry, pages, fresh int) {
	s.round.brought.Listed += pages
	s.round.brought.Fresh += fresh
	for i := range all {
		s.round.newest = append(s.round.newest, all[i].date())
	}
	slices.SortFunc(s.round.newest, func(a, b time.Time) int { return b.Compare(a) })
	s.round.newest = slices.Clone(s.round.newest[:min(len(s.round.newest), keptDates)])
}

// settle notes what is known of a file that was read. One of which the index
// says nothing is read again after a while, longer each time it brings nothing.
func (s *Sitemap) settle(t todo, f file, fresh int) {
	f.Modified, f.Rest = t.modified, false
	f.Wait = min(max(2*f.Wait, poll.DefaultInterval), poll.MaxInterval)
	if fresh > 0 || t.depth == 0 {
		f.Wait = 0
	}
	f.Due = s.deps.Now().Add(f.Wait)
	s.state.Files[t.address] = f
	s.round.read = append(s.round.read, t.address)
	if s.queue.Overflowed() {
		s.reserve()
	}
}

// reserve notes that pages of this round's files had to make room for newer
// ones: the files are read again when those are taken in.
func (s *Sitemap) reserve() {
	for _, address := range s.round.read {
		f := s.state.Files[address]
		f.Rest, f.ETag, f.LastModified = true, "", ""
		s.state.Files[address] = f
	}
}
