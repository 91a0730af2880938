package feed

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/page"
)

// memory remembers keys.
type memory struct{ keys sync.Map }

func (m *memory) Has(key string) bool  { _, has := m.keys.Load(key); return has }
func (m *memory) Add(key string) error { m.keys.Store(key, true); return nil }

// site is what a server on loopback has, by path. It has no robots.txt.
type site struct {
	mu     sync.Mutex
	pages  map[string]document
	asked  []string // paths and conditions, in order
	server *httptest.Server
}

// document is what the server answers with. "SITE" in a body is the server's
// own address.
type document struct {
	status             int // 0 for 200
	contentType, body  string
	etag, lastModified string
}

func newSite(t *testing.T, pages map[string]document) *site {
	t.Helper()
	s := &site{pages: pages}
	s.server = httptest.NewServer(s)
	t.Cleanup(s.server.Close)
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, strings.Join(strings.Fields(r.URL.Path+" "+r.Header.Get("If-None-Match")+" "+r.Header.Get("If-Modified-Since")), " "))
	d, ok := s.pages[r.URL.Path]
	switch {
	case !ok:
		http.NotFound(w, r)
		return
	case d.etag != "" && r.Header.Get("If-None-Match") == d.etag, d.lastModified != "" && r.Header.Get("If-Modified-Since") == d.lastModified:
		w.WriteHeader(http.StatusNotModified)
		return
	}
	for key, value := range map[string]string{"Content-Type": d.contentType, "ETag": d.etag, "Last-Modified": d.lastModified} {
		if value != "" {
			w.Header().Set(key, value)
		}
	}
	if d.status != 0 {
		w.WriteHeader(d.status)
	}
	io.WriteString(w, strings.ReplaceAll(d.body, "SITE", s.server.URL))
}

func (s *site) set(path string, d document) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = d
}

// visits returns how often a path was asked for.
func (s *site) visits(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, asked := range s.asked {
		if asked == path || strings.HasPrefix(asked, path+" ") {
			n++
		}
	}
	return n
}

// follow returns a feed of the site, which asks once for what fails.
func (s *site) follow(t *testing.T, c Config, m Memory) *Feed {
	t.Helper()
	settings := fetch.DefaultConfig()
	settings.AllowHosts = []string{strings.TrimPrefix(s.server.URL, "http://")}
	settings.Attempts = 1
	fetcher, err := fetch.New(settings)
	if err != nil {
		t.Fatal(err)
	}
	if c.URL == "" {
		c.URL = s.server.URL + "/feed"
	}
	return newFeed(t, c, fetcher, m)
}

func newFeed(t *testing.T, c Config, fetcher Fetcher, m Memory) *Feed {
	t.Helper()
	f, err := New(c, Deps{
		Fetcher: fetcher, Memory: m, Reader: page.New(), Log: slog.New(slog.DiscardHandler),
		Now: func() time.Time { return time.Date(2026, 3, 2, 8, 0, 0, 5, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// takeAll takes in a feed that is looked at once, to its end.
func takeAll(t *testing.T, f *Feed) []ingest.Delivery {
	t.Helper()
	var out []ingest.Delivery
	for {
		d, err := f.Next(t.Context())
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		d.Ack(nil)
		out = append(out, d)
	}
}

// inBubble runs a test whose time passes when all wait.
func inBubble(t *testing.T, test func(t *testing.T, ctx context.Context)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 30*24*time.Hour)
		defer cancel()
		test(t, ctx)
	})
}

// pageOf returns a page with a text that tells it from others.
func pageOf(title string) document {
	return document{contentType: "text/html; charset=utf-8", body: "<html lang=en><head><title>" + title + "</title></head><body><article><h1>" + title +
		"</h1><p>" + title + ", it said on Monday in London, and the price of iron fell by a third.</p>" +
		"<p>" + strings.Repeat("More is said about the matter in this paragraph. ", 6) + "</p></article></body></html>"}
}
