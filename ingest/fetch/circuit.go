package fetch

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// ErrDown is the error of a site that is left alone for a while because it
// gave no answer, or only errors of its own, several times in a row.
var ErrDown = errors.New("the site is down")

// circuit is a circuit breaker (Nygard, Release It!, 2007). It opens after a
// few failures in a row; when the time is over a request may try, which closes
// it or opens it for longer. To a site one request runs at a time, so no more
// than one tries.
type circuit struct {
	failures int
	last     error     // the latest of them
	until    time.Time // when it may be tried again, while open
}

// breakAfter is how many failures in a row open the circuit.
const breakAfter = 5

// admit returns ErrDown while the circuit is open.
func (c *circuit) admit(now time.Time) error {
	if !now.Before(c.until) {
		return nil
	}
	return &heldError{c.until, fmt.Errorf("%w: %d failures in a row, left alone until %s: the last: %w",
		ErrDown, c.failures, c.until.UTC().Format(time.RFC3339), c.last)}
}

// settle notes what came of a request.
func (c *circuit) settle(now time.Time, err error) {
	switch {
	case errors.Is(err, context.Canceled): // says nothing of the site
	case !isFailure(err):
		*c = circuit{}
	default:
		c.failures++
		if c.last = err; c.failures >= breakAfter {
			c.until = now.Add(openFor(c.failures))
		}
	}
}

// openFor returns how long a circuit stays open after so many failures: half
// a minute, twice as long after each try, at most an hour.
func openFor(failures int) time.Duration {
	return min(30*time.Second<<min(failures-breakAfter, 10), time.Hour)
}

// isFailure reports whether an error is of a site that does not work. One that
// refuses does.
func isFailure(err error) bool {
	var status *StatusError
	if errors.As(err, &status) {
		return status.Code >= 500
	}
	return Passing(err)
}
