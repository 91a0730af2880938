package fetch

import (
	"context"
	"time"
)

// clock is the time that the fetcher lives by.
type clock struct {
	now func() time.Time
	// sleep returns after a while, or with an error as soon as ctx ends.
	sleep func(ctx context.Context, d time.Duration) error
}

func wallClock() clock { return clock{now: time.Now, sleep: sleep} }

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return ctx.Err()
	}
}
