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
		d, visits := newDesk(), 0
		var delivered time.Time
		f := d.follow(t, Config{URL: "http://a.example/feed", Interval: 24 * time.Hour}, script(func(address, etag string) (*fetch.Response, error) {
			switch {
			case etag != "":
				return &fetch.Response{NotModified: true}, nil
			case strings.HasSuffix(address, "/feed"):
				return &fetch.Response{Body: []byte(entry("<link>http://a.example/1</link>").body), ETag: "e", URL: address}, nil
			}
			delivered = d.at
			if visits++; visits <= failures {
				return nil, &fetch.StatusError{Code: http.StatusBadGateway}
			}
			return &fetch.Response{Body: []byte(pageOf("Acme buys").body), URL: address}, nil
		}))
		began := d.at
		got := d.until(t, f, 4*time.Hour)
		if len(got) != 1 || (got[0].Rejection == nil) != (failures < 6) || delivered.Sub(began) != after {
			t.Errorf("%d failures: deliveries %+v after %v, want %v", failures, got, delivered.Sub(began), after)
		}
	}
}

// TestFeedThatFailsIsLookedAtAgain, each time after twice as long, up to six
// hours; and once it answers, at its own interval.
func TestFeedThatFailsIsLookedAtAgain(t *testing.T) {
	d := newDesk()
	var looks []time.Time
	f := d.follow(t, Config{URL: "http://a.example/feed", Interval: 10 * time.Minute}, script(func(address, _ string) (*fetch.Response, error) {
		looks = append(looks, d.at)
		if len(looks) < 9 {
			return nil, errors.New("connection refused")
		}
		return &fetch.Response{Body: []byte("<rss><channel></channel></rss>"), URL: address}, nil
	}))
	d.until(t, f, 30*time.Hour)
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
		d := newDesk()
		f := d.follow(t, Config{URL: "http://a.example/feed", Interval: time.Minute}, script(func(string, string) (*fetch.Response, error) { return nil, failure }))
		due, err := f.Step(t.Context(), &tray{})
		if err != nil || !about(due.Sub(d.at), want) {
			t.Errorf("%v: due after %v, error %v", failure, due.Sub(d.at), err)
		}
		if gone := strings.Contains(d.log.String(), "gone for good"); gone != (failure.Code == http.StatusGone) || !strings.Contains(d.log.String(), "next_poll=") {
			t.Errorf("%v: the log says %s", failure, d.log.String())
		}
	}
}

// TestPollingFollowsTheFeed: its dates, what it asks for, and what is set.
func TestPollingFollowsTheFeed(t *testing.T) {
	items := ""
	for i := range 10 {
		at := newDesk().at.Add(-time.Duration(i) * 2 * time.Hour)
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
		d := newDesk()
		s := newSite(t, map[string]document{"/feed": {
			body: "<rss><channel>" + c.inner + items + "</channel></rss>", header: http.Header{"Cache-Control": {c.cacheControl}},
		}})
		began := d.at
		f := s.follow(t, Config{Interval: c.interval, Content: true}, d)
		for range 11 { // the entries too
			if _, err := f.Step(t.Context(), &tray{}); err != nil {
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
	for name, doc := range map[string]document{"etag": {body: rssFeed, etag: `"v1"`}, "last-modified": {body: rssFeed, lastModified: "Mon, 02 Mar 2026 07:00:00 GMT"}} {
		t.Run(name, func(t *testing.T) {
			s, d := news(t, doc), newDesk()
			if got := d.until(t, s.follow(t, Config{Interval: time.Hour}, d), time.Minute); len(got) != 2 {
				t.Fatalf("%d deliveries", len(got))
			}
			f := s.follow(t, Config{Interval: time.Hour}, d)
			if d.until(t, f, 50*time.Minute); s.visits("/feed") != 1 {
				t.Errorf("a restart asks for the feed: %q", s.asked)
			}
			if d.until(t, f, 30*time.Minute); s.visits("/feed "+doc.etag+doc.lastModified) != 1 {
				t.Errorf("asked %q", s.asked)
			}
			doc.body = strings.Replace(rssFeed, "</channel>", "<item><link>/news/3</link></item></channel>", 1)
			doc.etag, doc.lastModified = strings.Replace(doc.etag, "1", "2", 1), strings.Replace(doc.lastModified, "07", "08", 1)
			s.set("/news/3", pageOf("A third story"))
			s.set("/feed", doc)
			if got := d.until(t, f, 2*time.Hour); len(got) != 1 || got[0].Article.Title != "A third story" || s.visits("/news/1") != 1 {
				t.Errorf("deliveries %+v; asked %q", got, s.asked)
			}
		})
	}
}

// TestNothingIsLostInARestart between the reading of a feed and the writing of
// its articles: the feed is read as if it had not been.
func TestNothingIsLostInARestart(t *testing.T) {
	s, d := news(t, document{body: rssFeed, etag: `"v1"`}), newDesk()
	f := s.follow(t, Config{}, d)
	var out tray
	for range 3 {
		if _, err := f.Step(t.Context(), &out); err != nil {
			t.Fatal(err)
		}
	}
	if out.deliveries[0].Ack(nil); len(out.deliveries) != 2 {
		t.Fatalf("%d deliveries", len(out.deliveries))
	}
	again := d.until(t, s.follow(t, Config{}, d), time.Minute)
	if len(again) != 1 || again[0].Article.Title != "Bolt says no" {
		t.Errorf("after a restart there come %+v", again)
	}
}

// TestFeedThatMoved is asked for where it is, also after a restart, and again
// where it was when it cannot be had there.
func TestFeedThatMoved(t *testing.T) {
	s, d := news(t, document{}), newDesk()
	s.set("/feed", document{status: http.StatusMovedPermanently, header: http.Header{"Location": {"/new"}}})
	s.set("/new", document{body: rssFeed})
	d.until(t, s.follow(t, Config{Interval: time.Hour}, d), time.Minute)
	if !strings.Contains(d.log.String(), "moved for good") || !strings.Contains(d.log.String(), s.server.URL+"/new") {
		t.Errorf("the log says %s", d.log.String())
	}
	f := s.follow(t, Config{Interval: time.Hour}, d)
	if d.until(t, f, 2*time.Hour); s.visits("/feed") != 1 || s.visits("/new") < 2 {
		t.Errorf("asked %q", s.asked)
	}
	s.set("/new", document{status: http.StatusNotFound})
	s.set("/feed", document{body: strings.Replace(rssFeed, "/news/2", "/news/3", 1)})
	if d.until(t, f, 24*time.Hour); s.visits("/feed") < 2 {
		t.Errorf("asked %q", s.asked)
	}
	s.set("/feed", document{status: http.StatusFound, header: http.Header{"Location": {"/new"}}})
	s.set("/new", document{body: rssFeed})
	d = newDesk()
	if f = s.follow(t, Config{Interval: time.Hour}, d); d.until(t, f, time.Minute) == nil || f.address() != s.server.URL+"/feed" {
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
		d := newDesk()
		if got := d.takeAll(t, news(t, document{body: c.body}).follow(t, Config{Once: true}, d)); len(got) != c.items {
			t.Errorf("%s: %d items; the log says %s", name, len(got), d.log.String())
		}
		if told := strings.Contains(d.log.String(), "the feed is broken"); told != (c.items < 2) {
			t.Errorf("%s: the log says %s", name, d.log.String())
		}
	}
	for said, body := range map[string]string{
		"entities": `<!DOCTYPE rss [<!ENTITY a "&b;&b;">]>` + rssFeed[21:],
		"nested":   "<rss><channel><item><x>" + strings.Repeat("<a:a>", 100_000) + rssFeed[21:],
	} {
		_, err := news(t, document{body: body}).follow(t, Config{Once: true}, newDesk()).Step(t.Context(), &tray{})
		if !errors.Is(err, ingest.ErrMalformed) || !strings.Contains(err.Error(), said) {
			t.Errorf("error %v, want one that says %s", err, said)
		}
	}
}

// TestLongFeedIsTakenInInParts: no more wait than there is room for, and none
// is left out or fetched twice.
func TestLongFeedIsTakenInInParts(t *testing.T) {
	const n = 1200
	items := ""
	for i := range n {
		items += fmt.Sprintf("<item><guid>%d</guid><title>Story %d</title><description>%s</description></item>", i, i, long)
	}
	for _, once := range []bool{true, false} {
		s, d := newSite(t, map[string]document{"/feed": {body: "<rss><channel>" + items + "</channel></rss>", etag: "e"}}), newDesk()
		f := s.follow(t, Config{Once: once, Content: true}, d)
		var got []ingest.Delivery
		if once {
			got = d.takeAll(t, f)
		} else {
			got = d.until(t, f, time.Minute)
		}
		if len(got) != n || s.visits("/feed") != 3 {
			t.Errorf("once %v: %d of %d items, the feed was read %d times", once, len(got), n, s.visits("/feed"))
		}
	}
}
