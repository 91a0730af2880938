package feed

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/poll/polltest"
)

var long = strings.Repeat("Acme has bought its rival Bolt for three million pounds, it said. ", 20)

// entry returns a feed of one entry.
func entry(inner string) document {
	return document{Body: `<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Dispatch</title><item>` + inner + `</item></channel></rss>`}
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
		"asked for":        {title + "<link>/news/1</link>" + content, true, polltest.Page("The page"), strings.TrimSpace(long) + "\n\nSecond."},
		"no link":          {title + content, false, polltest.Page("The page"), strings.TrimSpace(long) + "\n\nSecond."},
		"page is gone":     {title + "<link>/news/1</link>" + content, false, document{Status: 404}, strings.TrimSpace(long) + "\n\nSecond."},
		"page has no text": {title + "<link>/news/1</link>" + content, false, document{Body: "<html><nav>a</nav></html>"}, strings.TrimSpace(long) + "\n\nSecond."},
		"description":      {title + "<description>&lt;p&gt;" + long + "&lt;/p&gt;</description>", false, document{}, strings.TrimSpace(long)},
		"plain text":       {title + "<description>" + long + "\n\nSecond.</description>", true, document{}, strings.TrimSpace(long) + "\n\nSecond."},
	} {
		t.Run(name, func(t *testing.T) {
			s := polltest.NewSite(t, map[string]document{"/feed": entry(c.entry), "/news/1": c.page})
			got := takeOnce(t, s, Config{Once: true, Content: c.content})
			if len(got) != 1 || got[0].Rejection != nil || got[0].Article.Text != c.text || got[0].Article.Title != "Acme buys Bolt" {
				t.Fatalf("deliveries %+v", got)
			}
			if c.content && s.Visits("/news/1") > 0 {
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
	s := polltest.NewSite(t, map[string]document{"/feed": entry("<link>/news/1</link><description>Acme has bought its rival.</description>")})
	got := takeOnce(t, s, Config{Once: true})
	if len(got) != 1 || got[0].Rejection == nil || got[0].Rejection.Reason != ingest.ReasonFetch {
		t.Errorf("deliveries %+v", got)
	}
}

// TestEntryWithoutLinkAndText is named by its feed and title, and does not come
// again; an ID that is an address stands for a link.
func TestEntryWithoutLinkAndText(t *testing.T) {
	s, desk := polltest.NewSite(t, map[string]document{"/feed": entry("<title>Acme buys</title>")}), polltest.NewDesk()
	got := desk.TakeAll(t, follow(t, s, Config{Once: true}, desk))
	if len(got) != 1 || got[0].Rejection == nil || got[0].Rejection.Reason != ingest.ReasonNoText || got[0].Rejection.Origin != s.URL()+"/feed#Acme%20buys" {
		t.Fatalf("deliveries %+v", got)
	}
	if again := desk.TakeAll(t, follow(t, s, Config{Once: true}, desk)); len(again) > 0 {
		t.Errorf("it comes again: %+v", again)
	}
	s = polltest.NewSite(t, map[string]document{"/feed": entry("<guid>SITE/news/1</guid>"), "/news/1": polltest.Page("Acme buys")})
	if got := takeOnce(t, s, Config{Once: true}); len(got) != 1 || got[0].Article.Title != "Acme buys" {
		t.Errorf("deliveries %+v", got)
	}
}

// TestPageThatFailsInPassingIsForTheNextRun of a source that looks once.
func TestPageThatFailsInPassingIsForTheNextRun(t *testing.T) {
	s, desk := news(t, document{Body: rssFeed}), polltest.NewDesk()
	s.Set("/news/1", document{Status: http.StatusServiceUnavailable})
	if got := desk.TakeAll(t, follow(t, s, Config{Once: true}, desk)); len(got) != 2 || got[0].Rejection == nil {
		t.Fatalf("deliveries %+v", got)
	}
	s.Set("/news/1", polltest.Page("Acme buys Bolt"))
	if got := desk.TakeAll(t, follow(t, s, Config{Once: true}, desk)); len(got) != 1 || got[0].Article.Title != "Acme buys Bolt" {
		t.Errorf("the next run gives %+v", got)
	}
}

// TestEntryThatChangesComesAgain: its page is fetched once more for a change,
// and no more for the same one.
func TestEntryThatChangesComesAgain(t *testing.T) {
	atom := func(updated string) document {
		return document{Body: `<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><id>urn:1</id><title>Acme buys Bolt</title>
			<link href="SITE/news/1"/><published>2026-03-01T10:00:00Z</published><updated>` + updated + `</updated></entry></feed>`}
	}
	s, desk := polltest.NewSite(t, map[string]document{"/feed": atom("2026-03-01T10:00:00Z"), "/news/1": polltest.Page("Acme buys Bolt")}), polltest.NewDesk()
	for _, look := range []struct {
		updated string
		want    int
	}{{"2026-03-01T10:00:00Z", 1}, {"2026-03-01T12:30:00Z", 1}, {"2026-03-01T12:30:00Z", 0}} {
		s.Set("/feed", atom(look.updated))
		got := desk.TakeAll(t, follow(t, s, Config{Once: true}, desk))
		if len(got) != look.want {
			t.Errorf("updated at %s it comes %d times, want %d", look.updated, len(got), look.want)
		}
	}
}
