package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// rules are what a robots.txt says to us (RFC 9309).
type rules struct {
	allow, disallow []string
	delay           time.Duration
}

// agent is the product token that we obey rules for.
const agent = "gigawire"

// maxDelay bounds the crawl-delay that is honoured.
const maxDelay = 120 * time.Second

// maxRobots is how much of a robots.txt is read, in bytes: what RFC 9309,
// section 2.5, asks for at least.
const maxRobots = 500 << 10

// parseRobots returns the rules of the groups that name us or, where none
// does, of those for everyone.
func parseRobots(text string) rules {
	var ours, everyones rules
	var named, ourGroup, everyGroup, inRules bool
	for line := range strings.Lines(text[:min(len(text), maxRobots)]) {
		key, value, ok := directive(line)
		switch {
		case !ok:
		case key == "user-agent":
			if inRules {
				ourGroup, everyGroup, inRules = false, false, false
			}
			ourGroup = ourGroup || strings.EqualFold(value, agent)
			everyGroup = everyGroup || value == "*"
			named = named || ourGroup
		default:
			inRules = true
			if ourGroup {
				ours.add(key, value)
			}
			if everyGroup {
				everyones.add(key, value)
			}
		}
	}
	if named {
		return ours
	}
	return everyones
}

func directive(line string) (key, value string, ok bool) {
	line, _, _ = strings.Cut(line, "#")
	key, value, ok = strings.Cut(line, ":")
	return strings.ToLower(strings.Trim(key, " \t\ufeff")), strings.TrimSpace(value), ok
}

func (r *rules) add(key, value string) {
	switch key {
	case "allow":
		r.allow = append(r.allow, canonicalPath(value))
	case "disallow":
		if value != "" {
			r.disallow = append(r.disallow, canonicalPath(value))
		}
	case "crawl-delay":
		if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 {
			r.delay = min(time.Duration(min(seconds, 1e6)*float64(time.Second)), maxDelay)
		}
	}
}

// allows reports whether a path with its query may be fetched: the longest
// matching rule decides, and allow wins a tie.
func (r *rules) allows(path string) bool {
	path = canonicalPath(path)
	return longest(r.allow, path) >= longest(r.disallow, path)
}

// longest returns the length of the longest pattern that matches, -1 for none.
func longest(patterns []string, path string) int {
	best := -1
	for _, p := range patterns {
		if len(p) > best && matches(p, path) {
			best = len(p)
		}
	}
	return best
}

// matches reports whether a pattern, * standing for anything and a final $
// for the end, matches the beginning of a path.
func matches(pattern, path string) bool {
	pattern, anchored := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(path, parts[0])
	if !ok {
		return false
	}
	for i, part := range parts[1:] {
		if anchored && i == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		_, after, found := strings.Cut(rest, part)
		if !found {
			return false
		}
		rest = after
	}
	return !anchored || rest == ""
}

// canonicalPath brings percent-encodings to one form, so that rules and paths
// that mean the same compare as the same.
func canonicalPath(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '%' && i+2 < len(path) {
			if v, err := strconv.ParseUint(path[i+1:i+3], 16, 8); err == nil {
				c, i = byte(v), i+2
				if !unreserved(c) {
					writeEncoded(&b, c)
					continue
				}
			}
		}
		if c >= 0x80 {
			writeEncoded(&b, c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func writeEncoded(b *strings.Builder, c byte) {
	const digits = "0123456789ABCDEF"
	b.Write([]byte{'%', digits[c>>4], digits[c&15]})
}

// robotsCache keeps each host's rules for a day (RFC 9309, section 2.4).
type robotsCache struct {
	fetcher *Fetcher
	mu      sync.Mutex
	hosts   map[string]cachedRules
}

type cachedRules struct {
	rules rules
	until time.Time
}

// How long rules are kept, and for how long a host is left alone whose rules
// cannot be had.
const (
	robotsFor  = 24 * time.Hour
	robotsWait = 10 * time.Minute
)

func newRobotsCache(f *Fetcher) *robotsCache {
	return &robotsCache{fetcher: f, hosts: map[string]cachedRules{}}
}

// allow returns the crawl-delay of the address's host, or ErrRobots.
func (c *robotsCache) allow(ctx context.Context, u *url.URL) (time.Duration, error) {
	site := u.Scheme + "://" + u.Host
	c.mu.Lock()
	cached, ok := c.hosts[site]
	c.mu.Unlock()
	if !ok || time.Now().After(cached.until) {
		var err error
		if cached, err = c.load(ctx, site); err != nil {
			return 0, err
		}
		c.keep(site, cached)
	}
	if !cached.rules.allows(u.RequestURI()) {
		return 0, ErrRobots
	}
	return cached.rules.delay, nil
}

func (c *robotsCache) keep(site string, r cachedRules) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.hosts) >= manyHosts {
		clear(c.hosts)
	}
	c.hosts[site] = r
}

// load fetches a robots.txt. One that is not there allows everything; one that
// the server cannot give forbids everything for a while (section 2.3.1).
func (c *robotsCache) load(ctx context.Context, site string) (cachedRules, error) {
	resp, err := c.fetcher.once(ctx, site+"/robots.txt", "", "")
	var status *StatusError
	switch {
	case err == nil:
		return cachedRules{parseRobots(string(resp.Body)), time.Now().Add(robotsFor)}, nil
	case errors.As(err, &status) && status.Code >= 400 && status.Code < 500 && status.Code != http.StatusTooManyRequests:
		return cachedRules{until: time.Now().Add(robotsFor)}, nil
	case errors.As(err, &status):
		return cachedRules{rules{disallow: []string{"/"}}, time.Now().Add(robotsWait)}, nil
	default:
		return cachedRules{}, err // the host itself cannot be reached
	}
}
