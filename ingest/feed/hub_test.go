package feed

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/poll/polltest"
)

// hub stands for all hubs: it says until when it tells of news, and how often
// it was asked.
type hub struct {
	lease   time.Duration
	d       *polltest.Desk
	err     error
	asked   []string // hubs and topics
	receive map[string]func(body []byte, contentType string)
}

func (h *hub) Subscribe(_ context.Context, hub, topic string) (time.Time, error) {
	h.asked = append(h.asked, hub+" "+topic)
	if h.err != nil {
		return time.Time{}, h.err
	}
	return h.d.At.Add(h.lease), nil
}

func (h *hub) Listen(topic string, receive func(body []byte, contentType string)) {
	h.receive[topic] = receive
}

// followHub returns a feed of a site that a hub may tell of news, and how often
// it was woken.
func followHub(t *testing.T, s *polltest.Site, h *hub) (*Feed, *int) {
	t.Helper()
	h.receive = map[string]func([]byte, string){}
	deps, woken := depsOf(h.d, polltest.Fetcher(t, s)), 0
	deps.Hub, deps.Wake = h, func(poll.Task) { woken++ }
	f, err := New(Config{URL: s.URL() + "/feed", Interval: 10 * time.Minute}, deps)
	if err != nil {
		t.Fatal(err)
	}
	return f, &woken
}

const atomLinks = `<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="hub" href="https://hub.example/"/>
<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://news.example/feed"/>`

// TestHubsAreFound in the header and in each form of feed.
func TestHubsAreFound(t *testing.T) {
	inAtom := strings.Replace(atomFeed, "<title>", `<link rel="hub" href="https://hub.example/"/><link rel="self" href="https://news.example/feed"/><title>`, 1)
	for name, c := range map[string]struct {
		doc  document
		want string
	}{
		"rss":          {document{Body: strings.Replace(rssFeed, "<title>", atomLinks+"<title>", 1)}, "https://hub.example/ https://news.example/feed"},
		"atom":         {document{Body: inAtom}, "https://hub.example/ https://news.example/feed"},
		"json":         {document{Body: strings.Replace(jsonFeed, `"title"`, `"feed_url":"https://news.example/feed","hubs":[{"type":"WebSub","url":"https://hub.example/"}],"title"`, 1)}, "https://hub.example/ https://news.example/feed"},
		"header":       {document{Body: rssFeed, Header: map[string]string{"Link": `<https://hub.example/>; rel="hub", </feed?self>; rel=self`}}, "https://hub.example/ SITE/feed?self"},
		"header first": {document{Body: inAtom, Header: map[string]string{"Link": `<https://other.example/>; rel="x hub"`}}, "https://other.example/ https://news.example/feed"},
		"no self":      {document{Body: strings.Replace(inAtom, `rel="self"`, `rel="me"`, 1)}, "https://hub.example/ SITE/feed"},
		"none":         {document{Body: rssFeed}, ""},
		"no address":   {document{Body: rssFeed, Header: map[string]string{"Link": `<ftp://hub.example/>; rel="hub", <>; rel=hub`}}, ""},
	} {
		s, h := news(t, c.doc), &hub{d: polltest.NewDesk()}
		f, _ := followHub(t, s, h)
		h.d.Until(t, f, time.Minute)
		if got := strings.ReplaceAll(strings.Join(h.asked, ", "), s.URL(), "SITE"); got != c.want {
			t.Errorf("%s: asked %q, want %q", name, got, c.want)
		}
	}
}

// TestPollingSlowsDownWhereAHubTellsOfNews, but not beyond its lease.
func TestPollingSlowsDownWhereAHubTellsOfNews(t *testing.T) {
	for lease, want := range map[time.Duration]time.Duration{
		240 * time.Hour: pushedInterval, 4 * time.Hour: 2 * time.Hour, time.Second: poll.MinInterval, 0: 10 * time.Minute,
	} {
		h := &hub{d: polltest.NewDesk(), lease: lease}
		f, _ := followHub(t, news(t, document{Body: strings.Replace(rssFeed, "<title>", atomLinks+"<title>", 1)}), h)
		h.d.Until(t, f, time.Minute)
		if got := f.next().Sub(h.d.At.Add(-time.Minute)); !about(got, want) {
			t.Errorf("a lease of %v: due after %v, want %v", lease, got, want)
		}
	}
	h := &hub{d: polltest.NewDesk(), err: errors.New("no such hub")}
	f, _ := followHub(t, news(t, document{Body: strings.Replace(rssFeed, "<title>", atomLinks+"<title>", 1)}), h)
	if got := h.d.Until(t, f, time.Hour); len(got) != 2 || len(h.asked) < 5 || !strings.Contains(h.d.Logged(), "no such hub") {
		t.Errorf("%d items, asked %d times; the log says %s", len(got), len(h.asked), h.d.Logged())
	}
}

// TestWhatAHubDistributesIsTakenIn at once, also after a restart.
func TestWhatAHubDistributesIsTakenIn(t *testing.T) {
	s, h := news(t, document{Body: strings.Replace(rssFeed, "<title>", atomLinks+"<title>", 1)}), &hub{d: polltest.NewDesk(), lease: 240 * time.Hour}
	f, _ := followHub(t, s, h)
	h.d.Until(t, f, time.Minute)
	f, woken := followHub(t, s, h)
	receive := h.receive["https://news.example/feed"]
	if receive == nil {
		t.Fatal("nobody listens after a restart")
	}
	for i := range 2 {
		path := fmt.Sprintf("/hub/%d", i)
		s.Set(path, polltest.Page("Story "+path))
		receive([]byte("<rss><channel><item><link>"+s.URL()+path+"</link></item><item><link>"+s.URL()+"/news/1</link></item></channel></rss>"), "application/rss+xml")
	}
	got := h.d.Until(t, f, time.Minute)
	if len(got) != 2 || *woken != 2 || s.Visits("/feed") != 1 || s.Visits("/news/1") != 1 {
		t.Errorf("%d items, woken %d times; asked for %q", len(got), *woken, s.Asked())
	}
	receive([]byte("<html>"), "text/html")
	if h.d.Until(t, f, time.Minute); s.Visits("/feed") != 2 {
		t.Errorf("after what cannot be read: asked for %q", s.Asked())
	}
	for range maxLetters + 1 {
		receive([]byte("<rss><channel></channel></rss>"), "")
	}
	if h.d.Until(t, f, time.Minute); s.Visits("/feed") != 3 {
		t.Errorf("after more than there is room for: asked for %q", s.Asked())
	}
}
