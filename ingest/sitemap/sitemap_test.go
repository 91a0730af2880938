package sitemap

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/poll/polltest"
)

type document = polltest.Document

// follow returns a sitemap of a site, by default that at /sitemap.xml.
func follow(t *testing.T, s *polltest.Site, c Config, d *polltest.Desk) *Sitemap {
	t.Helper()
	if c.URL == "" {
		c.URL = s.URL() + "/sitemap.xml"
	}
	return followBy(t, c, d, polltest.Fetcher(t, s))
}

func followBy(t *testing.T, c Config, d *polltest.Desk, f *fetch.Fetcher) *Sitemap {
	t.Helper()
	sitemap, err := New(c, Deps{Fetcher: f, Visitor: d.Visitor(f), Notes: &d.Notes, Log: d.Log(), Now: d.Now, Turn: NewTurn()})
	if err != nil {
		t.Fatal(err)
	}
	return sitemap
}

// list returns a sitemap or an index: each entry is a path and, behind a space,
// a date.
func list(root, element string, entries ...string) document {
	var b strings.Builder
	for _, e := range entries {
		path, modified, _ := strings.Cut(e, " ")
		fmt.Fprintf(&b, "<%s><loc>SITE%s</loc><lastmod>%s</lastmod></%s>", element, path, modified, element)
	}
	return document{Body: "<" + root + ">" + b.String() + "</" + root + ">"}
}

func index(entries ...string) document  { return list("sitemapindex", "sitemap", entries...) }
func urlset(entries ...string) document { return list("urlset", "url", entries...) }

// paths returns those of the articles delivered, in order.
func paths(s *polltest.Site, deliveries []ingest.Delivery) string {
	var out []string
	for _, d := range deliveries {
		out = append(out, strings.TrimPrefix(d.Article.URL, s.URL()))
	}
	return strings.Join(out, " ")
}

// site has pages /1 to /9.
func site(t *testing.T, files map[string]document) *polltest.Site {
	for i := range 9 {
		path := fmt.Sprintf("/%d", i+1)
		files[path] = polltest.Page("Story " + path[1:])
	}
	return polltest.NewSite(t, files)
}

// TestNewestPagesComeFirst, over all files of an index; what is too old, is in
// another language or on another site is not taken in.
func TestNewestPagesComeFirst(t *testing.T) {
	s := site(t, map[string]document{
		"/sitemap.xml": index("/archive.xml", "/news.xml", "/old.xml 2025-01-01"),
		"/archive.xml": urlset("/1 2026-02-27", "/2 2026-03-01", "/3 2026-01-01", "/4"),
		"/old.xml":     urlset("/5 2026-03-02"),
	})
	s.Set("/news.xml", document{Body: strings.ReplaceAll(strings.Replace(news, "</urlset>",
		"<url><loc>https://elsewhere.example/a</loc></url><url><loc>SITE/7</loc><news><publication><language>de</language></publication></news></url></urlset>", 1), "https://news.example", "SITE")})
	d := polltest.NewDesk()
	got := d.TakeAll(t, follow(t, s, Config{Name: "The Dispatch", Once: true}, d))
	if order := paths(s, got); order != "/1?a=1&b=2 /2 /1 /4" && order != "/1?a=1&b=2 /1 /2 /4" {
		t.Errorf("order %q", order)
	}
	if a := got[0].Article; !a.Published.Equal(time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC)) || a.Title != "Story 1" || a.Source == "" {
		t.Errorf("article %+v", a)
	}
	if s.Visits("/old.xml") > 0 || slices.Index(s.Asked(), "/news.xml") > slices.Index(s.Asked(), "/archive.xml") {
		t.Errorf("asked for %q", s.Asked())
	}
	if again := d.TakeAll(t, follow(t, s, Config{Once: true}, d)); len(again) > 0 {
		t.Errorf("a second run takes in %d", len(again))
	}
	d = polltest.NewDesk()
	if got := d.TakeAll(t, follow(t, s, Config{Once: true, DatedOnly: true, MaxAge: 48 * time.Hour}, d)); paths(s, got) != "/1?a=1&b=2 /2" {
		t.Errorf("of the dated ones of two days: %q", paths(s, got))
	}
}

// TestUnchangedFilesAreNotReadAgain, by the index's word or by the server's,
// also after a restart; changed ones are, and give what is new.
func TestUnchangedFilesAreNotReadAgain(t *testing.T) {
	unread := document{Body: urlset("/2 2026-03-01").Body, ETag: `"v1"`}
	s, d := site(t, map[string]document{
		"/sitemap.xml": index("/dated.xml 2026-03-01", "/undated.xml"), "/dated.xml": urlset("/1 2026-03-01"), "/undated.xml": unread,
	}), polltest.NewDesk()
	if got := d.Until(t, follow(t, s, Config{Interval: time.Hour}, d), time.Minute); len(got) != 2 {
		t.Fatalf("%d pages", len(got))
	}
	again := follow(t, s, Config{Interval: time.Hour}, d)
	if d.Until(t, again, 50*time.Minute); s.Visits("/sitemap.xml") != 1 {
		t.Errorf("a restart asks for %q", s.Asked())
	}
	if d.Until(t, again, 10*time.Hour); s.Visits("/sitemap.xml") < 8 || s.Visits("/dated.xml") != 1 {
		t.Errorf("asked for %q", s.Asked())
	}
	if all, known := s.Visits("/undated.xml"), s.Visits(`/undated.xml "v1"`); all < 3 || all > 7 || known != all-1 {
		t.Errorf("the file without a date was asked for %d times, %d times if it changed", all, known)
	}
	s.Set("/sitemap.xml", index("/dated.xml 2026-03-02", "/undated.xml"))
	s.Set("/dated.xml", urlset("/1 2026-03-01", "/3 2026-03-02"))
	if got := d.Until(t, again, 2*time.Hour); paths(s, got) != "/3" || s.Visits("/1") != 1 {
		t.Errorf("new are %q; asked for %q", paths(s, got), s.Asked())
	}
}

// TestDeadFilesStarveNoOther: they are left alone for longer each time, while
// others are read at each look.
func TestDeadFilesStarveNoOther(t *testing.T) {
	entries := []string{"/news.xml"}
	for i := range 50 {
		entries = append(entries, fmt.Sprintf("/dead/%d.xml 2026-03-02", i))
	}
	s, d := site(t, map[string]document{"/sitemap.xml": index(entries...), "/news.xml": urlset("/1 2026-03-02")}), polltest.NewDesk()
	s.Set("/dead/1.xml", document{Body: "<html></html>"})
	m := follow(t, s, Config{Interval: 10 * time.Minute}, d)
	if got := d.Until(t, m, 8*time.Hour); len(got) != 1 {
		t.Errorf("%d pages", len(got))
	}
	if all, dead := s.Visits("/sitemap.xml"), s.Visits("/dead/2.xml"); all < 40 || dead < 3 || dead > 9 || s.Visits("/dead/1.xml") > 9 {
		t.Errorf("the index was asked for %d times, a dead file %d times, one that is none %d times", all, dead, s.Visits("/dead/1.xml"))
	}
	if !strings.Contains(d.Logged(), "again_in") || !strings.Contains(d.Logged(), "no sitemap but a document of <html>") {
		t.Errorf("the log says %s", d.Logged())
	}
}

// TestHugeSitemapIsTakenInInParts: no more pages wait than there is room for,
// fresh ones go before them, and none is left out.
func TestHugeSitemapIsTakenInInParts(t *testing.T) {
	var old []string
	pages := map[string]document{"/news.xml": urlset("/1 2026-03-02")}
	for i := range 1200 {
		path := fmt.Sprintf("/old/%d", i)
		old = append(old, path+" 2026-02-26")
		pages[path] = document{Status: http.StatusNotFound}
	}
	pages["/sitemap.xml"], pages["/huge.xml"] = index("/huge.xml 2026-03-01", "/news.xml 2026-03-02"), urlset(old...)
	for _, once := range []bool{true, false} {
		s, d := site(t, pages), polltest.NewDesk()
		m := follow(t, s, Config{Once: once, Interval: 24 * time.Hour}, d)
		var got []ingest.Delivery
		if once {
			got = d.TakeAll(t, m)
		} else {
			got = d.Until(t, m, time.Minute)
		}
		if len(got) != 1201 || got[0].Article.Title != "Story 1" || s.Visits("/huge.xml") > 4 {
			t.Errorf("once %v: %d pages, the first %q; the file was read %d times", once, len(got), got[0].Article.Title, s.Visits("/huge.xml"))
		}
	}
}

// TestRestThatCannotBeReadWaits: the file of pages for which there was no room
// is asked for again no more often than others that cannot be had.
func TestRestThatCannotBeReadWaits(t *testing.T) {
	var many []string
	for i := range 600 {
		many = append(many, fmt.Sprintf("/gone/%d 2026-03-01", i))
	}
	for path, files := range map[string]map[string]document{
		"/sitemap.xml": {"/sitemap.xml": urlset(many...)},
		"/huge.xml":    {"/sitemap.xml": index("/huge.xml"), "/huge.xml": urlset(many...)},
	} {
		s, d := site(t, files), polltest.NewDesk()
		m := follow(t, s, Config{Interval: 24 * time.Hour}, d)
		var out polltest.Tray
		for s.Visits(path) == 0 {
			if _, err := m.Step(t.Context(), &out); err != nil {
				t.Fatal(err)
			}
		}
		s.Set(path, document{Status: http.StatusNotFound})
		out.Acknowledge()
		if d.Until(t, m, 8*time.Hour); s.Visits(path) > 9 {
			t.Errorf("%s: asked for %d times", path, s.Visits(path))
		}
	}
}

// TestSitemapThatCannotBeReadIsReadAgain, ever more rarely, or fails where it
// is looked at once.
func TestSitemapThatCannotBeReadIsReadAgain(t *testing.T) {
	s, d := site(t, map[string]document{}), polltest.NewDesk()
	_, err := follow(t, s, Config{Once: true}, d).Step(t.Context(), &polltest.Tray{})
	if err == nil || !strings.Contains(err.Error(), "404") || !strings.Contains(err.Error(), "/sitemap.xml") {
		t.Errorf("error %v", err)
	}
	m := follow(t, s, Config{Interval: 10 * time.Minute}, d)
	d.Until(t, m, 24*time.Hour)
	if n := s.Visits("/sitemap.xml"); n < 7 || n > 11 || !strings.Contains(d.Logged(), "next_poll=") {
		t.Errorf("asked %d times in a day; the log says %s", n, d.Logged())
	}
	s.Set("/sitemap.xml", urlset("/1 2026-03-02"))
	if got := d.Until(t, m, 8*time.Hour); len(got) != 1 {
		t.Errorf("%d pages when it is back", len(got))
	}
}

// TestIndexThatNamesItselfEnds.
func TestIndexThatNamesItselfEnds(t *testing.T) {
	s, d := site(t, map[string]document{"/sitemap.xml": index("/sitemap.xml", "/b.xml"), "/b.xml": index("/sitemap.xml", "/c.xml"), "/c.xml": urlset("/1")}), polltest.NewDesk()
	if got := d.TakeAll(t, follow(t, s, Config{Once: true}, d)); len(got) != 1 || len(s.Asked()) > 10 {
		t.Errorf("%d pages; asked for %q", len(got), s.Asked())
	}
}

// TestSitemapElsewhereMayListTheSiteThatNamesIt in its robots.txt.
func TestSitemapElsewhereMayListTheSiteThatNamesIt(t *testing.T) {
	s, other := site(t, map[string]document{}), polltest.NewSite(t, map[string]document{})
	other.Set("/sitemap.xml", document{Body: "<urlset><url><loc>" + s.URL() + "/1</loc></url></urlset>"})
	for site, want := range map[string]int{s.URL() + "/": 1, "": 0} {
		d := polltest.NewDesk()
		if got := d.TakeAll(t, followBy(t, Config{URL: other.URL() + "/sitemap.xml", Site: site, Once: true}, d, polltest.Fetcher(t, s, other))); len(got) != want {
			t.Errorf("named by %q: %d pages", site, len(got))
		}
	}
}

// TestSitemapsThatWaitForTheirTurnKeepNobodyWaiting: a step ends at once, and
// the next one comes soon.
func TestSitemapsThatWaitForTheirTurnKeepNobodyWaiting(t *testing.T) {
	s, d := site(t, map[string]document{"/sitemap.xml": urlset("/1 2026-03-02")}), polltest.NewDesk()
	m := follow(t, s, Config{Once: true}, d)
	for range cap(m.deps.Turn) {
		m.deps.Turn <- struct{}{}
	}
	if due, err := m.Step(t.Context(), &polltest.Tray{}); err != nil || due != d.At.Add(turnWait) || len(s.Asked()) > 0 {
		t.Errorf("due %v, error %v; asked for %q", due, err, s.Asked())
	}
	<-m.deps.Turn
	if got := d.TakeAll(t, m); len(got) != 1 || len(m.deps.Turn) != cap(m.deps.Turn)-1 {
		t.Errorf("%d pages, %d turns are taken", len(got), len(m.deps.Turn))
	}
}

func TestConfigIsValidated(t *testing.T) {
	for _, c := range []Config{{URL: "news.example/sitemap.xml"}, {URL: "http://a.example", Interval: -1}, {URL: "http://a.example", MaxAge: -1}, {}} {
		if _, err := New(c, Deps{}); err == nil || !strings.Contains(err.Error(), "making sitemap") {
			t.Errorf("%+v: error %v", c, err)
		}
	}
}
