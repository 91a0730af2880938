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
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/visit"
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
	header             http.Header
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
	for key, values := range d.header {
		w.Header().Set(key, strings.ReplaceAll(values[0], "SITE", s.server.URL))
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

// notes keeps notes.
type notes struct{ values sync.Map }

func (n *notes) Note(key string) []byte {
	value, _ := n.values.Load(key)
	data, _ := value.([]byte)
	return data
}

func (n *notes) SetNote(key string, value []byte) error { n.values.Store(key, value); return nil }

// desk is where a feed is followed: what outlives a restart, and a clock that
// goes on as steps become due.
type desk struct {
	memory memory
	notes  notes
	at     time.Time
	hub    Hub
	log    strings.Builder
	woken  int
}

func newDesk() *desk { return &desk{at: time.Date(2026, 3, 2, 8, 0, 0, 5, time.UTC)} }

// follow returns a feed of the site, which asks once for what fails.
func (s *site) follow(t *testing.T, c Config, d *desk) *Feed {
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
	return d.follow(t, c, fetcher)
}

func (d *desk) follow(t *testing.T, c Config, fetcher Fetcher) *Feed {
	t.Helper()
	log := slog.New(slog.NewTextHandler(&d.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	now := func() time.Time { return d.at }
	f, err := New(c, Deps{
		Fetcher: fetcher, Notes: &d.notes, Hub: d.hub, Wake: func(poll.Task) { d.woken++ }, Log: log, Now: now,
		Visitor: visit.New(visit.Deps{Fetcher: fetcher, Memory: &d.memory, Reader: page.New(), Log: log, Now: now}),
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// tray takes what is delivered.
type tray struct{ deliveries []ingest.Delivery }

func (o *tray) Add(poll.Task) {}
func (o *tray) Deliver(_ context.Context, d ingest.Delivery) error {
	o.deliveries = append(o.deliveries, d)
	return nil
}

// takeAll takes in a feed that is looked at once, to its end.
func (d *desk) takeAll(t *testing.T, f *Feed) []ingest.Delivery {
	t.Helper()
	var out tray
	for range 10_000 {
		_, err := f.Step(t.Context(), &out)
		for _, d := range out.deliveries {
			if d.Ack != nil {
				d.Ack(nil)
			}
		}
		if errors.Is(err, io.EOF) {
			return out.deliveries
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("it does not end")
	return nil
}

// until steps through a feed, acknowledging all, until time has gone by, and
// returns what was delivered.
func (d *desk) until(t *testing.T, f *Feed, gone time.Duration) []ingest.Delivery {
	t.Helper()
	end := d.at.Add(gone)
	var all []ingest.Delivery
	for {
		var out tray
		due, err := f.Step(t.Context(), &out)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range out.deliveries {
			d.Ack(nil)
		}
		all = append(all, out.deliveries...)
		if due.After(end) {
			d.at = end
			return all
		}
		if due.After(d.at) {
			d.at = due
		}
	}
}

// pageOf returns a page with a text that tells it from others.
func pageOf(title string) document {
	return document{contentType: "text/html; charset=utf-8", body: "<html lang=en><head><title>" + title + "</title></head><body><article><h1>" + title +
		"</h1><p>" + title + ", it said on Monday in London, and the price of iron fell by a third.</p>" +
		"<p>" + strings.Repeat("More is said about the matter in this paragraph. ", 6) + "</p></article></body></html>"}
}
