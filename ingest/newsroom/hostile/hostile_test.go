package hostile_test

import (
	"crypto/x509"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/feed"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/newsroom"
	"github.com/gigawire/gigawire/ingest/newsroom/hostile"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/sitemap"
	"github.com/gigawire/gigawire/ingest/visit"
)

// outcome is what came of a site.
type outcome struct {
	articles map[string]string // texts by ID
	rejected []*ingest.Rejection
	feed     error // why its feed could not be read
}

// TestEachSiteEndsAsItMust reads all sites at once, a good one among them.
func TestEachSiteEndsAsItMust(t *testing.T) {
	bad, err := hostile.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(bad.Close)
	good, err := newsroom.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { good.Close() })

	outcomes := readAll(t, append(bad.Hosts(), good.Addr()), bad.Roots(), append(bad.Sites, hostile.Site{URL: good.URL()}))
	for _, s := range bad.Sites {
		t.Run(s.Name, func(t *testing.T) { hold(t, s.Want, outcomes[listing(s)]) })
	}
	if o := outcomes[good.FeedURL()]; len(o.articles) != 16 || len(o.rejected) != 3 || o.feed != nil {
		t.Errorf("the good site: %d articles, %d rejections, error %v", len(o.articles), len(o.rejected), o.feed)
	}
	select {
	case <-bad.Left():
	case <-time.After(10 * time.Second):
		t.Error("somebody is still connected to a site that is no good")
	}
	if n := bad.Betrayed(); n > 0 {
		t.Errorf("a private site was asked %d times", n)
	}
}

func hold(t *testing.T, want hostile.Want, got *outcome) {
	t.Helper()
	if want.Feed != "" {
		if got.feed == nil || !strings.Contains(got.feed.Error(), want.Feed) {
			t.Errorf("the feed ends with %v, want %q", got.feed, want.Feed)
		}
	} else if got.feed != nil {
		t.Errorf("the feed cannot be read: %v", got.feed)
	}
	if len(got.articles) != want.Articles {
		t.Errorf("%d articles, want %d", len(got.articles), want.Articles)
	}
	for _, text := range got.articles {
		if !strings.Contains(text, want.Text) || strings.Contains(text, "root:") {
			t.Errorf("text %.300q lacks %q, or has what it should not", text, want.Text)
		}
	}
	for _, r := range got.rejected {
		if r.Reason != want.Reason || !strings.Contains(r.Err.Error(), want.Says) {
			t.Errorf("set aside for %s: %v, want %q with %q", r.Reason, r.Err, want.Reason, want.Says)
		}
	}
	if (want.Reason != "") != (len(got.rejected) > 0) {
		t.Errorf("%d entries set aside, want the reason %q", len(got.rejected), want.Reason)
	}
}

// readAll reads the feeds of sites, all at once as the program does, and
// returns what came of each. The slow ones have a fetcher without patience, so
// that no other has to be quick on a machine that is busy.
func readAll(t *testing.T, hosts []string, roots *x509.CertPool, sites []hostile.Site) map[string]*outcome {
	t.Helper()
	patient, hasty := newFetcher(t, hosts, roots, time.Minute), newFetcher(t, hosts, roots, time.Second)
	all := poll.New(patient)
	t.Cleanup(func() { all.Close() })
	outcomes := map[string]*outcome{}
	for _, s := range sites {
		address, fetcher := listing(s), patient
		if s.Slow {
			fetcher = hasty
		}
		outcomes[address] = &outcome{articles: map[string]string{}}
		all.Add(follow(t, fetcher, s))
	}
	for {
		d, err := all.Next(t.Context())
		if err != nil {
			settle(t, outcomes, err)
			return outcomes
		}
		d.Ack(nil)
		outcomes[d.Source].add(d)
	}
}

// newFetcher returns a fetcher that waits so long for an answer to begin and
// to go on, and twice as long for the whole.
func newFetcher(t *testing.T, hosts []string, roots *x509.CertPool, wait time.Duration) *fetch.Fetcher {
	t.Helper()
	c := fetch.DefaultConfig()
	c.AllowHosts, c.Roots, c.Attempts = hosts, roots, 2
	c.Timeout, c.ConnectTimeout, c.HeaderTimeout, c.IdleTimeout = 2*wait, wait, wait, wait
	f, err := fetch.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// listing returns the address of what lists a site's pages.
func listing(s hostile.Site) string {
	if s.Sitemap {
		return s.URL + hostile.SitemapPath
	}
	return s.URL + hostile.FeedPath
}

// follow returns what lists a site's pages, to be read once, under its address
// as its name.
func follow(t *testing.T, fetcher *fetch.Fetcher, s hostile.Site) (task poll.Task) {
	t.Helper()
	address, log := listing(s), slog.New(slog.DiscardHandler)
	visitor := visit.New(visit.Deps{Fetcher: fetcher, Memory: nothing{}, Reader: page.New(), Log: log, Now: time.Now})
	var err error
	if s.Sitemap {
		task, err = sitemap.New(sitemap.Config{URL: address, Once: true},
			sitemap.Deps{Fetcher: fetcher, Visitor: visitor, Notes: nothing{}, Turn: sitemap.NewTurn(), Log: log, Now: time.Now})
	} else {
		task, err = feed.New(feed.Config{URL: address, Name: address, Once: true},
			feed.Deps{Fetcher: fetcher, Visitor: visitor, Notes: nothing{}, Log: log, Now: time.Now})
	}
	if err != nil {
		t.Fatal(err)
	}
	return task
}

func (o *outcome) add(d ingest.Delivery) {
	if d.Rejection != nil {
		o.rejected = append(o.rejected, d.Rejection)
		return
	}
	o.articles[d.Article.ID] = d.Article.Text
}

// settle notes, of the errors that all ended with, whose they are.
func settle(t *testing.T, outcomes map[string]*outcome, err error) {
	t.Helper()
	var failed ingest.Failures
	if !errors.As(err, &failed) {
		t.Fatalf("it ends with %v", err)
	}
	for _, err := range failed {
		for address, o := range outcomes {
			if strings.Contains(err.Error(), address+":") {
				o.feed = err
			}
		}
	}
}

// nothing is a memory of nothing.
type nothing struct{}

func (nothing) Has(string) bool              { return false }
func (nothing) Add(string) error             { return nil }
func (nothing) Note(string) []byte           { return nil }
func (nothing) SetNote(string, []byte) error { return nil }
