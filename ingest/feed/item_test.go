package feed

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/fetch"
)

var long = strings.Repeat("Acme has bought its rival Bolt for three million pounds, it said. ", 20)

// entry returns a feed of one entry.
func entry(inner string) document {
	return document{body: `<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Dispatch</title><item>` + inner + `</item></channel></rss>`}
}

// TestOwnTextOfTheFeedIsTaken where it is asked for, where an entry has no
// page, and where its page cannot be had.
func TestOwnTextOfTheFeedIsTaken(t *testing.T) {
	content := "<content:encoded><![CDATA[<p>" + long + "</p><p>Second.</p>]]></content:encoded>"
	title := "<title>Acme buys Bolt</title><guid>tag:1</guid>"
	for name, c := range map[string]struct {
		entry   string
		content bool
		page    document
		text    string
	}{
		"asked for":        {title + "<link>/news/1</link>" + content, true, pageOf("The page"), strings.TrimSpace(long) + "\n\nSecond."},
		"no link":          {title + content, false, pageOf("The page"), strings.TrimSpace(long) + "\n\nSecond."},
		"page is gone":     {title + "<link>/news/1</link>" + content, false, document{status: 404}, strings.TrimSpace(long) + "\n\nSecond."},
		"page has no text": {title + "<link>/news/1</link>" + content, false, document{body: "<html><nav>a</nav></html>"}, strings.TrimSpace(long) + "\n\nSecond."},
		"description":      {title + "<description>&lt;p&gt;" + long + "&lt;/p&gt;</description>", false, document{}, strings.TrimSpace(long)},
		"plain text":       {title + "<description>" + long + "\n\nSecond.</description>", true, document{}, strings.TrimSpace(long) + "\n\nSecond."},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, map[string]document{"/feed": entry(c.entry), "/news/1": c.page})
			got := takeAll(t, s.follow(t, Config{Once: true, Content: c.content}, &memory{}))
			if len(got) != 1 || got[0].Rejection != nil || got[0].Article.Text != c.text || got[0].Article.Title != "Acme buys Bolt" {
				t.Fatalf("deliveries %+v", got)
			}
			if c.content && s.visits("/news/1") > 0 {
				t.Error("the page was fetched all the same")
			}
			if got[0].Article.ID == "" || got[0].Article.Source == "" {
				t.Errorf("ID %q, source %q", got[0].Article.ID, got[0].Article.Source)
			}
		})
	}
}

// TestTeaserIsNotTakenForTheArticle whose page cannot be had.
func TestTeaserIsNotTakenForTheArticle(t *testing.T) {
	s := newSite(t, map[string]document{"/feed": entry("<link>/news/1</link><description>Acme has bought its rival.</description>")})
	got := takeAll(t, s.follow(t, Config{Once: true}, &memory{}))
	if len(got) != 1 || got[0].Rejection == nil || got[0].Rejection.Reason != ingest.ReasonFetch {
		t.Errorf("deliveries %+v", got)
	}
}

// TestEntryWithoutLinkAndText is named by its feed and title, and does not come
// again; an ID that is an address stands for a link.
func TestEntryWithoutLinkAndText(t *testing.T) {
	s, m := newSite(t, map[string]document{"/feed": entry("<title>Acme buys</title>")}), &memory{}
	got := takeAll(t, s.follow(t, Config{Once: true}, m))
	if len(got) != 1 || got[0].Rejection == nil || got[0].Rejection.Reason != ingest.ReasonNoText || got[0].Rejection.Origin != s.server.URL+"/feed#Acme%20buys" {
		t.Fatalf("deliveries %+v", got)
	}
	if again := takeAll(t, s.follow(t, Config{Once: true}, m)); len(again) > 0 {
		t.Errorf("it comes again: %+v", again)
	}
	s = newSite(t, map[string]document{"/feed": entry("<guid>SITE/news/1</guid>"), "/news/1": pageOf("Acme buys")})
	if got := takeAll(t, s.follow(t, Config{Once: true}, &memory{})); len(got) != 1 || got[0].Article.Title != "Acme buys" {
		t.Errorf("deliveries %+v", got)
	}
}

// TestPageThatFailsInPassingIsForTheNextRun of a source that looks once.
func TestPageThatFailsInPassingIsForTheNextRun(t *testing.T) {
	s, m := news(t, document{body: rss}), &memory{}
	s.set("/news/1", document{status: http.StatusServiceUnavailable})
	if got := takeAll(t, s.follow(t, Config{Once: true}, m)); len(got) != 2 || got[0].Rejection == nil {
		t.Fatalf("deliveries %+v", got)
	}
	s.set("/news/1", pageOf("Acme buys Bolt"))
	if got := takeAll(t, s.follow(t, Config{Once: true}, m)); len(got) != 1 || got[0].Article.Title != "Acme buys Bolt" {
		t.Errorf("the next run gives %+v", got)
	}
}

// script answers requests without a network, so that a test's time can pass.
type script func(address, etag string, at time.Time) (*fetch.Response, error)

func (s script) Get(_ context.Context, address, etag, _ string) (*fetch.Response, error) {
	return s(address, etag, time.Now())
}

// TestPageThatFailsInPassingIsTriedAgain at later looks, though the feed did
// not change, and is set aside in the end.
func TestPageThatFailsInPassingIsTriedAgain(t *testing.T) {
	for failures, taken := range map[int]bool{1: true, 2: true, 3: false} {
		inBubble(t, func(t *testing.T, ctx context.Context) {
			began, visits := time.Now(), 0
			fetcher := script(func(address, etag string, _ time.Time) (*fetch.Response, error) {
				switch {
				case etag != "":
					return &fetch.Response{NotModified: true}, nil
				case strings.HasSuffix(address, "/feed"):
					return &fetch.Response{Body: []byte(entry("<link>http://a.example/1</link>").body), ETag: "e", URL: address}, nil
				}
				if visits++; visits <= failures {
					return nil, &fetch.StatusError{Code: http.StatusBadGateway}
				}
				return &fetch.Response{Body: []byte(pageOf("Acme buys").body), URL: address}, nil
			})
			f := newFeed(t, Config{URL: "http://a.example/feed", Interval: time.Minute}, fetcher, &memory{})
			d, err := f.Next(ctx)
			if err != nil || (d.Rejection == nil) != taken {
				t.Errorf("%d failures: delivery %+v, error %v", failures, d, err)
			}
			if waited := time.Since(began); waited != time.Duration(min(failures, 2))*time.Minute {
				t.Errorf("%d failures: delivered after %v", failures, waited)
			}
		})
	}
}

// TestFeedThatFailsIsLookedAtAgain, each time after twice as long, up to six
// hours; and once it answers, at its own interval.
func TestFeedThatFailsIsLookedAtAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, ctx context.Context) {
		var looked []time.Time
		fetcher := script(func(address, _ string, at time.Time) (*fetch.Response, error) {
			if strings.HasSuffix(address, "/feed") {
				looked = append(looked, at)
				if len(looked) < 8 {
					return nil, errors.New("connection refused")
				}
			}
			if len(looked) < 9 {
				return &fetch.Response{Body: []byte("<rss><channel></channel></rss>")}, nil
			}
			return &fetch.Response{Body: []byte(entry("<title>A</title><description>" + long + "</description>").body)}, nil
		})
		f := newFeed(t, Config{URL: "http://a.example/feed", Interval: 10 * time.Minute}, fetcher, &memory{})
		if d, err := f.Next(ctx); err != nil || d.Article.Title != "A" {
			t.Fatalf("delivery %+v, error %v", d, err)
		}
		want := []time.Duration{20 * time.Minute, 40 * time.Minute, 80 * time.Minute, 160 * time.Minute, 320 * time.Minute, 6 * time.Hour, 6 * time.Hour, 10 * time.Minute}
		for i := range want {
			if i+1 >= len(looked) || looked[i+1].Sub(looked[i]) != want[i] {
				t.Fatalf("looked at %v, want pauses %v", looked, want)
			}
		}
	})
}

// TestFeedAsksOnlyForWhatChanged, by ETag or Last-Modified, and takes in what
// is new.
func TestFeedAsksOnlyForWhatChanged(t *testing.T) {
	for name, d := range map[string]document{"etag": {body: rss, etag: `"v1"`}, "last-modified": {body: rss, lastModified: "Mon, 02 Mar 2026 07:00:00 GMT"}} {
		t.Run(name, func(t *testing.T) {
			s := news(t, d)
			f := s.follow(t, Config{Interval: time.Millisecond}, &memory{})
			for range 2 {
				take(t, f)
			}
			more := d
			more.body = strings.Replace(rss, "</channel>", "<item><link>/news/3</link></item></channel>", 1)
			s.set("/news/3", pageOf("A third story"))
			time.AfterFunc(20*time.Millisecond, func() {
				more.etag, more.lastModified = strings.Replace(d.etag, "1", "2", 1), strings.Replace(d.lastModified, "07", "08", 1)
				s.set("/feed", more)
			})
			if got := take(t, f); got.Article.Title != "A third story" {
				t.Errorf("delivery %+v", got)
			}
			if n := s.visits("/news/1"); n != 1 || s.visits("/feed "+d.etag+d.lastModified) == 0 {
				t.Errorf("the first page was fetched %d times; asked %q", n, s.asked[:5])
			}
		})
	}
}

// take returns the next delivery, acknowledged.
func take(t *testing.T, f *Feed) ingest.Delivery {
	t.Helper()
	d, err := f.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d.Ack(nil)
	return d
}

func TestWaitForAFeedEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	f := newFeed(t, Config{URL: "http://a.example/feed"}, script(func(string, string, time.Time) (*fetch.Response, error) {
		cancel()
		return nil, errors.New("connection refused")
	}), &memory{})
	if _, err := f.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
