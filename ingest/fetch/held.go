package fetch

import (
	"errors"
	"time"
)

// heldError is of a site that is left alone until some time.
type heldError struct {
	until time.Time
	why   error
}

func (e *heldError) Error() string { return e.why.Error() }
func (e *heldError) Unwrap() error { return e.why }

// Held reports whether an error means that a request was not made, because its
// site is left alone for a while: RetryAfter says for how long.
func Held(err error) bool {
	var held *heldError
	return errors.As(err, &held)
}
