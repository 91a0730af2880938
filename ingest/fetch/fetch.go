// Package fetch gets pages and feeds over HTTP, politely and safely.
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

// Permanent errors of fetching.
var (
	ErrRobots  = errors.New("robots.txt forbids it")
	ErrPrivate = errors.New("the address is private")
	ErrAddress = errors.New("want an address that begins with http:// or https://")
)

// Fetcher fetches. It may be used by several goroutines.
type Fetcher struct {
	// Observe is told in a word what came of each request: one of Outcomes. It
	// may be nil, and is set before the first request.
	Observe func(outcome string)

	config  Config
	client  *http.Client
	allowed hostList
	agents  []string // the names that rules for us go by
	clock   clock
	sites   *sites
	// running holds a token for each request that runs.
	running  chan struct{}
	decoders decoders
	rooms    sync.Pool // of *bytes.Buffer, to read bodies in
}

// New returns a fetcher.
func New(c Config) (*Fetcher, error) { return newFetcher(c, wallClock()) }

func newFetcher(c Config, by clock) (*Fetcher, error) {
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("making fetcher: %w", err)
	}
	allowed := newHostList(c.AllowHosts)
	f := &Fetcher{
		config: c, client: newClient(c, newGuard(allowed)), allowed: allowed, agents: agentsOf(c.UserAgent), clock: by,
		running: make(chan struct{}, c.Concurrency), decoders: newDecoders(),
	}
	f.sites = newSites(f.limitsOf)
	return f, nil
}

// request is what is asked for: a page or feed, or a site's robots.txt.
type request struct {
	url                *url.URL
	etag, lastModified string
	robots             bool
	maxBody            int64 // in bytes, 0 for fetch.max_body_bytes
}

func (r request) conditional() bool { return r.etag != "" || r.lastModified != "" }

// maxRedirects is how many redirects are followed: five for a robots.txt (RFC
// 9309, section 2.3.1.2).
func (r request) maxRedirects() int {
	if r.robots {
		return 5
	}
	return 8
}

// Get fetches an address, unless robots.txt forbids it, after the delay that
// its host is due; it asks again, with growing pauses, where that may help,
// and follows redirects, each of which is held to the same. etag and
// lastModified make it conditional; they may be empty. Passing tells whether
// it makes sense to ask again later for what gave an error.
func (f *Fetcher) Get(ctx context.Context, address, etag, lastModified string) (*Response, error) {
	return f.GetUpTo(ctx, 0, address, etag, lastModified)
}

// GetUpTo is Get for a body that may have as many bytes as are named, whatever
// fetch.max_body_bytes says; 0 stands for that.
func (f *Fetcher) GetUpTo(ctx context.Context, maxBody int64, address, etag, lastModified string) (*Response, error) {
	u, err := url.Parse(address)
	if err != nil || !fetchable(u) {
		return nil, fmt.Errorf("fetching %q: %w", address, ErrAddress)
	}
	resp, err := f.follow(ctx, request{url: u, etag: etag, lastModified: lastModified, maxBody: maxBody})
	if err != nil {
		return nil, fmt.Errorf("fetching %s: %w", u.Redacted(), err)
	}
	return resp, nil
}

func fetchable(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != ""
}

var errRedirects = errors.New("too many redirects")

// follow makes a request and those that its redirects lead to.
func (f *Fetcher) follow(ctx context.Context, r request) (*Response, error) {
	moved, forGood := "", true
	for range r.maxRedirects() + 1 {
		resp, err := f.visit(ctx, r)
		if err != nil {
			return nil, err
		}
		if resp.next == nil {
			resp.Moved = moved
			return resp, nil
		}
		if !fetchable(resp.next) {
			return nil, fmt.Errorf("redirected to %q: %w", resp.next.Redacted(), ErrAddress)
		}
		if forGood = forGood && resp.forGood; forGood {
			moved = resp.next.String()
		}
		r.url = resp.next
	}
	return nil, fmt.Errorf("%w: more than %d", errRedirects, r.maxRedirects())
}

// visit makes one request as robots.txt and pace allow.
func (f *Fetcher) visit(ctx context.Context, r request) (*Response, error) {
	s := f.sites.use(r.url)
	defer f.sites.letGo(s)
	var crawlDelay time.Duration
	if !r.robots {
		var err error
		if crawlDelay, err = f.permit(ctx, s, r.url); err != nil {
			if errors.Is(err, ErrRobots) {
				f.tell(nil, err)
			}
			return nil, err
		}
	}
	return f.persist(ctx, r, s, s.limits.after(crawlDelay))
}
