package fetch

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// pace spaces the requests to each host.
type pace struct {
	clock clock
	mu    sync.Mutex
	hosts map[string]schedule
}

// schedule is when a host may be asked next, and until when it asked to be
// left alone.
type schedule struct{ next, held time.Time }

func newPace(by clock) *pace {
	return &pace{clock: by, hosts: map[string]schedule{}}
}

// wait returns when a request to the host is due, delay after the last. It is
// an error if the host asked for more time than one waits.
func (p *pace) wait(ctx context.Context, host string, delay time.Duration) error {
	due, err := p.reserve(host, delay)
	if err != nil {
		return err
	}
	return p.clock.sleep(ctx, due)
}

// reserve takes the host's next free moment and returns how far off it is.
func (p *pace) reserve(host string, delay time.Duration) (time.Duration, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.clock.now()
	p.forget(now)
	s := p.hosts[host]
	if s.held.Sub(now) > maxPause {
		return 0, fmt.Errorf("the server asked to be left alone until %s", s.held.UTC().Format(time.RFC3339))
	}
	due := latest(now, s.next, s.held)
	p.hosts[host] = schedule{next: due.Add(delay), held: s.held}
	return due.Sub(now), nil
}

// free returns how far off the host's next free moment is.
func (p *pace) free(host string) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now, s := p.clock.now(), p.hosts[host]
	return latest(now, s.next, s.held).Sub(now)
}

// maxHold bounds how long a host is left alone, whatever it asks for.
const maxHold = 24 * time.Hour

// hold leaves the host alone for a while.
func (p *pace) hold(host string, d time.Duration) {
	if d <= 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.hosts[host]
	s.held = latest(s.held, p.clock.now().Add(min(d, maxHold)))
	p.hosts[host] = s
}

func latest(times ...time.Time) time.Time {
	last := times[0]
	for _, t := range times[1:] {
		if t.After(last) {
			last = t
		}
	}
	return last
}

// manyHosts is how many hosts are kept before those that are free are
// forgotten.
const manyHosts = 10_000

func (p *pace) forget(now time.Time) {
	if len(p.hosts) < manyHosts {
		return
	}
	for host, s := range p.hosts {
		if latest(s.next, s.held).Before(now) {
			delete(p.hosts, host)
		}
	}
}
