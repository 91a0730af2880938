package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestSitemapsAreNamedByRobots, for whoever asks, relative ones too.
func TestSitemapsAreNamedByRobots(t *testing.T) {
	server, seen := serve(t, withRobots("Sitemap: /news.xml\nUser-agent: other\nDisallow: /\nSITEMAP: https://cdn.example/a.xml.gz\nSitemap: ftp://cdn.example/b.xml\n"))
	f, _ := fetcherFor(t, nil, server)
	for range 2 {
		got, err := f.Sitemaps(t.Context(), server.URL+"/front")
		if want := []string{server.URL + "/news.xml", "https://cdn.example/a.xml.gz"}; err != nil || !slices.Equal(got, want) {
			t.Errorf("sitemaps %q, error %v, want %q", got, err, want)
		}
	}
	if n := seen.count("/robots.txt"); n != 1 {
		t.Errorf("robots.txt was asked for %d times", n)
	}
	if _, err := f.Sitemaps(t.Context(), "news"); !errors.Is(err, ErrAddress) {
		t.Errorf("error %v", err)
	}
}

// TestFreeTellsWhenAHostIsDue and takes no turn.
func TestFreeTellsWhenAHostIsDue(t *testing.T) {
	f, at := fetcherFor(t, nil)
	if _, err := siteAt(t, f, "https://news.example/").reserve(f.clock.now(), 3*time.Second); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if got := f.Free("https://news.example/a"); got != 3*time.Second {
			t.Errorf("free in %v", got)
		}
	}
	if at.pass(5 * time.Second); f.Free("https://news.example/a") != 0 || f.Free("https://other.example/") != 0 {
		t.Error("a free host has to be waited for")
	}
	allowed, _ := serve(t, page("page"))
	f, _ = fetcherFor(t, nil, allowed)
	siteAt(t, f, allowed.URL).hold(f.clock.now(), time.Hour)
	if got := f.Free(allowed.URL); got != 0 {
		t.Errorf("a host without delay is free in %v", got)
	}
}

// TestMoveForGoodIsTold: the address after redirects that are all for good;
// after one that is not, the address before it.
func TestMoveForGoodIsTold(t *testing.T) {
	for statuses, want := range map[[2]int]string{
		{301, 308}: "/2", {302, 301}: "", {301, 307}: "/1", {303, 307}: "",
	} {
		server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/robots.txt":
				http.NotFound(w, r)
			case "/0":
				http.Redirect(w, r, "/1", statuses[0])
			case "/1":
				http.Redirect(w, r, "/2", statuses[1])
			}
		})
		f, _ := fetcherFor(t, nil, server)
		resp, err := f.Get(t.Context(), server.URL+"/0", "", "")
		if err != nil {
			t.Fatal(err)
		}
		if want != "" {
			want = server.URL + want
		}
		if resp.Moved != want || resp.URL != server.URL+"/2" {
			t.Errorf("%v: moved to %q, want %q; read %q", statuses, resp.Moved, want, resp.URL)
		}
	}
}

// TestLimitOfOneRequest goes before that of all.
func TestLimitOfOneRequest(t *testing.T) {
	server, _ := serve(t, page(strings.Repeat("a", 3000)))
	f, _ := fetcherFor(t, func(c *Config) { c.MaxBody = 1024 }, server)
	if resp, err := f.GetUpTo(t.Context(), 4000, server.URL+"/a", "", ""); err != nil || len(resp.Body) != 3000 {
		t.Errorf("response %+v, error %v", resp, err)
	}
	_, err := f.GetUpTo(t.Context(), 2000, server.URL+"/a", "", "")
	wantError(t, err, "2000 bytes")
}

// TestPostSendsAForm, and says what the server makes of it.
func TestPostSendsAForm(t *testing.T) {
	server, seen := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/moved":
			http.Redirect(w, r, "/hub", http.StatusFound)
		case r.PostFormValue("hub.mode") == "subscribe" && r.Method == http.MethodPost && r.UserAgent() == DefaultConfig().UserAgent:
			w.WriteHeader(http.StatusAccepted)
		default:
			w.Header().Set("Retry-After", "60")
			http.Error(w, "no such topic", http.StatusTooManyRequests)
		}
	})
	f, _ := fetcherFor(t, nil, server)
	if err := f.Post(t.Context(), server.URL+"/hub", url.Values{"hub.mode": {"subscribe"}}); err != nil {
		t.Error(err)
	}
	err := f.Post(t.Context(), server.URL+"/hub", nil)
	wantError(t, err, server.URL+"/hub", "429", "no such topic")
	if got := RetryAfter(err, time.Now()); got != time.Minute {
		t.Errorf("it asks for %v", got)
	}
	wantError(t, f.Post(t.Context(), server.URL+"/moved", nil), fmt.Sprint(http.StatusFound))
	if seen.count("/robots.txt") != 0 {
		t.Error("robots.txt was asked for")
	}
	if err := f.Post(t.Context(), "ftp://hub.example", nil); !errors.Is(err, ErrAddress) {
		t.Errorf("error %v", err)
	}
	private, _ := fetcherFor(t, nil)
	if err := private.Post(t.Context(), server.URL+"/hub", nil); !errors.Is(err, ErrPrivate) {
		t.Errorf("error %v", err)
	}
}
