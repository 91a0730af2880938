package fetch

import (
	"context"
	"errors"
	"net"

	"github.com/gigawire/gigawire/ingest"
)

// What comes of a request, in a word for metrics.
const (
	outcomeOK          = "ok"
	outcomeNotModified = "not_modified"
	outcomeRedirected  = "redirected"
	outcomeRefused     = "status_4xx"
	outcomeFailed      = "status_5xx"
	outcomeStatus      = "status_other"
	outcomeUnreadable  = "unreadable" // too large, or in a coding that is broken
	outcomeTimeout     = "timeout"
	outcomeNetwork     = "network"
	// Those that are not made, and those that are given up as the program ends.
	outcomeRobots    = "robots"
	outcomePrivate   = "private"
	outcomeDown      = "down"
	outcomeCancelled = "cancelled"
)

// Outcomes returns all words that Observe may be told.
func Outcomes() []string {
	return []string{
		outcomeOK, outcomeNotModified, outcomeRedirected, outcomeRefused, outcomeFailed, outcomeStatus, outcomeUnreadable,
		outcomeTimeout, outcomeNetwork, outcomeRobots, outcomePrivate, outcomeDown, outcomeCancelled,
	}
}

// tell tells Observe what came of a request, each attempt being one.
func (f *Fetcher) tell(resp *Response, err error) {
	if f.Observe != nil {
		f.Observe(outcomeOf(resp, err))
	}
}

func outcomeOf(resp *Response, err error) string {
	switch {
	case err != nil:
		return outcomeOfError(err)
	case resp.NotModified:
		return outcomeNotModified
	case resp.next != nil:
		return outcomeRedirected
	}
	return outcomeOK
}

func outcomeOfError(err error) string {
	var status *StatusError
	var network net.Error
	switch {
	case errors.As(err, &status):
		return outcomeOfStatus(status.Code)
	case errors.Is(err, ErrRobots):
		return outcomeRobots
	case errors.Is(err, ErrPrivate):
		return outcomePrivate
	case errors.Is(err, ErrDown):
		return outcomeDown
	case errors.Is(err, context.Canceled):
		return outcomeCancelled
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, errIdle), errors.As(err, &network) && network.Timeout():
		return outcomeTimeout
	case errors.Is(err, ingest.ErrTooLarge), errors.Is(err, ingest.ErrMalformed):
		return outcomeUnreadable
	}
	return outcomeNetwork
}

func outcomeOfStatus(code int) string {
	switch code / 100 {
	case 4:
		return outcomeRefused
	case 5:
		return outcomeFailed
	}
	return outcomeStatus
}
