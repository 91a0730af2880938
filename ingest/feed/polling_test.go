package feed

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/poll/polltest"
)

// script answers requests without a network, so that a test's time can pass.
type script func(address, etag string) (*fetch.Response, error)

func (s script) Get(_ context.Context, address, etag, _ string) (*fetch.Response, error) {
	return s(address, etag)
}

// gaps returns the pauses between looks, in minutes.
func gaps(looks []time.Time) []int {
	var out []int
	for i := 1; i < len(looks); i++ {
		out = append(out, int(looks[i].Sub(looks[i-1]).Minutes()+0.5))
	}
	return out
}

// about reports whether a duration is another one, give or take a tenth.
func about(got, want time.Duration) bool { return got >= want*9/10 && got <= want*11/10 }

// TestPageThatFailsInPassingIsTriedAgain, though the feed did not change, each
// time after twice as long, and is set aside in the end.
func TestPageThatFailsInPassingIsTriedAgain(t *testing.T) {
	for failures, after := range map[int]time.Duration{0: 0, 1: 5 * time.Minute, 2: 15 * time.Minute, 5: 155 * time.Minute, 6: 155 * time.Minute} {
		d, visits := polltest.NewDesk(), 0
		var delivered time.Time
		f := followBy(t, d, Config{URL: "http://a.example/feed", Interval: 24 * time.Hour}, script(func(address, etag string) (*fetch.Response, error) {
			switch {
			case etag != "":
				return &fetch.Response{NotModified: true}, nil
			case strings.HasSuffix(address, "/feed"):
				return &fetch.Response{Body: []byte(entry("<link>http://a.example/1</link>").Body), ETag: "e", URL: address}, nil
			}
			delivered = d.At
			if visits++; visits <= failures {
				return nil, &fetch.StatusError{Code: http.StatusBadGateway}
			}
			return &fetch.Response{Body: []byte(polltest.Page("Acme buys").Body), URL: address}, nil
		}))
		began := d.At
		got := d.Until(t, f, 4*time.Hour)
		if len(got) != 1 || (got[0].Rejection == nil) != (failures < 6) || delivered.Sub(began) != after {
			t.Errorf("%d failures: deliveries %+v after %v, want %v", failures, got, delivered.Sub(began), after)
		}
	}
}

// TestFeedThatFailsIsLookedAtAgain, each time after twice as long, up to six
// hours; and once it answers, at its own interval.
func TestFeedThatFailsIsLookedAtAgain(t *testing.T) {
	d := polltest.NewDesk()
	var looks []time.Time
	f := followBy(t, d, Config{URL: "http://a.example/feed", Interval: 10 * time.Minute}, script(func(address, _ string) (*fetch.Response, error) {
		looks = append(looks, d.At)
		if len(looks) < 9 {
			return nil, errors.New("connection refused")
		}
		return &fetch.Response{Body: []byte("<rss><channel></channel></rss>"), URL: address}, nil
	}))
	d.Until(t, f, 30*time.Hour)
	for i, want := range []time.Duration{10, 20, 40, 80, 160, 320, 360, 360, 10, 10} {
		if i+1 >= len(looks) || !about(looks[i+1].Sub(looks[i]), want*time.Minute) {
			t.Fatalf("pauses of %v minutes, want %v after look %d", gaps(looks), want, i)
		}
	}
}

// TestRetryAfterIsHonoured, though the interval is shorter, and a feed that is
// gone is asked for once a day.
func TestRetryAfterIsHonoured(t *testing.T) {
	for want, failure := range map[time.Duration]*fetch.StatusError{
		3 * time.Hour:  {Code: http.StatusTooManyRequests, RetryAfter: "10800"},
		2 * time.Hour:  {Code: http.StatusServiceUnavailable, RetryAfter: "Mon, 02 Mar 2026 10:00:00 GMT"},
		24 * time.Hour: {Code: http.StatusGone},
	} {
		d := polltest.NewDesk()
		f := followBy(t, d, Config{URL: "http://a.example/feed", Interval: time.Minute}, script(func(string, string) (*fetch.Response, error) { return nil, failure }))
		due, err := f.Step(t.Context(), &polltest.Tray{})
		if err != nil || !about(due.Sub(d.At), want) {
			t.Errorf("%v: due after %v, error %v", failure, due.Sub(d.At), err)
		}
		if gone := strings.Contains(d.Logged(), "gone for good"); gone != (failure.Code == http.StatusGone) || !strings.Contains(d.Logged(), "next_poll=") {
			t.Errorf("%v: the log says %s", failure, d.Logged())
		}
	}
}

// TestPollingFollowsTheFeed: its dates, what it asks for, and what is set.
func TestPollingFollowsTheFeed(t *testing.T) {
	items := ""
	for i := range 10 {
		at := polltest.NewDesk().At.Add(-time.Duration(i) * 2 * time.Hour)
		items += fmt.Sprintf("<item><guid>%d</guid><pubDate>%s</pubDate></item>", i, at.Format(time.RFC1123Z))
	}
	for name, c := range map[string]struct {
		inner, cacheControl string
		interval, want      time.Duration
	}{
		"dates":         {want: time.Hour},
		"max-age":       {cacheControl: "public, max-age=10800", want: 3 * time.Hour},
		"short max-age": {cacheControl: "max-age=60", want: time.Hour},
		"ttl":           {inner: "<ttl>240</ttl>", want: 4 * time.Hour},
		"ttl of words":  {inner: "<ttl>often</ttl>", want: time.Hour},
		"update period": {inner: `<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"> daily </sy:updatePeriod><sy:updateFrequency xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">4</sy:updateFrequency>`, want: 6 * time.Hour},
		"set":           {inner: "<ttl>240</ttl>", interval: 2 * time.Minute, want: 2 * time.Minute},
	} {
		d := polltest.NewDesk()
		s := polltest.NewSite(t, map[string]document{"/feed": {
			Body: "<rss><channel>" + c.inner + items + "</channel></rss>", Header: map[string]string{"Cache-Control": c.cacheControl},
		}})
		began := d.At
		f := follow(t, s, Config{Interval: c.interval, Content: true}, d)
		for range 11 { // the entries too
			if _, err := f.Step(t.Context(), &polltest.Tray{}); err != nil {
				t.Fatal(err)
			}
		}
		if got := f.next().Sub(began); !about(got, c.want) {
			t.Errorf("%s: due after %v, want %v", name, got, c.want)
		}
	}
}

// TestFeedAsksOnlyForWhatChanged, by ETag or Last-Modified, also after a
// restart, and takes in what is new.
func TestFeedAsksOnlyForWhatChanged(t *testing.T) {
	for name, doc := range map[string]document{"etag": {Body: rssFeed, ETag: `"v1"`}, "last-modified": {Body: rssFeed, LastModified: "Mon, 02 Mar 2026 07:00:00 GMT"}} {
		t.Run(name, func(t *testing.T) {
			s, d := news(t, doc), polltest.NewDesk()
			if got := d.Until(t, follow(t, s, Config{Interval: time.Hour}, d), time.Minute); len(got) != 2 {
				t.Fatalf("%d deliveries", len(got))
			}
			f := follow(t, s, Config{Interval: time.Hour}, d)
			if d.Until(t, f, 50*time.Minute); s.Visits("/feed") != 1 {
				t.Errorf("a restart asks for the feed: %q", s.Asked())
			}
			if d.Until(t, f, 30*time.Minute); s.Visits("/feed "+doc.ETag+doc.LastModified) != 1 {
				t.Errorf("asked %q", s.Asked())
			}
			doc.Body = strings.Replace(rssFeed, "</channel>", "<item><link>/news/3</link></item></channel>", 1)
			doc.ETag, doc.LastModified = strings.Replace(doc.ETag, "1", "2", 1), strings.Replace(doc.LastModified, "07", "08", 1)
			s.Set("/news/3", polltest.Page("A third story"))
			s.Set("/feed", doc)
			if got := d.Until(t, f, 2*time.Hour); len(got) != 1 || got[0].Article.Title != "A third story" || s.Visits("/news/1") != 1 {
				t.Errorf("deliveries %+v; asked %q", got, s.Asked())
			}
		})
	}
}

// TestNothingIsLostInARestart between the reading of a feed and the writing of
// its articles: the feed is read as if it had not been.
func TestNothingIsLostInARestart(t *testing.T) {
	s, d := news(t, document{Body: rssFeed, ETag: `"v1"`}), polltest.NewDesk()
	f := follow(t, s, Config{}, d)
	var out polltest.Tray
	for range 3 {
		if _, err := f.Step(t.Context(), &out); err != nil {
			t.Fatal(err)
		}
	}
	if out.Deliveries[0].Ack(nil); len(out.Deliveries) != 2 {
		t.Fatalf("%d deliveries", len(out.Deliveries))
	}
	again := d.Until(t, follow(t, s, Config{}, d), time.Minute)
	if len(again) != 1 || again[0].Article.Title != "Bolt says no" {
		t.Errorf("after a restart there come %+v", again)
	}
}

// TestFeedThatMoved is asked for where it is, also after a restart, and again
// where it was when it cannot be had there.
func TestFeedThatMoved(t *testing.T) {
	s, d := news(t, document{}), polltest.NewDesk()
	s.Set("/feed", document{Status: http.StatusMovedPermanently, Header: map[string]string{"Location": "/new"}})
	s.Set("/new", document{Body: rssFeed})
	d.Until(t, follow(t, s, Config{Interval: time.Hour}, d), time.Minute)
	if !strings.Contains(d.Logged(), "moved for good") || !strings.Contains(d.Logged(), s.URL()+"/new") {
		t.Errorf("the log says %s", d.Logged())
	}
	f := follow(t, s, Config{Interval: time.Hour}, d)
	if d.Until(t, f, 2*time.Hour); s.Visits("/feed") != 1 || s.Visits("/new") < 2 {
		t.Errorf("asked %q", s.Asked())
	}
	s.Set("/new", document{Status: http.StatusNotFound})
	s.Set("/feed", document{Body: strings.Replace(rssFeed, "/news/2", "/news/3", 1)})
	if d.Until(t, f, 24*time.Hour); s.Visits("/feed") < 2 {
		t.Errorf("asked %q", s.Asked())
	}
	s.Set("/feed", document{Status: http.StatusFound, Header: map[string]string{"Location": "/new"}})
	s.Set("/new", document{Body: rssFeed})
	d = polltest.NewDesk()
	if f = follow(t, s, Config{Interval: time.Hour}, d); d.Until(t, f, time.Minute) == nil || f.address() != s.URL()+"/feed" {
		t.Errorf("a move in passing changes the address to %s", f.address())
	}
}

// TestBrokenFeedIsReadAsFarAsItGoes, and the log says so; what is dangerous is
// not read.
func TestBrokenFeedIsReadAsFarAsItGoes(t *testing.T) {
	for name, c := range map[string]struct {
		body  string
		items int
	}{
		"cut":               {rssFeed[:len(rssFeed)-60], 1},
		"cut, Atom":         {atomFeed[:len(atomFeed)-30], 1},
		"another's end":     {strings.Replace(rssFeed, "<guid>tag", "<guid<tag", 1), 1},
		"control character": {strings.Replace(rssFeed, "buys", "buys\x0b", 1), 2},
	} {
		d := polltest.NewDesk()
		if got := d.TakeAll(t, follow(t, news(t, document{Body: c.body}), Config{Once: true}, d)); len(got) != c.items {
			t.Errorf("%s: %d items; the log says %s", name, len(got), d.Logged())
		}
		if told := strings.Contains(d.Logged(), "the feed is broken"); told != (c.items < 2) {
			t.Errorf("%s: the log says %s", name, d.Logged())
		}
	}
	for said, body := range map[string]string{
		"entities": `<!DOCTYPE rss [<!ENTITY a "&b;&b;">]>` + rssFeed[21:],
		"nested":   "<rss><channel><item><x>" + strings.Repeat("<a:a>", 100_000) + rssFeed[21:],
	} {
		_, err := follow(t, news(t, document{Body: body}), Config{Once: true}, polltest.NewDesk()).Step(t.Context(), &polltest.Tray{})
		if !errors.Is(err, ingest.ErrMalformed) || !strings.Contains(err.Error(), said) {
			t.Errorf("error %v, want one that says %s", err, said)
		}
	}
}

// TestLongFeedIsTakenInInParts: no more wait than there is room for, and none
// is left out or fetched twice.
func TestLongFeedIsTakenInInParts(t *testing.T) {
	const n = 600
	items := ""
	for i := range n {
		items += fmt.Sprintf("<item><guid>%d</guid><title>Story %d</title><description>%s</description></item>", i, i, long)
	}
	for _, once := range []bool{true, false} {
		s, d := polltest.NewSite(t, map[string]document{"/feed": {Body: "<rss><channel>" + items + "</channel></rss>", ETag: "e"}}), polltest.NewDesk()
		f := follow(t, s, Config{Once: once, Content: true}, d)
		var got []ingest.Delivery
		if once {
			got = d.TakeAll(t, f)
		} else {
			got = d.Until(t, f, time.Minute)
		}
		if len(got) != n || s.Visits("/feed") != 2 {
			t.Errorf("once %v: %d of %d items, the feed was read %d times", once, len(got), n, s.Visits("/feed"))
		}
	}
}
