package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestRobotsAreObeyed(t *testing.T) {
	server, seen := serve(t, withRobots("User-agent: *\nDisallow: /private"))
	f, _ := fetcherFor(t, nil, server)
	if _, err := f.Get(t.Context(), server.URL+"/private/a", "", ""); !errors.Is(err, ErrRobots) || Passing(err) {
		t.Errorf("error %v", err)
	}
	if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); err != nil {
		t.Error(err)
	}
	if seen.count("/robots.txt") != 1 || seen.count("/private/a") != 0 || seen.count("/a") != 1 {
		t.Errorf("asked for %v", seen.paths)
	}
}

func TestRobotsAreAskedForAgainAfterADay(t *testing.T) {
	server, seen := serve(t, page("page"))
	f, at := fetcherFor(t, nil, server)
	for _, test := range []struct {
		after time.Duration
		times int
	}{{0, 1}, {robotsFor - time.Second, 1}, {time.Second, 2}} {
		at.pass(test.after)
		if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); err != nil {
			t.Fatal(err)
		}
		if n := seen.count("/robots.txt"); n != test.times {
			t.Errorf("after %s robots.txt was asked for %d times, want %d", test.after, n, test.times)
		}
	}
}

// TestRobotsThatAreNotThere holds RFC 9309, section 2.3.1: a refusal allows
// everything, an error of the server nothing.
func TestRobotsThatAreNotThere(t *testing.T) {
	for status, allowed := range map[int]bool{
		400: true, 401: true, 403: true, 404: true, 410: true, 429: false, 500: false, 503: false,
	} {
		server, seen := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(status)
			}
		})
		f, _ := fetcherFor(t, nil, server)
		_, err := f.Get(t.Context(), server.URL+"/a", "", "")
		if (err == nil) != allowed || (seen.count("/a") == 1) != allowed {
			t.Errorf("robots.txt answered %d: error %v, asked for %v", status, err, seen.paths)
		}
		if !allowed {
			if wantError(t, err, "robots.txt", fmt.Sprint(status)); !Passing(err) {
				t.Errorf("robots.txt answered %d: no second try later", status)
			}
		}
	}
}

func TestRobotsThatCannotBeHadAreTriedAgainLater(t *testing.T) {
	down := true
	server, seen := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if down && r.URL.Path == "/robots.txt" {
			w.WriteHeader(http.StatusInternalServerError)
		}
	})
	f, at := fetcherFor(t, nil, server)
	for range 3 {
		_, err := f.Get(t.Context(), server.URL+"/a", "", "")
		if wantError(t, err, "500"); RetryAfter(err, at.at) != robotsWait {
			t.Errorf("it is to be asked again in %s", RetryAfter(err, at.at))
		}
	}
	if n := seen.count("/robots.txt"); n != f.config.Attempts {
		t.Errorf("robots.txt was asked for %d times", n)
	}
	down = false
	at.pass(robotsWait)
	if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); err != nil {
		t.Error(err)
	}
}

// TestKnownRulesHoldWhereRobotsCannotBeHad: those that were read before (RFC
// 9309, section 2.4).
func TestKnownRulesHoldWhereRobotsCannotBeHad(t *testing.T) {
	var down atomic.Bool
	server, seen := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if down.Load() && r.URL.Path == "/robots.txt" {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		withRobots("User-agent: *\nDisallow: /private")(w, r)
	})
	f, at := fetcherFor(t, func(c *Config) { c.Attempts = 1 }, server)
	for _, step := range []struct {
		after time.Duration
		down  bool
		asked int
	}{{0, false, 1}, {robotsFor, true, 2}, {robotsWait - time.Second, true, 2}, {time.Second, true, 3}, {robotsWait, false, 4}} {
		at.pass(step.after)
		down.Store(step.down)
		if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); err != nil {
			t.Error(err)
		}
		if _, err := f.Get(t.Context(), server.URL+"/private", "", ""); !errors.Is(err, ErrRobots) {
			t.Errorf("error %v", err)
		}
		if n := seen.count("/robots.txt"); n != step.asked {
			t.Errorf("robots.txt was asked for %d times, want %d", n, step.asked)
		}
	}
}

// TestRobotsAreFollowedFiveTimes (RFC 9309, section 2.3.1.2): further away
// they are taken for missing.
func TestRobotsAreFollowedFiveTimes(t *testing.T) {
	for hops, forbidden := range map[int]bool{5: true, 6: false} {
		server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			at, _ := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/hop/"))
			switch {
			case r.URL.Path == "/robots.txt", strings.HasPrefix(r.URL.Path, "/hop/") && at < hops:
				http.Redirect(w, r, fmt.Sprintf("/hop/%d", at+1), http.StatusFound)
			default:
				w.Write([]byte("User-agent: *\nDisallow: /"))
			}
		})
		f, _ := fetcherFor(t, nil, server)
		if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); errors.Is(err, ErrRobots) != forbidden {
			t.Errorf("%d redirects: error %v", hops, err)
		}
	}
}

func TestHugeRobotsForbidsNoMoreThanItsBeginning(t *testing.T) {
	server, _ := serve(t, withRobots("User-agent: *\nDisallow: /first\n"+strings.Repeat("# filler\n", 1<<20)+"Disallow: /last\n"))
	f, _ := fetcherFor(t, func(c *Config) { c.MaxBody = 1024 }, server)
	if _, err := f.Get(t.Context(), server.URL+"/first", "", ""); !errors.Is(err, ErrRobots) {
		t.Errorf("error %v", err)
	}
	if _, err := f.Get(t.Context(), server.URL+"/last", "", ""); err != nil {
		t.Error(err)
	}
}

func TestSlowRobotsAreGivenUp(t *testing.T) {
	server, seen := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			<-r.Context().Done()
		}
	})
	f, _ := fetcherFor(t, func(c *Config) { c.Timeout = 200 * time.Millisecond; c.Attempts = 1 }, server)
	_, err := f.Get(t.Context(), server.URL+"/a", "", "")
	wantError(t, err, "robots.txt", "fetch.timeout")
	if seen.count("/a") != 0 {
		t.Error("the page was asked for without leave")
	}
}

func TestRobotsAreFollowedElsewhere(t *testing.T) {
	target, _ := serve(t, withRobots("User-agent: *\nDisallow: /private"))
	server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.Redirect(w, r, target.URL+"/robots.txt", http.StatusMovedPermanently)
		}
	})
	f, _ := fetcherFor(t, nil, server, target)
	if _, err := f.Get(t.Context(), server.URL+"/private", "", ""); !errors.Is(err, ErrRobots) {
		t.Errorf("error %v", err)
	}
}

func TestRobotsThatRedirectInALoopAllowEverything(t *testing.T) {
	server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.Redirect(w, r, "/robots.txt", http.StatusFound)
		}
	})
	f, _ := fetcherFor(t, nil, server)
	if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); err != nil {
		t.Error(err)
	}
}

func TestHostThatCannotBeReachedIsNamed(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	f, at := fetcherFor(t, nil, server)
	server.Close()
	_, err := f.Get(t.Context(), server.URL+"/a", "", "")
	wantError(t, err, server.URL+"/a", "connection refused")
	if !Passing(err) || len(at.waits()) != f.config.Attempts-1 {
		t.Errorf("error %v was not tried again", err)
	}
}

// TestCancelledLoadIsNotKept cancels while robots.txt is asked for.
func TestCancelledLoadIsNotKept(t *testing.T) {
	asked := make(chan bool, 1)
	first := true
	server, _ := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" && first {
			first = false
			asked <- true
			<-r.Context().Done()
		}
	})
	f, _ := fetcherFor(t, nil, server)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-asked
		cancel()
	}()
	if _, err := f.Get(ctx, server.URL+"/a", "", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); err != nil {
		t.Errorf("after another's cancellation: %v", err)
	}
}
