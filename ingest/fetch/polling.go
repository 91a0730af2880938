package fetch

import (
	"context"
	"fmt"
	"net/url"
	"time"
)

// Free returns how long it is until a request to an address may go out, as far
// as its host's pace is concerned: who has others to ask need not wait for it.
func (f *Fetcher) Free(address string) time.Duration {
	u, err := url.Parse(address)
	if err != nil || f.allowed.has(hostPort(u)) {
		return 0
	}
	return f.pace.free(hostPort(u))
}

// Sitemaps returns the addresses of the sitemaps that the robots.txt of an
// address's site names (sitemaps.org, "Submitting your Sitemap").
func (f *Fetcher) Sitemaps(ctx context.Context, address string) ([]string, error) {
	u, err := url.Parse(address)
	if err != nil || !fetchable(u) {
		return nil, fmt.Errorf("looking for sitemaps of %q: %w", address, ErrAddress)
	}
	r, err := f.robots.rules(ctx, u)
	if err != nil {
		return nil, fmt.Errorf("looking for sitemaps of %s: %w", u.Redacted(), err)
	}
	var sitemaps []string
	for _, s := range r.sitemaps {
		if to, err := u.Parse(s); err == nil && fetchable(to) {
			sitemaps = append(sitemaps, to.String())
		}
	}
	return sitemaps, nil
}
