package main

import (
	"bufio"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest/poll/polltest"
)

// newsSite has a front page that names a feed with two articles, a robots.txt
// that names a news sitemap with one of them and another, and a page that only
// a list names.
func newsSite(t *testing.T) *polltest.Site {
	t.Helper()
	day := time.Now().UTC().Format(time.RFC3339)
	pages := map[string]polltest.Document{
		"/":           {ContentType: "text/html", Body: `<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>`},
		"/robots.txt": {Body: "User-agent: *\nDisallow: /forbidden\nSitemap: SITE/news-sitemap.xml\n"},
		"/rss":        {Body: "<rss><channel><title>The Dispatch</title><item><link>SITE/1</link></item><item><link>SITE/2</link></item></channel></rss>"},
		"/news-sitemap.xml": {Body: "<urlset><url><loc>SITE/2</loc><lastmod>" + day + "</lastmod></url><url><loc>SITE/3</loc><lastmod>" + day +
			"</lastmod></url><url><loc>SITE/old</loc><lastmod>2020-01-01</lastmod></url></urlset>"},
	}
	for i := range 4 {
		pages[fmt.Sprintf("/%d", i+1)] = polltest.Page(fmt.Sprintf("Acme pays $%d million for Bolt", i+1))
	}
	return polltest.NewSite(t, pages)
}

// only makes the pipeline read the site and nothing else.
func (s *site) only(news *polltest.Site, sources ...string) {
	s.set("newsroom.enabled", "false")
	s.set("fetch.allow_hosts", "["+hostOf(news.URL())+"]")
	for _, source := range sources {
		path, value, _ := strings.Cut(source, "=")
		s.set("sources."+path, strings.ReplaceAll(value, "SITE", news.URL()))
	}
}

func hostOf(url string) string { return strings.TrimPrefix(url, "http://") }

// TestPipelineFindsWhatASiteHas: each article once, whether its feed, its
// sitemap or a list names it, and nothing again in a second run.
func TestPipelineFindsWhatASiteHas(t *testing.T) {
	t.Parallel()
	news := newsSite(t)
	file := filepath.Join(t.TempDir(), "pages.txt")
	if err := os.WriteFile(file, []byte("# more\n"+news.URL()+"/4\n"+news.URL()+"/1\n"+news.URL()+"/forbidden\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := newSite(t, "")
	s.only(news, "sites=[{url: SITE, name: The Dispatch}]", "pages=["+file+"]")
	s.run(t, "run", "--once").want(t, exitDeadLetters, "5 documents received, 4 articles published, 4 read", "1 ingest fetch")
	for _, path := range []string{"/1", "/2", "/3", "/4"} {
		if n := news.Visits(path); n != 1 {
			t.Errorf("%s was fetched %d times", path, n)
		}
	}
	if news.Visits("/forbidden") > 0 || news.Visits("/old") > 0 {
		t.Errorf("asked for %q", news.Asked())
	}
	s.run(t, "run", "--once").want(t, exitDone, "0 documents received")
	if news.Visits("/") != 1 || news.Visits("/1") != 1 {
		t.Errorf("asked for %q", news.Asked())
	}
}

// TestPipelineFollowsSitemaps, and goes on beside what cannot be had.
func TestPipelineFollowsSitemaps(t *testing.T) {
	t.Parallel()
	news := newsSite(t)
	s := newSite(t, "")
	s.only(news, "sitemaps=[{url: SITE/news-sitemap.xml}, {url: SITE/none.xml}]", "sites=[{url: SITE/none}]", "feeds=[{url: SITE/rss}, {url: SITE/1}]", "pages=[SITE/4]")
	c := s.run(t, "run", "--once")
	c.want(t, exitFailed, "2 of the sources failed", "4 articles published", "none.xml", "this is no RSS, Atom or JSON feed")
}

// TestPipelineSaysWhatIsWrongWithPolledSources, with their place.
func TestPipelineSaysWhatIsWrongWithPolledSources(t *testing.T) {
	t.Parallel()
	for setting, said := range map[string]string{
		"sources.sites=[{url: news.example}]":                  "sources.sites[0]",
		"sources.sitemaps=[{url: https://a.b/}, {url: a}]":     "sources.sitemaps[1]",
		"sources.sitemaps=[{url: https://a.b/, max_age: -1h}]": "max_age",
		"sources.feeds=[{url: https://a.b/, interval: -5m}]":   "interval",
		"sources.sites=[{url: https://a.b/, max_age: 24h}]":    "max_age",
	} {
		s := newSite(t, "")
		run1(t, "", append(s.args("run", "--once"), "--set", setting)...).want(t, exitUsage, said)
	}
	s := newSite(t, "")
	s.set("sources.pages", "[nowhere.txt]")
	s.run(t, "run", "--once").want(t, exitFailed, "sources.pages", "nowhere.txt")
}

// TestPipelineIsToldOfNewsByAHub: it subscribes, confirms that it meant to, and
// takes in what the hub signs, without asking for the feed again.
func TestPipelineIsToldOfNewsByAHub(t *testing.T) {
	t.Parallel()
	news := newsSite(t)
	asked := make(chan url.Values, 1)
	hub := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		w.WriteHeader(http.StatusAccepted)
		asked <- r.PostForm
	}))
	defer hub.Close()
	news.Set("/rss", polltest.Document{
		Body:   "<rss><channel><title>The Dispatch</title><item><link>SITE/1</link></item></channel></rss>",
		Header: map[string]string{"Link": "<" + hub.URL + ">; rel=hub, <SITE/rss>; rel=self"},
	})
	s := newSite(t, "")
	address := "127.0.0.1:" + freePort(t)
	s.only(news, "feeds=[{url: SITE/rss}]", "websub.callback=http://"+address+"/websub", "websub.address="+address)
	s.set("fetch.allow_hosts", "["+hostOf(news.URL())+", "+hostOf(hub.URL)+"]")
	c := process(t, s.args("run")...)
	errs, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	facts := bufio.NewReader(started(t, c))
	told := bufio.NewReader(errs)
	form := <-asked
	confirm := url.Values{"hub.mode": {"subscribe"}, "hub.topic": {form.Get("hub.topic")}, "hub.challenge": {"42"}, "hub.lease_seconds": {"86400"}}
	if resp, err := http.Get(form.Get("hub.callback") + "?" + confirm.Encode()); err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("confirming: %v %v", resp, err)
	}
	await(t, told, "a hub tells of news")
	body := "<rss><channel><item><link>" + news.URL() + "/2</link></item></channel></rss>"
	mac := hmac.New(sha256.New, []byte(form.Get("hub.secret")))
	mac.Write([]byte(body))
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, form.Get("hub.callback"), strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Hub-Signature", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	if resp, err := http.DefaultClient.Do(req); err != nil || resp.StatusCode != http.StatusAccepted {
		t.Fatalf("distributing: %v %v", resp, err)
	}
	await(t, facts, "$2 million")
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	await(t, told, "documents received")
	if err := c.Wait(); err != nil || news.Visits("/rss") != 1 {
		t.Errorf("ended with %v; asked for %q", err, news.Asked())
	}
}
