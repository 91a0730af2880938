// Package polltest is what the tests of polled sources stand on: a site on
// loopback, and a desk with a clock that goes on as steps become due.
package polltest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/gigawire/gigawire/ingest/fetch"
)

// Site is what a server on loopback has, by path. It has no robots.txt unless
// one is set.
type Site struct {
	mu     sync.Mutex
	pages  map[string]Document
	asked  []string // paths and conditions, in order
	server *httptest.Server
}

// Document is what the server answers with. "SITE" in it is the server's own
// address.
type Document struct {
	Status             int // 0 for 200
	ContentType, Body  string
	ETag, LastModified string
	Header             map[string]string
}

// NewSite serves pages until the test ends.
func NewSite(t testing.TB, pages map[string]Document) *Site {
	t.Helper()
	s := &Site{pages: pages}
	s.server = httptest.NewServer(s)
	t.Cleanup(s.server.Close)
	return s
}

// URL returns the site's address, without a path.
func (s *Site) URL() string { return s.server.URL }

// Close takes the site off the net.
func (s *Site) Close() { s.server.Close() }

// ServeHTTP answers a request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d, ok := s.ask(r)
	switch {
	case !ok:
		http.NotFound(w, r)
		return
	case d.ETag != "" && r.Header.Get("If-None-Match") == d.ETag, d.LastModified != "" && r.Header.Get("If-Modified-Since") == d.LastModified:
		w.WriteHeader(http.StatusNotModified)
		return
	}
	set := func(key, value string) {
		if value != "" {
			w.Header().Set(key, strings.ReplaceAll(value, "SITE", s.server.URL))
		}
	}
	set("Content-Type", d.ContentType)
	set("ETag", d.ETag)
	set("Last-Modified", d.LastModified)
	for key, value := range d.Header {
		set(key, value)
	}
	if d.Status != 0 {
		w.WriteHeader(d.Status)
	}
	_, _ = io.WriteString(w, strings.ReplaceAll(d.Body, "SITE", s.server.URL))
}

func (s *Site) ask(r *http.Request) (Document, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, strings.Join(strings.Fields(r.URL.Path+" "+r.Header.Get("If-None-Match")+" "+r.Header.Get("If-Modified-Since")), " "))
	d, ok := s.pages[r.URL.Path]
	return d, ok
}

// Set changes what is at a path.
func (s *Site) Set(path string, d Document) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = d
}

// Asked returns the paths that were asked for, with the values of conditions
// behind them.
func (s *Site) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.asked...)
}

// Visits returns how often a path was asked for, under whatever condition or,
// where that stands behind it, under one.
func (s *Site) Visits(path string) int {
	n := 0
	for _, asked := range s.Asked() {
		if asked == path || strings.HasPrefix(asked, path+" ") {
			n++
		}
	}
	return n
}

// Fetcher returns a fetcher that may fetch from the sites, and asks once for
// what fails.
func Fetcher(t testing.TB, sites ...*Site) *fetch.Fetcher {
	t.Helper()
	c := fetch.DefaultConfig()
	c.Attempts = 1
	for _, s := range sites {
		c.AllowHosts = append(c.AllowHosts, strings.TrimPrefix(s.server.URL, "http://"))
	}
	f, err := fetch.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Page returns a page with a text that tells it from others.
func Page(title string) Document {
	return Document{ContentType: "text/html; charset=utf-8", Body: "<html lang=en><head><title>" + title + "</title></head><body><article><h1>" + title +
		"</h1><p>" + title + ", it said on Monday in London, and the price of iron fell by a third.</p>" +
		"<p>" + strings.Repeat("More is said about the matter in this paragraph. ", 6) + "</p></article></body></html>"}
}
