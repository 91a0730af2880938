package fetch

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// fakeTime is a clock that stands still until somebody sleeps.
type fakeTime struct {
	mu    sync.Mutex
	at    time.Time
	slept []time.Duration
}

func newFakeTime() *fakeTime {
	return &fakeTime{at: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
}

func (f *fakeTime) clock() clock {
	return clock{
		now: func() time.Time {
			f.mu.Lock()
			defer f.mu.Unlock()
			return f.at
		},
		sleep: func(ctx context.Context, d time.Duration) error {
			f.pass(d)
			return ctx.Err()
		},
	}
}

func (f *fakeTime) pass(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if d > 0 {
		f.at = f.at.Add(d)
		f.slept = append(f.slept, d)
	}
}

// waits returns what was slept since the last call.
func (f *fakeTime) waits() []time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := f.slept
	f.slept = nil
	return out
}

// visits are the paths that a server was asked for, in order.
type visits struct {
	mu    sync.Mutex
	paths []string
}

func (v *visits) add(path string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.paths = append(v.paths, path)
}

func (v *visits) count(path string) int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(slices.DeleteFunc(slices.Clone(v.paths), func(p string) bool { return p != path }))
}

// serve runs a server on loopback, which has no robots.txt unless the handler
// has one, and counts what it is asked for.
func serve(t *testing.T, handler http.HandlerFunc) (*httptest.Server, *visits) {
	t.Helper()
	seen := &visits{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen.add(r.URL.Path)
		handler(w, r)
	}))
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	return server, seen
}

// page answers every path but robots.txt.
func page(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(body))
	}
}

// withRobots answers with a robots.txt and, elsewhere, with a page.
func withRobots(robots string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.Write([]byte(robots))
			return
		}
		w.Write([]byte("page"))
	}
}

// fetcherFor returns a fetcher that may fetch from the servers, and its time.
func fetcherFor(t *testing.T, change func(*Config), servers ...*httptest.Server) (*Fetcher, *fakeTime) {
	t.Helper()
	c := DefaultConfig()
	for _, s := range servers {
		c.AllowHosts = append(c.AllowHosts, strings.TrimPrefix(s.URL, "http://"))
	}
	if change != nil {
		change(&c)
	}
	at := newFakeTime()
	f, err := newFetcher(c, at.clock())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.client.CloseIdleConnections)
	return f, at
}

// wantError fails the test unless the error holds each of the words.
func wantError(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want one with %q", words)
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("error %q does not say %q", err, word)
		}
	}
}
