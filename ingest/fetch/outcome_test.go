package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"testing"

	"github.com/gigawire/gigawire/ingest"
)

func TestEachRequestHasAnOutcome(t *testing.T) {
	for _, c := range []struct {
		resp *Response
		err  error
		want string
	}{
		{&Response{}, nil, "ok"},
		{&Response{NotModified: true}, nil, "not_modified"},
		{&Response{next: &url.URL{}}, nil, "redirected"},
		{nil, &StatusError{Code: 404}, "status_4xx"},
		{nil, fmt.Errorf("asking: %w", &StatusError{Code: 503}), "status_5xx"},
		{nil, &StatusError{Code: 999}, "status_other"},
		{nil, fmt.Errorf("%w: 5 MB", ingest.ErrTooLarge), "unreadable"},
		{nil, context.DeadlineExceeded, "timeout"},
		{nil, errIdle, "timeout"},
		{nil, &net.DNSError{IsTimeout: true}, "timeout"},
		{nil, errors.New("connection refused"), "network"},
		{nil, ErrRobots, "robots"},
		{nil, ErrPrivate, "private"},
		{nil, ErrDown, "down"},
		{nil, context.Canceled, "cancelled"},
	} {
		if got := outcomeOf(c.resp, c.err); got != c.want || !slices.Contains(Outcomes(), got) {
			t.Errorf("%v, %v gives %q, want %q", c.resp, c.err, got, c.want)
		}
	}
}

// TestObserveIsToldOfEachAttempt, and of what robots.txt forbids.
func TestObserveIsToldOfEachAttempt(t *testing.T) {
	var told []string
	f := &Fetcher{Observe: func(outcome string) { told = append(told, outcome) }}
	f.tell(nil, &StatusError{Code: 500})
	f.tell(&Response{}, nil)
	(&Fetcher{}).tell(&Response{}, nil) // to nobody
	if !slices.Equal(told, []string{"status_5xx", "ok"}) {
		t.Errorf("told %v", told)
	}
}
