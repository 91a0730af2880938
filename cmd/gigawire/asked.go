package main

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/gigawire/gigawire/ingest/feed"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/sitemap"
	"github.com/gigawire/gigawire/web"
)

// asked passes requests for feeds and sitemaps on, and remembers of each address how the last
// one went, for the page. It may be used by several goroutines.
type asked struct {
	fetcher asker
	mu      sync.Mutex
	sources map[string]web.Source
}

// asker gets feeds and sitemaps.
type asker interface {
	feed.Fetcher
	sitemap.Fetcher
}

func newAsked() *asked { return &asked{sources: map[string]web.Source{}} }

// through has requests made by a fetcher. It is called before any of them.
func (a *asked) through(f asker) { a.fetcher = f }

// Get gets the feed at an address.
func (a *asked) Get(ctx context.Context, address, etag, lastModified string) (*fetch.Response, error) {
	resp, err := a.fetcher.Get(ctx, address, etag, lastModified)
	if ctx.Err() == nil {
		a.note(address, err)
	}
	return resp, err
}

// GetUpTo gets the sitemap at an address.
func (a *asked) GetUpTo(ctx context.Context, maxBody int64, address, etag, lastModified string) (*fetch.Response, error) {
	resp, err := a.fetcher.GetUpTo(ctx, maxBody, address, etag, lastModified)
	if ctx.Err() == nil {
		a.note(address, err)
	}
	return resp, err
}

func (a *asked) note(address string, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	s := a.sources[address]
	s.Name, s.Fetched, s.Error = address, time.Now(), ""
	s.Requests++
	if err != nil {
		s.Error = err.Error()
	}
	a.sources[address] = s
}

// list returns the addresses with how their last request went, those with an
// error first.
func (a *asked) list() []web.Source {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.SortedFunc(maps.Values(a.sources), func(a, b web.Source) int {
		return cmp.Or(cmp.Compare(b.Error, a.Error), cmp.Compare(a.Name, b.Name))
	})
}
