package discover

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest/feed"
	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/poll/polltest"
	"github.com/gigawire/gigawire/ingest/sitemap"
)

type document = polltest.Document

const (
	rss  = "<rss><channel><title>The Dispatch</title></channel></rss>"
	urls = "<urlset><url><loc>SITE/1</loc></url></urlset>"
)

// followed keeps what sites have followed, by address without the site's.
type followed struct {
	feeds    []feed.Config
	sitemaps []sitemap.Config
}

func newSite(t *testing.T, s *polltest.Site, c Config, d *polltest.Desk) (*Site, *followed) {
	t.Helper()
	if c.URL == "" {
		c.URL = s.URL() + "/"
	}
	var f followed
	site, err := New(c, Deps{
		Fetcher: polltest.Fetcher(t, s), Notes: &d.Notes, Log: d.Log(), Now: d.Now,
		Feed:    func(c feed.Config) (poll.Task, error) { f.feeds = append(f.feeds, c); return nil, nil },
		Sitemap: func(c sitemap.Config) (poll.Task, error) { f.sitemaps = append(f.sitemaps, c); return nil, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return site, &f
}

func (f *followed) addresses(s *polltest.Site) string {
	var out []string
	for _, c := range f.feeds {
		out = append(out, "feed "+strings.TrimPrefix(c.URL, s.URL()))
	}
	for _, c := range f.sitemaps {
		out = append(out, "sitemap "+strings.TrimPrefix(c.URL, s.URL()))
	}
	return strings.Join(out, ", ")
}

func front(head string) document {
	return document{ContentType: "text/html", Body: "<html><head>" + head + "</head><body>News</body></html>"}
}

// TestWhatASiteHasIsFound: what its page and robots.txt name, else what is at
// the usual places.
func TestWhatASiteHasIsFound(t *testing.T) {
	link := `<link rel="alternate" type="application/rss+xml" href="rss/all.xml">`
	for name, c := range map[string]struct {
		pages map[string]document
		want  string
	}{
		"a link": {map[string]document{"/": front(link)}, "feed /rss/all.xml"},
		"links of several kinds": {map[string]document{"/": front(`<base href="/a/">` + link +
			`<link rel="ALTERNATE feed" type="application/atom+xml; charset=utf-8" href="//HOST/atom#x" title="Atom">` +
			`<link rel="alternate" type="application/rss+xml" href="/comments/feed"><link rel="alternate" type="application/rss+xml" title="Comments" href="/c">` +
			`<link rel="alternate" type="text/html" hreflang="de" href="/de"><link rel="stylesheet" type="application/rss+xml" href="/s">` +
			`<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"><link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">` +
			`<link rel="alternate" type="application/feed+json" href="/feed.json">` + link)}, "feed /a/rss/all.xml, feed /atom, feed /feed.json"},
		"the feed itself":            {map[string]document{"/": {Body: rss}}, "feed /"},
		"a usual place":              {map[string]document{"/": front(""), "/rss": front(""), "/feed.xml": {Body: rss}, "/atom.xml": {Body: rss}}, "feed /feed.xml"},
		"a usual place behind a 403": {map[string]document{"/": {Status: http.StatusForbidden}, "/feed": {Body: rss}}, "feed /feed"},
		"sitemaps of robots.txt": {map[string]document{
			"/": front(""), "/robots.txt": {Body: "Sitemap: SITE/a.xml\nSitemap: SITE/b.xml.gz"},
		}, "sitemap /a.xml, sitemap /b.xml.gz"},
		"those for news only": {map[string]document{
			"/": front(""), "/robots.txt": {Body: "Sitemap: SITE/a.xml\nSitemap: SITE/Google-News.xml"},
		}, "sitemap /Google-News.xml"},
		"a feed and no archive": {map[string]document{"/": front(link), "/robots.txt": {Body: "Sitemap: SITE/a.xml"}}, "feed /rss/all.xml"},
		"a feed and news": {map[string]document{
			"/": front(link), "/robots.txt": {Body: "Sitemap: SITE/news.xml"},
		}, "feed /rss/all.xml, sitemap /news.xml"},
		"a feed at a usual place, and news": {map[string]document{
			"/": front(""), "/feed": {Body: rss}, "/robots.txt": {Body: "Sitemap: SITE/news.xml"},
		}, "feed /feed, sitemap /news.xml"},
		"a sitemap at a usual place": {map[string]document{"/": front(""), "/sitemap-news.xml": front(""), "/sitemap.xml": {Body: urls}}, "sitemap /sitemap.xml"},
	} {
		t.Run(name, func(t *testing.T) {
			s := polltest.NewSite(t, c.pages)
			home := c.pages["/"]
			home.Body = strings.ReplaceAll(home.Body, "HOST", strings.TrimPrefix(s.URL(), "http://"))
			s.Set("/", home)
			d := polltest.NewDesk()
			site, f := newSite(t, s, Config{Name: "The Dispatch", Interval: time.Hour, Content: true, Once: true}, d)
			d.TakeAll(t, site)
			if got := f.addresses(s); got != c.want {
				t.Fatalf("followed are %s, want %s; asked for %q", got, c.want, s.Asked())
			}
			for _, c := range f.feeds {
				if c.Name != "The Dispatch" || c.Interval != time.Hour || !c.Content || !c.Once {
					t.Errorf("feed %+v", c)
				}
			}
			for _, c := range f.sitemaps {
				if c.Name != "The Dispatch" || c.Interval != time.Hour || !c.DatedOnly || !c.Once || c.Site != s.URL()+"/" {
					t.Errorf("sitemap %+v", c)
				}
			}
		})
	}
}

// TestSiteWithNothingSaysWhatToDo, and a site that stays looks again.
func TestSiteWithNothingSaysWhatToDo(t *testing.T) {
	s, d := polltest.NewSite(t, map[string]document{"/": front("")}), polltest.NewDesk()
	site, _ := newSite(t, s, Config{Once: true}, d)
	var err error
	for err == nil {
		_, err = site.Step(t.Context(), &polltest.Tray{})
	}
	if !errors.Is(err, ErrNothing) || !strings.Contains(err.Error(), s.URL()) || len(s.Asked()) > 15 {
		t.Errorf("error %v; asked for %q", err, s.Asked())
	}
	site, f := newSite(t, s, Config{}, d)
	d.Until(t, site, 10*time.Minute)
	s.Set("/feed", document{Body: rss})
	if d.Until(t, site, 10*time.Minute); f.addresses(s) != "feed /feed" || !strings.Contains(d.Logged(), "again_at") {
		t.Errorf("followed are %s; the log says %s", f.addresses(s), d.Logged())
	}
}

// TestWhatWasFoundHoldsForAWeek, also after a restart.
func TestWhatWasFoundHoldsForAWeek(t *testing.T) {
	s, d := polltest.NewSite(t, map[string]document{"/": {Body: rss}}), polltest.NewDesk()
	for range 2 {
		site, f := newSite(t, s, Config{}, d)
		if d.Until(t, site, time.Hour); f.addresses(s) != "feed /" || s.Visits("/") != 1 {
			t.Errorf("followed are %s; asked for %q", f.addresses(s), s.Asked())
		}
	}
	site, f := newSite(t, s, Config{}, d)
	s.Set("/", front(`<link rel="alternate" type="application/rss+xml" href="/new">`))
	if d.Until(t, site, 9*24*time.Hour); f.addresses(s) != "feed /, feed /new" || s.Visits("/") != 2 {
		t.Errorf("followed are %s; asked for %q", f.addresses(s), s.Asked())
	}
}

func TestSiteThatIsDownIsLookedAtAgain(t *testing.T) {
	s, d := polltest.NewSite(t, map[string]document{"/": {Status: http.StatusBadGateway}}), polltest.NewDesk()
	site, f := newSite(t, s, Config{}, d)
	d.Until(t, site, 20*time.Minute)
	s.Set("/", document{Body: rss})
	if d.Until(t, site, time.Hour); f.addresses(s) != "feed /" || s.Visits("/feed") > 0 {
		t.Errorf("followed are %s; asked for %q", f.addresses(s), s.Asked())
	}
}

func TestConfigIsValidated(t *testing.T) {
	for _, c := range []Config{{URL: "news.example"}, {URL: "http://news.example", Interval: -1}} {
		if _, err := New(c, Deps{}); err == nil || !strings.Contains(err.Error(), "making site") {
			t.Errorf("%+v: error %v", c, err)
		}
	}
}
