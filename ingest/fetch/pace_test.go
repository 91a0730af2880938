package fetch

import (
	"fmt"
	"net/http/httptest"
	"slices"
	"testing"
	"time"
)

func TestRequestsToAHostAreSpaced(t *testing.T) {
	at := newFakeTime()
	p := newPace(at.clock())
	start := at.at
	var asked []time.Duration
	for _, host := range []string{"a:80", "a:80", "b:80", "a:80"} {
		if err := p.wait(t.Context(), host, 2*time.Second); err != nil {
			t.Fatal(err)
		}
		asked = append(asked, at.at.Sub(start))
	}
	if want := []time.Duration{0, 2 * time.Second, 2 * time.Second, 4 * time.Second}; !slices.Equal(asked, want) {
		t.Errorf("asked at %v, want %v", asked, want)
	}
}

func TestEachWaiterHasAMomentOfItsOwn(t *testing.T) {
	at := newFakeTime()
	p := newPace(at.clock())
	for i := range 5 {
		if due, err := p.reserve("a:80", time.Second); err != nil || due != time.Duration(i)*time.Second {
			t.Errorf("request %d is due in %s, error %v", i, due, err)
		}
	}
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

func TestHeldHostIsWaitedForByAll(t *testing.T) {
	p := newPace(newFakeTime().clock())
	p.hold("a:80", 30*time.Second)
	p.hold("a:80", 10*time.Second) // asks for less than before
	for i, want := range []time.Duration{30 * time.Second, 32 * time.Second} {
		if due, err := p.reserve("a:80", 2*time.Second); err != nil || due != want {
			t.Errorf("request %d is due in %s, error %v, want %s", i, due, err, want)
		}
	}
	if due, err := p.reserve("b:80", 2*time.Second); err != nil || due != 0 {
		t.Errorf("another host is due in %s, error %v", due, err)
	}
}

func TestFreeHostsAreForgotten(t *testing.T) {
	at := newFakeTime()
	p := newPace(at.clock())
	for i := range manyHosts {
		if _, err := p.reserve(fmt.Sprint(i), time.Second); err != nil {
			t.Fatal(err)
		}
	}
	p.hold("0", time.Minute)
	at.pass(10 * time.Second)
	if _, err := p.reserve("new", time.Second); err != nil || len(p.hosts) != 2 {
		t.Errorf("%d hosts are kept, error %v", len(p.hosts), err)
	}
}
