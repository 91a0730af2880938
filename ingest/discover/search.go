package discover

import (
	"context"
	"errors"

	"github.com/gigawire/gigawire/ingest/feed"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/sitemap"
)

// search looks for what a site has, a request a step: at its front page, in its
// robots.txt, and then, where they name nothing, at the usual places.
type search struct {
	begun bool
	found found
	// Addresses still to be tried, and whether a feed or sitemap that is found
	// ends the search.
	feeds, sitemaps []string
}

// next returns the address that the next step asks for, empty for the site's
// own.
func (s *search) next() string {
	switch {
	case len(s.feeds) > 0:
		return s.feeds[0]
	case len(s.sitemaps) > 0:
		return s.sitemaps[0]
	}
	return ""
}

// step makes the next request and reports whether the search is at its end.
func (s *search) step(ctx context.Context, f Fetcher, site string) (done bool, err error) {
	switch {
	case !s.begun:
		s.begun = true
		err = s.front(ctx, f, site)
	case len(s.feeds) > 0:
		address := s.feeds[0]
		s.feeds = s.feeds[1:]
		err = s.try(ctx, f, address, s.tryFeed)
	case len(s.sitemaps) > 0:
		address := s.sitemaps[0]
		s.sitemaps = s.sitemaps[1:]
		err = s.try(ctx, f, address, s.trySitemap)
	}
	return s.next() == "", err
}

// front reads the site's address itself, and its robots.txt. A page that
// cannot be had for good says nothing: the usual places may.
func (s *search) front(ctx context.Context, f Fetcher, site string) error {
	resp, err := f.Get(ctx, site, "", "")
	switch {
	case err != nil && fetch.Passing(err):
		return err
	case err != nil:
	case feed.Is(resp.Body, resp.ContentType):
		s.found.Feeds = []string{resp.URL}
		return nil
	default:
		s.found.Feeds = alternates(resp)
	}
	named, err := f.Sitemaps(ctx, site)
	if err != nil && fetch.Passing(err) {
		return err
	}
	s.found.Sitemaps = newsFirst(named, len(s.found.Feeds) > 0)
	if len(s.found.Feeds) > 0 {
		return nil
	}
	s.feeds = places(site, feedPaths)
	if len(s.found.Sitemaps) == 0 {
		s.sitemaps = places(site, sitemapPaths)
	}
	return nil
}

func places(site string, paths []string) []string {
	var out []string
	for _, p := range paths {
		out = append(out, at(site, p))
	}
	return out
}

// try asks for a usual place. One that has nothing is no error, unless the site
// as a whole is left alone.
func (s *search) try(ctx context.Context, f Fetcher, address string, take func(*fetch.Response)) error {
	resp, err := f.Get(ctx, address, "", "")
	if fetch.Held(err) || errors.Is(err, fetch.ErrPrivate) {
		return err
	}
	if err == nil {
		take(resp)
	}
	return nil
}

// tryFeed takes a feed, and ends the search for others.
func (s *search) tryFeed(resp *fetch.Response) {
	if feed.Is(resp.Body, resp.ContentType) {
		s.found.Feeds = []string{resp.URL}
		s.feeds, s.sitemaps = nil, nil
	}
}

func (s *search) trySitemap(resp *fetch.Response) {
	if sitemap.Is(resp.Body) {
		s.found.Sitemaps = []string{resp.URL}
		s.sitemaps = nil
	}
}
