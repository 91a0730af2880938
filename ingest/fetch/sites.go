package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// robotsCache keeps the rules of each site.
type robotsCache struct {
	fetcher *Fetcher
	mu      sync.Mutex
	sites   map[string]*site
}

// site is what is known of one scheme, host and port.
type site struct {
	// turn holds one token, so that no two ask for the same robots.txt at once.
	turn  chan struct{}
	rules rules
	// err is why there are no rules.
	err   error
	until time.Time
}

// How long rules are kept (RFC 9309, section 2.4), and for how long a site is
// left alone whose rules cannot be had.
const (
	robotsFor  = 24 * time.Hour
	robotsWait = 5 * time.Minute
)

func newRobotsCache(f *Fetcher) *robotsCache {
	return &robotsCache{fetcher: f, sites: map[string]*site{}}
}

// allow returns the crawl-delay of the address's site, or ErrRobots, or why
// its rules cannot be had.
func (c *robotsCache) allow(ctx context.Context, u *url.URL) (time.Duration, error) {
	r, err := c.rules(ctx, u)
	if err != nil {
		return 0, err
	}
	if !r.allows(u.RequestURI()) {
		return 0, ErrRobots
	}
	return r.delay, nil
}

// rules returns what the robots.txt of the address's site says.
func (c *robotsCache) rules(ctx context.Context, u *url.URL) (rules, error) {
	s := c.site(u)
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return rules{}, ctx.Err()
	}
	if !c.fetcher.clock.now().Before(s.until) {
		if c.load(ctx, u, s); ctx.Err() != nil {
			return rules{}, ctx.Err()
		}
	}
	if s.err != nil {
		return rules{}, fmt.Errorf("reading its robots.txt first: %w", s.err)
	}
	return s.rules, nil
}

func (c *robotsCache) site(u *url.URL) *site {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := u.Scheme + "://" + hostPort(u)
	s := c.sites[key]
	if s == nil {
		if len(c.sites) >= manyHosts {
			clear(c.sites)
		}
		s = &site{turn: make(chan struct{}, 1)}
		c.sites[key] = s
	}
	return s
}

// load fetches a site's robots.txt. One that is not there allows everything;
// one that the server cannot give, nothing for a while (section 2.3.1).
func (c *robotsCache) load(ctx context.Context, u *url.URL, s *site) {
	resp, err := c.fetcher.follow(ctx, request{url: &url.URL{Scheme: u.Scheme, User: u.User, Host: u.Host, Path: "/robots.txt"}, robots: true})
	now := c.fetcher.clock.now()
	switch {
	case ctx.Err() != nil:
	case err == nil:
		s.rules, s.err, s.until = parseRobots(string(resp.Body)), nil, now.Add(robotsFor)
	case missing(err):
		s.rules, s.err, s.until = rules{}, nil, now.Add(robotsFor)
	default:
		s.rules, s.err, s.until = rules{}, err, now.Add(robotsWait)
	}
}

// missing reports whether an error means that there is no robots.txt: a
// refusal, or redirects that lead nowhere.
func missing(err error) bool {
	var status *StatusError
	if errors.As(err, &status) {
		return status.Code < 500 && status.Code != http.StatusTooManyRequests
	}
	return errors.Is(err, errRedirects)
}
