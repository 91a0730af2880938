package kafka

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"
)

// The shortest and the longest wait between two attempts.
const (
	minPause = 50 * time.Millisecond
	maxPause = 5 * time.Second
)

// pause waits before an attempt, the first being number 0: not at all, then
// twice as long each time, at random so that many workers do not return to a
// broker at one instant. It returns the context's error if that ends first.
func pause(ctx context.Context, attempt int) error {
	if attempt == 0 {
		return ctx.Err()
	}
	longest := min(maxPause, minPause<<min(attempt, 10))
	timer := time.NewTimer(longest/2 + rand.N(longest/2))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// ask asks a broker until it answers with more than a passing error, for at
// most Config.Timeout. A topic that was just created, or a broker that has
// just come back, takes a moment to be known everywhere.
func (c *Client) ask(ctx context.Context, question func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, c.config.Timeout)
	defer cancel()
	for attempt := 1; ; attempt++ {
		err := question(ctx)
		if err == nil || !isPassing(err) || pause(ctx, attempt) != nil {
			return err
		}
	}
}

// insist calls handle until it succeeds, with pauses between. It returns what
// went wrong last if ctx ends before, or at an error that wraps ErrPermanent.
func (c *Client) insist(ctx context.Context, handle func() error) error {
	for attempt := 1; ; attempt++ {
		err := handle()
		if err == nil || errors.Is(err, ErrPermanent) || ctx.Err() != nil {
			return err
		}
		if worthTelling(attempt) {
			c.log.Warn("handling again", "attempt", attempt, "error", err)
		}
		if pause(ctx, attempt) != nil {
			return err
		}
	}
}

// sparse passes on the first of many warnings alike and then one every ten
// seconds, as an outage is felt on all partitions at once.
type sparse struct {
	log  *slog.Logger
	mu   sync.Mutex
	last time.Time
}

func (s *sparse) warn(message string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := time.Now(); now.Sub(s.last) > 10*time.Second {
		s.last = now
		s.log.Warn(message, args...)
	}
}

// worthTelling thins out the log of a long outage: attempts 1, 2, 4, 8, ….
func worthTelling(attempt int) bool { return attempt&(attempt-1) == 0 }

// Linger returns a context that ends a while after ctx does, so that what is
// under way can end in order.
func Linger(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	out, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		timer := time.AfterFunc(d, cancel)
		context.AfterFunc(out, func() { timer.Stop() })
	})
	return out, func() { stop(); cancel() }
}
