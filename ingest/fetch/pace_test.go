package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"net/url"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

// siteAt returns what a fetcher that knows nothing yet knows of an address.
func siteAt(t *testing.T, f *Fetcher, address string) *site {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	s := f.sites.use(u)
	t.Cleanup(func() { f.sites.letGo(s) })
	return s
}

func TestRequestsToASiteAreSpaced(t *testing.T) {
	f, at := fetcherFor(t, nil)
	a, b := siteAt(t, f, "http://a.example/"), siteAt(t, f, "http://b.example/")
	start := at.at
	var asked []time.Duration
	for _, s := range []*site{a, a, b, a} {
		if err := f.enter(t.Context(), s, 2*time.Second); err != nil {
			t.Fatal(err)
		}
		asked = append(asked, at.at.Sub(start))
		f.leave(s, 2*time.Second, nil)
	}
	if want := []time.Duration{0, 2 * time.Second, 2 * time.Second, 4 * time.Second}; !slices.Equal(asked, want) {
		t.Errorf("asked at %v, want %v", asked, want)
	}
}

// TestPauseBeginsAtTheEnd of a request that takes longer than the pause.
func TestPauseBeginsAtTheEnd(t *testing.T) {
	f, at := fetcherFor(t, nil)
	s := siteAt(t, f, "http://a.example/")
	if err := f.enter(t.Context(), s, 2*time.Second); err != nil {
		t.Fatal(err)
	}
	at.pass(10 * time.Second)
	f.leave(s, 2*time.Second, nil)
	if got := s.free(f.clock.now()); got != 2*time.Second {
		t.Errorf("the site is free in %s", got)
	}
}

// crowd makes many requests at once and returns how many ran at most.
func crowd(t *testing.T, change func(*Config), sites int) int {
	t.Helper()
	f, _ := fetcherFor(t, change)
	var mu sync.Mutex
	running, most := 0, 0
	var all sync.WaitGroup
	for i := range 60 {
		s := siteAt(t, f, fmt.Sprintf("http://%d.example/", i%sites))
		all.Go(func() {
			if err := f.enter(t.Context(), s, 0); err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			running++
			most = max(most, running)
			mu.Unlock()
			runtime.Gosched()
			mu.Lock()
			running--
			mu.Unlock()
			f.leave(s, 0, nil)
		})
	}
	all.Wait()
	return most
}

func TestOneRequestToASiteRunsAtOnce(t *testing.T) {
	if most := crowd(t, nil, 1); most != 1 {
		t.Errorf("%d requests to a site ran at once", most)
	}
}

func TestConcurrencyIsLimited(t *testing.T) {
	if most := crowd(t, func(c *Config) { c.Concurrency = 4 }, 60); most > 4 {
		t.Errorf("%d requests ran at once, where 4 may", most)
	}
}

// TestWaitsEndWithTheirContext: for a turn, and for room among all.
func TestWaitsEndWithTheirContext(t *testing.T) {
	f, _ := fetcherFor(t, func(c *Config) { c.Concurrency = 1 })
	a, b := siteAt(t, f, "http://a.example/"), siteAt(t, f, "http://b.example/")
	if err := f.enter(t.Context(), a, 0); err != nil {
		t.Fatal(err)
	}
	for _, s := range []*site{a, b} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := f.enter(ctx, s, 0); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	}
	f.leave(a, 0, nil)
	if err := f.enter(t.Context(), b, 0); err != nil {
		t.Error(err)
	}
	f.leave(b, 0, nil)
}

// paced returns the waits of fetching two pages of a site, and its robots.txt
// before them, by a fetcher for which loopback is a host like any other.
func paced(t *testing.T, server *httptest.Server, delay time.Duration) []time.Duration {
	t.Helper()
	f, at := fetcherFor(t, func(c *Config) { c.Delay = delay }, server)
	f.allowed = hostList{} // the client keeps its own
	for i := range 2 {
		if _, err := f.Get(t.Context(), fmt.Sprintf("%s/%d", server.URL, i), "", ""); err != nil {
			t.Fatal(err)
		}
	}
	return at.waits()
}

func TestDelayIsKeptFromTheFirstRequest(t *testing.T) {
	server, _ := serve(t, page("page"))
	if got, want := paced(t, server, 2*time.Second), []time.Duration{2 * time.Second, 2 * time.Second}; !slices.Equal(got, want) {
		t.Errorf("waited %v, want %v", got, want)
	}
}

func TestCrawlDelayIsKeptWhereItIsLonger(t *testing.T) {
	server, _ := serve(t, withRobots("User-agent: *\nCrawl-delay: 9"))
	if got, want := paced(t, server, 2*time.Second), []time.Duration{2 * time.Second, 9 * time.Second}; !slices.Equal(got, want) {
		t.Errorf("waited %v, want %v", got, want)
	}
	if got, want := paced(t, server, 20*time.Second), []time.Duration{20 * time.Second, 20 * time.Second}; !slices.Equal(got, want) {
		t.Errorf("waited %v, want %v", got, want)
	}
}

func TestAllowedHostsAreNotWaitedFor(t *testing.T) {
	server, _ := serve(t, withRobots("User-agent: *\nCrawl-delay: 9"))
	f, at := fetcherFor(t, nil, server)
	for range 3 {
		if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); err != nil {
			t.Fatal(err)
		}
	}
	if waits := at.waits(); len(waits) > 0 {
		t.Errorf("waited %v", waits)
	}
}

func TestHeldSiteIsWaitedForByAll(t *testing.T) {
	f, _ := fetcherFor(t, nil)
	s, now := siteAt(t, f, "http://a.example/"), f.clock.now()
	s.hold(now, 30*time.Second)
	s.hold(now, 10*time.Second) // asks for less than before
	for i, want := range []time.Duration{30 * time.Second, 32 * time.Second} {
		if due, err := s.reserve(now, 2*time.Second); err != nil || due != want {
			t.Errorf("request %d is due in %s, error %v, want %s", i, due, err, want)
		}
	}
	if due, err := siteAt(t, f, "http://b.example/").reserve(now, 2*time.Second); err != nil || due != 0 {
		t.Errorf("another site is due in %s, error %v", due, err)
	}
}
