package fetch

import (
	"context"
	"fmt"
	"time"
)

// enter waits until a request to a site may be made: until no other to it runs,
// the pause after the one before is over, and there is room among all requests.
// It is an error if the site asked for more time than one waits, or is down.
// Where there is none, leave must follow.
func (f *Fetcher) enter(ctx context.Context, s *site, pause time.Duration) error {
	if err := acquire(ctx, s.turn); err != nil {
		return err
	}
	if err := f.await(ctx, s, pause); err != nil {
		<-s.turn
		return err
	}
	return nil
}

// await waits for the site's moment and then for room among all requests.
func (f *Fetcher) await(ctx context.Context, s *site, pause time.Duration) error {
	due, err := s.reserve(f.clock.now(), pause)
	if err != nil {
		return err
	}
	if err := f.clock.sleep(ctx, due); err != nil {
		return err
	}
	return acquire(ctx, f.running)
}

// leave ends a request and notes what came of it.
func (f *Fetcher) leave(s *site, pause time.Duration, err error) {
	now := f.clock.now()
	s.settle(now, err)
	s.rest(now, pause)
	<-f.running
	<-s.turn
}

func acquire(ctx context.Context, slots chan struct{}) error {
	select {
	case slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// reserve takes the site's next free moment and returns how far off it is.
func (s *site) reserve(now time.Time, pause time.Duration) (time.Duration, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held.Sub(now) > maxPause {
		return 0, &heldError{s.held, fmt.Errorf("the server asked to be left alone until %s", s.held.UTC().Format(time.RFC3339))}
	}
	if err := s.circuit.admit(now); err != nil {
		return 0, err
	}
	due := latest(now, s.next, s.held)
	s.next = due.Add(pause)
	return due.Sub(now), nil
}

// free returns how far off the site's next free moment is, 0 also where a
// request would fail at once because the site is left alone for longer.
func (s *site) free(now time.Time) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held.Sub(now) > maxPause {
		return 0
	}
	return latest(now, s.next, s.held).Sub(now)
}

// settle notes what came of a request.
func (s *site) settle(now time.Time, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.circuit.settle(now, err)
}

// rest lets the pause begin at the end of a request.
func (s *site) rest(now time.Time, pause time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next = latest(s.next, now.Add(pause))
}

// maxHold bounds how long a site is left alone, whatever it asks for.
const maxHold = 24 * time.Hour

// hold leaves the site alone for a while.
func (s *site) hold(now time.Time, d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held = latest(s.held, now.Add(min(d, maxHold)))
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
