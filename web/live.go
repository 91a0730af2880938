package web

import (
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/web/store"
	"github.com/gigawire/gigawire/web/tally"
	"github.com/gigawire/gigawire/web/view"
)

// What the live page shows: articles at a time, and about so many bytes of each.
const (
	perPage = 20
	passage = 1200
)

// livePage is what it is filled in with.
type livePage struct {
	Filter    filter
	Types     []fact.Type
	Sources   []string
	Companies []tally.Count[tally.Company]
	Stories   []view.Article
	// Stream is the address of what comes, Older that of the next page, empty
	// where there is none.
	Stream, Older string
	Tail          string
	// Before says that the page does not begin with the newest.
	Before bool
	Size   store.Size
	// Caught says that all that stood on the topics was read, Share how much.
	Caught bool
	Share  float64
}

// live shows the newest articles that pass the filter.
func (p *Page) live(w http.ResponseWriter, r *http.Request) {
	f := newFilter(r.URL.Query())
	before := r.URL.Query().Get("before")
	_, last := p.Store.Changed()
	stories := p.Store.Newest(f.Filter, perPage+1, before)
	page := livePage{
		Filter: f, Types: fact.Types(), Tail: f.Tail(p.Brokers), Before: before != "", Size: p.Store.Size(),
		Stream: f.streamAddress(last),
	}
	if len(stories) > perPage {
		stories = stories[:perPage]
		page.Older = f.With("/", stories[perPage-1].Article.ID)
	}
	for _, s := range stories {
		page.Stories = append(page.Stories, p.card(s))
	}
	page.Share, page.Caught = p.Follower.Caught()
	page.Sources, page.Companies = p.choices.from(p.Store)
	p.show(w, http.StatusOK, "live", frame{Title: "Live", Here: "/", Script: "live.js", Data: page})
}

// fresh is how long after an article came its facts may still be on the way.
const fresh = 10 * time.Second

// card returns an article as it is shown among others.
func (p *Page) card(s store.Story) view.Article {
	a := view.NewArticle(s.Article, plain(s.Facts)).Passages(passage)
	a.Waiting = time.Since(s.Arrived) < fresh
	return a
}

func plain(facts []fact.Fact) []view.Explained {
	out := make([]view.Explained, len(facts))
	for i, f := range facts {
		out[i].Fact = f
	}
	return out
}

// suggested is how many companies are offered to choose from.
const suggested = 200

// choices are what the filter can be chosen from. They are gathered anew not more
// often than each while, for that takes looking at every fact.
type choices struct {
	mu        sync.Mutex
	gathered  time.Time
	sources   []string
	companies []tally.Count[tally.Company]
}

// choicesAge is how old choices may be.
const choicesAge = 5 * time.Second

// from returns the newsrooms of a store, and the companies that are named most.
func (c *choices) from(s *store.Store) ([]string, []tally.Count[tally.Company]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if time.Since(c.gathered) < choicesAge {
		return c.sources, c.companies
	}
	sources := map[string]bool{}
	s.Rows(func(r *store.Row) bool { sources[r.Source()] = true; return true })
	delete(sources, "")
	c.sources = slices.Sorted(maps.Keys(sources))
	c.companies = tally.Companies(s.Rows)
	c.companies = slices.Clone(c.companies[:min(len(c.companies), suggested)])
	c.gathered = time.Now()
	return c.sources, c.companies
}
