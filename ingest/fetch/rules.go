package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// robots are the rules that a site has in its robots.txt.
type robots struct {
	// turn holds one token, so that no two ask for the same robots.txt at
	// once. Whoever holds it may use the rest.
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

// permit returns the crawl-delay that an address's site asks for, or ErrRobots,
// or why its rules cannot be had.
func (f *Fetcher) permit(ctx context.Context, s *site, u *url.URL) (time.Duration, error) {
	r, err := f.rules(ctx, s, u)
	if err != nil {
		return 0, err
	}
	if !r.allows(u.RequestURI()) {
		return 0, ErrRobots
	}
	return r.delay, nil
}

// rules returns a site's rules, which it fetches where they are not known or
// too old.
func (f *Fetcher) rules(ctx context.Context, s *site, u *url.URL) (rules, error) {
	r := &s.robots
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
		return rules{}, ctx.Err()
	}
	if !f.clock.now().Before(r.until) {
		resp, err := f.follow(ctx, request{url: &url.URL{Scheme: u.Scheme, User: u.User, Host: u.Host, Path: "/robots.txt"}, robots: true})
		if ctx.Err() != nil {
			return rules{}, ctx.Err()
		}
		f.learn(r, resp, err)
		f.sites.weigh(s, r.rules.weight())
	}
	if r.err != nil {
		return rules{}, &heldError{r.until, fmt.Errorf("reading its robots.txt first: %w", r.err)}
	}
	return r.rules, nil
}

// learn takes in what came of asking for a robots.txt. One that is not there
// allows everything; one that the server cannot give, nothing for a while
// (section 2.3.1), unless it gave one before (section 2.4).
func (f *Fetcher) learn(r *robots, resp *Response, err error) {
	now := f.clock.now()
	known := r.err == nil && !r.until.IsZero()
	switch {
	case err == nil:
		r.rules, r.err, r.until = parseRobots(string(resp.Body), f.agents), nil, now.Add(robotsFor)
	case missing(err):
		r.rules, r.err, r.until = rules{}, nil, now.Add(robotsFor)
	case known:
		r.until = now.Add(robotsWait)
	default:
		r.err, r.until = err, now.Add(robotsWait)
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
