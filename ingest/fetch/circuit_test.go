package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest"
)

// TestDeadSiteIsLeftAloneUntilItComesBack kills a site, looks at it while the
// circuit is open, when it is half open, and when it is back.
func TestDeadSiteIsLeftAloneUntilItComesBack(t *testing.T) {
	var dead atomic.Bool
	server, seen := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		case dead.Load():
			panic(http.ErrAbortHandler) // closes the connection
		}
	})
	f, at := fetcherFor(t, func(c *Config) { c.Attempts = 1 }, server)
	get := func() error {
		_, err := f.Get(t.Context(), server.URL+"/a", "", "")
		return err
	}
	if err := get(); err != nil {
		t.Fatal(err)
	}
	dead.Store(true)
	for range breakAfter {
		if err := get(); err == nil || errors.Is(err, ErrDown) {
			t.Errorf("error %v", err)
		}
	}
	for _, step := range []struct {
		after time.Duration
		asks  bool
	}{{0, false}, {29 * time.Second, false}, {time.Second, true}, {59 * time.Second, false}, {time.Second, true}} {
		at.pass(step.after)
		before := seen.count("/a")
		err := get()
		if Held(err) == step.asks {
			t.Errorf("after %s: %v is held: %v", step.after, err, !step.asks)
		}
		if asked := seen.count("/a") > before; asked != step.asks || errors.Is(err, ErrDown) == step.asks || !Passing(err) {
			t.Errorf("after %s it was asked: %v, error %v", step.after, asked, err)
		}
		if !step.asks {
			if wait := RetryAfter(err, f.clock.now()); wait <= 0 || wait > time.Minute {
				t.Errorf("after %s it is to be asked again in %s", step.after, wait)
			}
			wantError(t, err, "in a row", "left alone until 2026-03-01T12:", "EOF")
		}
	}
	dead.Store(false)
	at.pass(2 * time.Minute)
	for range 2 {
		if err := get(); err != nil {
			t.Errorf("it is back: %v", err)
		}
	}
}

// TestCancellationSaysNothingOfASite: it neither opens nor closes a circuit.
func TestCancellationSaysNothingOfASite(t *testing.T) {
	now := newFakeTime().at
	var c circuit
	for range 2 * breakAfter {
		c.settle(now, context.Canceled)
	}
	if err := c.admit(now); err != nil {
		t.Errorf("it is open: %v", err)
	}
	for range breakAfter {
		c.settle(now, io.EOF)
	}
	c.settle(now, context.Canceled)
	if err := c.admit(now); !errors.Is(err, ErrDown) {
		t.Errorf("it is closed: %v", err)
	}
}

func TestWhatCountsAsFailure(t *testing.T) {
	for _, err := range []error{io.EOF, context.DeadlineExceeded, &StatusError{Code: 500}, &StatusError{Code: 503}} {
		if !isFailure(fmt.Errorf("fetching: %w", err)) {
			t.Errorf("%v is none", err)
		}
	}
	for _, err := range []error{nil, &StatusError{Code: 404}, &StatusError{Code: 429}, ingest.ErrTooLarge, ErrPrivate} {
		if isFailure(err) {
			t.Errorf("%v is one", err)
		}
	}
}

func TestCircuitIsOpenForAnHourAtMost(t *testing.T) {
	for failures := breakAfter; failures < breakAfter+100; failures++ {
		if d := openFor(failures); d < 30*time.Second || d > time.Hour {
			t.Fatalf("after %d failures it is open for %s", failures, d)
		}
	}
}
