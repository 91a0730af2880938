package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
)

func TestRedirectsAreFollowed(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/robots.txt":
				http.NotFound(w, r)
			case "/old":
				w.Header().Set("Location", "new?id=1")
				w.WriteHeader(status)
			default:
				fmt.Fprint(w, r.URL.RequestURI())
			}
		})
		f, _ := fetcherFor(t, nil, server)
		resp, err := f.Get(t.Context(), server.URL+"/old", "", "")
		if err != nil || string(resp.Body) != "/new?id=1" || resp.URL != server.URL+"/new?id=1" {
			t.Errorf("%d: response %+v, error %v", status, resp, err)
		}
	}
}

func TestRedirectsEnd(t *testing.T) {
	server, seen := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Location", r.URL.Path)
		w.WriteHeader(http.StatusFound)
	})
	f, at := fetcherFor(t, nil, server)
	_, err := f.Get(t.Context(), server.URL+"/loop", "", "")
	wantError(t, err, server.URL+"/loop", "redirects")
	if n := seen.count("/loop"); n != (request{}).maxRedirects()+1 || Passing(err) || len(at.waits()) > 0 {
		t.Errorf("asked %d times, passing %v", n, Passing(err))
	}
}

func TestRedirectsElsewhereAreRefused(t *testing.T) {
	for _, location := range []string{"file:///etc/passwd", "ftp://news.example/a", "javascript:alert(1)", "http://"} {
		server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				http.NotFound(w, r)
				return
			}
			w.Header().Set("Location", location)
			w.WriteHeader(http.StatusFound)
		})
		f, _ := fetcherFor(t, nil, server)
		if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); !errors.Is(err, ErrAddress) || Passing(err) {
			t.Errorf("redirect to %q: error %v", location, err)
		}
	}
}

func TestRobotsHoldForWhereARedirectLeads(t *testing.T) {
	target, seen := serve(t, withRobots("User-agent: *\nDisallow: /private"))
	server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, target.URL+"/private", http.StatusFound)
	})
	f, _ := fetcherFor(t, nil, server, target)
	if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); !errors.Is(err, ErrRobots) || seen.count("/private") > 0 {
		t.Errorf("error %v, asked for %v", err, seen.paths)
	}
}
