package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest"
)

// failing answers with a status, and its header, so often and then with a
// page.
func failing(status, times int, retryAfter string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		if times--; times >= 0 {
			if retryAfter != "" {
				w.Header().Set("Retry-After", retryAfter)
			}
			w.WriteHeader(status)
			return
		}
		fmt.Fprint(w, "page")
	}
}

func TestPassingStatusesAreTriedAgain(t *testing.T) {
	for status, tries := range map[int]int{
		408: 3, 429: 3, 500: 3, 502: 3, 503: 3, 504: 3, 400: 1, 401: 1, 402: 1, 403: 1, 404: 1, 410: 1, 451: 1, 204: 1, 300: 1,
	} {
		server, seen := serve(t, failing(status, 2, ""))
		f, at := fetcherFor(t, nil, server)
		_, err := f.Get(t.Context(), server.URL+"/a", "", "")
		if n := seen.count("/a"); n != tries || (err == nil) != (tries == 3) {
			t.Errorf("%d: asked %d times, error %v", status, n, err)
		}
		for i, wait := range at.waits() {
			if most := 250 * time.Millisecond << (i + 1); wait > most {
				t.Errorf("%d: pause %d is %s, more than %s", status, i+1, wait, most)
			}
		}
	}
}

func TestAttemptsAreLimited(t *testing.T) {
	server, seen := serve(t, failing(503, 100, ""))
	f, _ := fetcherFor(t, func(c *Config) { c.Attempts = 4 }, server)
	_, err := f.Get(t.Context(), server.URL+"/a", "", "")
	var status *StatusError
	if !errors.As(err, &status) || status.Code != 503 || seen.count("/a") != 4 {
		t.Errorf("error %v, asked %d times", err, seen.count("/a"))
	}
	wantError(t, err, server.URL+"/a", "503 Service Unavailable")
}

func TestRetryAfterIsHeeded(t *testing.T) {
	start := newFakeTime().at
	for _, status := range []int{429, 503} {
		for value, want := range map[string]time.Duration{
			"7": 7 * time.Second, "60": time.Minute,
			start.Add(9 * time.Second).Format(http.TimeFormat): 9 * time.Second,
		} {
			server, _ := serve(t, failing(status, 1, value))
			f, at := fetcherFor(t, nil, server)
			if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); err != nil {
				t.Errorf("%d, Retry-After: %s: %v", status, value, err)
			}
			if waits := at.waits(); len(waits) != 1 || waits[0] != want {
				t.Errorf("%d, Retry-After: %s: waited %v, want %s", status, value, waits, want)
			}
		}
	}
}

func TestRetryAfterThatSaysNothingIsPassedOver(t *testing.T) {
	for _, value := range []string{"0", "-5", "soon", "Sun, 01 Mar 2020 10:00:00 GMT", "99999999999999999999"} {
		server, seen := serve(t, failing(503, 1, value))
		f, at := fetcherFor(t, nil, server)
		if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); err != nil || seen.count("/a") != 2 {
			t.Errorf("Retry-After: %s: asked %d times, error %v", value, seen.count("/a"), err)
		}
		for _, wait := range at.waits() {
			if wait > time.Second {
				t.Errorf("Retry-After: %s: waited %s", value, wait)
			}
		}
	}
}

// TestLongRetryAfterIsNotWaitedFor asks again only when the time has passed.
func TestLongRetryAfterIsNotWaitedFor(t *testing.T) {
	server, seen := serve(t, failing(429, 1, "3600"))
	f, at := fetcherFor(t, nil, server)
	_, err := f.Get(t.Context(), server.URL+"/a", "", "")
	wantError(t, err, "429", "Retry-After: 3600")
	_, err = f.Get(t.Context(), server.URL+"/b", "", "")
	wantError(t, err, "left alone until 2026-03-01T13:00:00Z")
	if wait, free := RetryAfter(err, at.at), f.Free(server.URL); wait != time.Hour || free != 0 {
		t.Errorf("it is to be asked again in %s, and can be in %s", wait, free)
	}
	if !Passing(err) || seen.count("/a") != 1 || seen.count("/b") != 0 || len(at.waits()) > 0 {
		t.Errorf("asked for %v", seen.paths)
	}
	at.pass(time.Hour)
	if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); err != nil {
		t.Errorf("after the hour: %v", err)
	}
}

func TestPassing(t *testing.T) {
	for _, err := range []error{
		context.DeadlineExceeded, &StatusError{Code: 503}, &net.OpError{Op: "dial", Err: errors.New("connection refused")}, &net.DNSError{IsTimeout: true},
	} {
		if !Passing(fmt.Errorf("fetching: %w", err)) {
			t.Errorf("%v does not pass", err)
		}
	}
	for _, err := range []error{
		ErrRobots, ErrPrivate, ErrAddress, ingest.ErrTooLarge, context.Canceled, &StatusError{Code: 404},
		&net.DNSError{IsNotFound: true}, &tls.CertificateVerificationError{Err: errors.New("expired")},
	} {
		if Passing(fmt.Errorf("fetching: %w", err)) {
			t.Errorf("%v passes", err)
		}
	}
	if Passing(nil) {
		t.Error("no error passes")
	}
}

func TestBackoffGrowsWithinBounds(t *testing.T) {
	for attempt := range 100 {
		if wait, most := backoff(attempt), 250*time.Millisecond<<10; wait < 0 || wait > most {
			t.Fatalf("pause %d is %s", attempt, wait)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"7", "-1", "Sun, 01 Mar 2026 10:00:00 GMT", strings.Repeat("9", 40)} {
		f.Add(seed)
	}
	fetcher, err := New(DefaultConfig())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if d := fetcher.asked(&StatusError{Code: 503, RetryAfter: value}); d < 0 || d > maxHold {
			t.Errorf("%q asks for %s", value, d)
		}
	})
}
