package fetch

import (
	"context"
	"slices"
	"sync"
	"time"
)

// pace spaces the requests to each host.
type pace struct {
	delay   time.Duration
	allowed []string
	mu      sync.Mutex
	next    map[string]time.Time
}

func newPace(c Config) *pace {
	return &pace{delay: c.Delay, allowed: c.AllowHosts, next: map[string]time.Time{}}
}

// wait returns when a request to the host is due, delay being what its
// robots.txt asks for.
func (p *pace) wait(ctx context.Context, host string, delay time.Duration) error {
	if slices.Contains(p.allowed, host) {
		return ctx.Err()
	}
	return sleep(ctx, time.Until(p.reserve(host, max(p.delay, delay))))
}

// reserve takes the host's next free moment.
func (p *pace) reserve(host string, delay time.Duration) time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	p.forget(now)
	due := p.next[host]
	if due.Before(now) {
		due = now
	}
	p.next[host] = due.Add(delay)
	return due
}

// manyHosts is how many hosts are kept before those that are free are
// forgotten.
const manyHosts = 10_000

func (p *pace) forget(now time.Time) {
	if len(p.next) < manyHosts {
		return
	}
	for host, due := range p.next {
		if due.Before(now) {
			delete(p.next, host)
		}
	}
}
