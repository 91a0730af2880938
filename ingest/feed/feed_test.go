package feed

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/poll/polltest"
)

const (
	rssFeed = `<?xml version="1.0"?><rss version="2.0"><channel><title>The Dispatch</title>
<item><title>Acme buys Bolt</title><link>SITE/news/1</link><guid isPermaLink="false">1</guid><pubDate>Mon, 02 Mar 2026 07:00:00 GMT</pubDate></item>
<item><title>Bolt says no</title><link>/news/2</link><guid>tag:dispatch,2026:2</guid></item></channel></rss>`
	atomFeed = `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Dispatch</title>
<entry><title>Acme buys Bolt</title><id>tag:1</id><link rel="alternate" href="SITE/news/1"/><published>2026-03-02T07:00:00Z</published></entry>
<entry><title>Bolt says no</title><id>tag:2</id><link href="SITE/news/2"/></entry></feed>`
	jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"The Dispatch","items":[
{"id":"1","url":"SITE/news/1","title":"Acme buys Bolt","date_published":"2026-03-02T07:00:00Z"},{"id":"2","url":"SITE/news/2","title":"Bolt says no"}]}`
)

// news is a site with a feed and the two pages that it lists.
func news(t *testing.T, feed document) *polltest.Site {
	return polltest.NewSite(t, map[string]document{"/feed": feed, "/news/1": polltest.Page("Acme buys Bolt"), "/news/2": polltest.Page("Bolt says no")})
}

// TestEachFormOfFeedGivesItsPages, in order, completed with what the feed says.
func TestEachFormOfFeedGivesItsPages(t *testing.T) {
	for name, body := range map[string]string{"rss": rssFeed, "atom": atomFeed, "json": jsonFeed} {
		t.Run(name, func(t *testing.T) {
			s, desk := news(t, document{Body: body}), polltest.NewDesk()
			f := follow(t, s, Config{Once: true}, desk)
			got := desk.TakeAll(t, f)
			if len(got) != 2 || got[0].Rejection != nil || got[1].Rejection != nil || f.Name() != "The Dispatch" {
				t.Fatalf("%d deliveries of %q: %+v", len(got), f.Name(), got)
			}
			a := got[0].Article
			if a.Title != "Acme buys Bolt" || !strings.HasPrefix(a.Text, "Acme buys Bolt, it said") || a.URL != s.URL()+"/news/1" {
				t.Errorf("article %+v", a)
			}
			if a.Published.Format("2006-01-02 15:04") != "2026-03-02 07:00" || a.Fetched.Format("15:04:05.000") != "08:00:00.000" {
				t.Errorf("published %v, fetched %v", a.Published, a.Fetched)
			}
			if again := desk.TakeAll(t, follow(t, s, Config{Once: true}, desk)); len(again) > 0 || s.Visits("/news/1") != 1 {
				t.Errorf("a second run takes in %d and fetches a page %d times", len(again), s.Visits("/news/1"))
			}
		})
	}
}

// TestItemIsRememberedOnlyWhenItIsSafe: what could not be written is taken in
// again.
func TestItemIsRememberedOnlyWhenItIsSafe(t *testing.T) {
	s, desk := news(t, document{Body: rssFeed}), polltest.NewDesk()
	var out polltest.Tray
	f := follow(t, s, Config{Once: true}, desk)
	for len(out.Deliveries) == 0 {
		if _, err := f.Step(t.Context(), &out); err != nil {
			t.Fatal(err)
		}
	}
	out.Deliveries[0].Ack(errors.New("the broker is down"))
	if got := desk.TakeAll(t, follow(t, s, Config{Once: true}, desk)); len(got) != 2 {
		t.Errorf("%d items, want both", len(got))
	}
}

// TestItemsOfTwoFeedsAreApart though both number theirs from 1.
func TestItemsOfTwoFeedsAreApart(t *testing.T) {
	s, desk := news(t, document{Body: rssFeed}), polltest.NewDesk()
	s.Set("/other", document{Body: `<rss><channel><item><title>Third</title><link>/news/3</link><guid isPermaLink="false">1</guid></item></channel></rss>`})
	s.Set("/news/3", polltest.Page("A third story"))
	desk.TakeAll(t, follow(t, s, Config{Once: true}, desk))
	if got := desk.TakeAll(t, follow(t, s, Config{URL: s.URL() + "/other", Once: true}, desk)); len(got) != 1 || got[0].Article.Title != "A third story" {
		t.Errorf("the other feed gives %+v", got)
	}
}

// TestEachItemIsTakenInOnce though the feed lists it twice.
func TestEachItemIsTakenInOnce(t *testing.T) {
	twice := strings.Replace(rssFeed, "</channel>", `<item><link>/news/2</link><guid>tag:dispatch,2026:2</guid></item></channel>`, 1)
	s := news(t, document{Body: twice})
	if got := takeOnce(t, s, Config{Once: true}); len(got) != 2 {
		t.Errorf("it is taken in %d times", len(got)-1)
	}
}

// TestPageThatFailsDisturbsNoOther: each is a rejection that names the page,
// and the others are taken in.
func TestPageThatFailsDisturbsNoOther(t *testing.T) {
	for name, c := range map[string]struct {
		page   document
		reason string
		said   string
	}{
		"missing":  {document{Status: http.StatusNotFound}, ingest.ReasonFetch, "404"},
		"broken":   {document{Status: http.StatusInternalServerError}, ingest.ReasonFetch, "500"},
		"empty":    {document{}, ingest.ReasonEmpty, "empty"},
		"binary":   {document{Body: "%PDF-1.7\n\x00\x01"}, ingest.ReasonBinary, "application/pdf"},
		"charset":  {document{ContentType: "text/html; charset=klingon", Body: "caf\xe9"}, ingest.ReasonCharset, "klingon"},
		"menu":     {document{Body: "<html><nav>Home</nav></html>"}, ingest.ReasonNoText, "no article text"},
		"too much": {document{Body: strings.Repeat("a", 6<<20)}, ingest.ReasonTooLarge, "max_body_bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			s := news(t, document{Body: rssFeed})
			s.Set("/news/1", c.page)
			got := takeOnce(t, s, Config{Once: true})
			if len(got) != 2 || got[0].Rejection == nil || got[1].Article.Title != "Bolt says no" {
				t.Fatalf("deliveries %+v", got)
			}
			r := got[0].Rejection
			if r.Reason != c.reason || r.Origin != s.URL()+"/news/1" || !strings.Contains(r.Err.Error(), c.said) {
				t.Errorf("rejection of %s for %s: %v", r.Origin, r.Reason, r.Err)
			}
		})
	}
}

// TestFeedThatCannotBeReadSaysWhy, and what to do, and ends a source that looks
// once.
func TestFeedThatCannotBeReadSaysWhy(t *testing.T) {
	for said, d := range map[string]document{
		"404 Not Found": {Status: http.StatusNotFound},
		"this is no RSS, Atom or JSON feed: failed to detect feed type: name the address of the feed itself, or that of its site under sources.sites": polltest.Page("A page"),
		"this is no RSS, Atom or JSON feed: XML syntax error": {Body: rssFeed[:200]},
		"the document is empty":                               {},
		`"klingon"`:                                           {ContentType: "text/xml; charset=klingon", Body: strings.Replace(rssFeed, "Acme", "Acm\xe9", 1)},
	} {
		s := news(t, d)
		_, err := follow(t, s, Config{Once: true}, polltest.NewDesk()).Step(t.Context(), &polltest.Tray{})
		if err == nil || !strings.Contains(err.Error(), said) || strings.Count(err.Error(), s.URL()+"/feed") != 1 {
			t.Errorf("error %q, want one that says %q and the feed's address once", err, said)
		}
	}
	gone := polltest.NewSite(t, nil)
	gone.Close()
	_, err := follow(t, gone, Config{Once: true}, polltest.NewDesk()).Step(t.Context(), &polltest.Tray{})
	if err == nil || !strings.Contains(err.Error(), "connection refused") {
		t.Errorf("error %v", err)
	}
}

// TestFeedsAreReadAsTheyAre: with wrong labels and declarations, and with XML
// that is not quite right.
func TestFeedsAreReadAsTheyAre(t *testing.T) {
	latin := strings.ReplaceAll(rssFeed, "Dispatch", "D\xe9p\xeache")
	declared := strings.Replace(latin, `version="1.0"`, `version="1.0" encoding="ISO-8859-1"`, 1)
	for name, d := range map[string]document{
		"utf-8 with a wrong label":       {ContentType: "text/xml; charset=iso-8859-1", Body: strings.ReplaceAll(rssFeed, "Dispatch", "Dépêche")},
		"utf-8 with a wrong declaration": {Body: strings.Replace(strings.ReplaceAll(rssFeed, "Dispatch", "Dépêche"), `"1.0"`, `"1.0" encoding="ISO-8859-1"`, 1)},
		"latin-1 with a label":           {ContentType: "application/rss+xml; charset=iso-8859-1", Body: latin},
		"latin-1 with a declaration":     {Body: declared},
		"latin-1 with neither":           {Body: latin},
		"a mark before it":               {Body: "\xef\xbb\xbf" + strings.ReplaceAll(rssFeed, "Dispatch", "Dépêche")},
		"a blank line before it":         {Body: "\n " + strings.ReplaceAll(rssFeed, "Dispatch", "Dépêche")},
		"a bare ampersand":               {Body: strings.ReplaceAll(strings.ReplaceAll(rssFeed, "Dispatch", "Dépêche"), "buys", "& partners buy")},
		"the name of a page":             {ContentType: "text/html", Body: strings.ReplaceAll(rssFeed, "Dispatch", "Dépêche")},
	} {
		desk := polltest.NewDesk()
		f := follow(t, news(t, d), Config{Once: true}, desk)
		if got := desk.TakeAll(t, f); len(got) != 2 || f.Name() != "The Dépêche" {
			t.Errorf("%s: %d items of %q", name, len(got), f.Name())
		}
	}
}

func TestConfigIsValidated(t *testing.T) {
	for _, c := range []Config{{URL: "dispatch.example/rss"}, {URL: "http://a.example", Interval: -1}, {}} {
		if _, err := New(c, Deps{}); err == nil || !strings.Contains(err.Error(), "making feed") {
			t.Errorf("%+v: error %v", c, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{rssFeed, atomFeed, jsonFeed, rssFeed[:200], "<rss><channel><item><guid>", "{}", "<feed><entry/></feed>"} {
		f.Add([]byte(seed), "text/xml")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		parsed, _, err := parse(body, contentType)
		if err != nil && ingest.Reason(err) == ingest.ReasonFetch {
			t.Errorf("error %v stands for no reason of a document", err)
		}
		if err != nil {
			return
		}
		source := &Feed{config: Config{URL: "http://dispatch.example/feed"}}
		for _, item := range parsed.Items {
			if source.key(item) == "" || strings.Contains(absolute(item, ""), fmt.Sprintf("%c", 0)) {
				t.Errorf("item %+v has no key", item)
			}
		}
	})
}

// takeOnce takes in a feed of the site that nobody has looked at before.
func takeOnce(t *testing.T, s *polltest.Site, c Config) []ingest.Delivery {
	t.Helper()
	desk := polltest.NewDesk()
	return desk.TakeAll(t, follow(t, s, c, desk))
}
