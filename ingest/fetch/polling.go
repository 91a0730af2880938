package fetch

import (
	"context"
	"fmt"
	"net/url"
	"time"
)

// Free returns how long it is until a request to an address may go out, as far
// as its site's pace is concerned: who has others to ask need not wait for it.
func (f *Fetcher) Free(address string) time.Duration {
	u, err := url.Parse(address)
	if err != nil || f.allowed.has(hostPort(u)) {
		return 0
	}
	s := f.sites.use(u)
	defer f.sites.letGo(s)
	return s.free(f.clock.now())
}

// Concurrency returns how many requests may run at once.
func (f *Fetcher) Concurrency() int { return f.config.Concurrency }

// Sitemaps returns the addresses of the sitemaps that the robots.txt of an
// address's site names (sitemaps.org, "Submitting your Sitemap").
func (f *Fetcher) Sitemaps(ctx context.Context, address string) ([]string, error) {
	u, err := url.Parse(address)
	if err != nil || !fetchable(u) {
		return nil, fmt.Errorf("looking for sitemaps of %q: %w", address, ErrAddress)
	}
	s := f.sites.use(u)
	defer f.sites.letGo(s)
	r, err := f.rules(ctx, s, u)
	if err != nil {
		return nil, fmt.Errorf("looking for sitemaps of %s: %w", u.Redacted(), err)
	}
	var sitemaps []string
	for _, named := range r.sitemaps {
		if to, err := u.Parse(named); err == nil && fetchable(to) {
			sitemaps = append(sitemaps, to.String())
		}
	}
	return sitemaps, nil
}
