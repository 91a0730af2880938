package newsroom

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/mmcdole/gofeed"
)

func start(t *testing.T) *Server {
	t.Helper()
	s, err := Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func get(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d, error %v", url, resp.StatusCode, err)
	}
	return string(body)
}

func TestFeedListsEveryArticle(t *testing.T) {
	s := start(t)
	feed, err := gofeed.NewParser().ParseString(get(t, s.FeedURL()))
	if err != nil {
		t.Fatal(err)
	}
	if len(feed.Items) < 16 {
		t.Fatalf("the feed has %d items, want at least 16", len(feed.Items))
	}
	for _, item := range feed.Items {
		if !strings.HasPrefix(item.Link, s.URL()+"/news/") || item.PublishedParsed == nil {
			t.Errorf("item %q has link %q and date %q", item.Title, item.Link, item.Published)
		}
		get(t, item.Link)
	}
}

func TestPagesCarryTextAndMetadata(t *testing.T) {
	s := start(t)
	n, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, story := range n.stories {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(get(t, s.URL()+"/news/"+story.Slug)))
		if err != nil {
			t.Fatal(err)
		}
		if got := doc.Find("h1").Text(); got != story.Title {
			t.Errorf("%s: heading %q, want %q", story.Slug, got, story.Title)
		}
		for _, b := range story.Blocks {
			if !strings.Contains(doc.Text(), b.Text) {
				t.Errorf("%s: the page lacks %q", story.Slug, b.Text)
			}
		}
		doc.Find(`script[type="application/ld+json"]`).Each(func(_ int, script *goquery.Selection) {
			if !json.Valid([]byte(script.Text())) {
				t.Errorf("%s: JSON-LD is not JSON: %s", story.Slug, script.Text())
			}
		})
	}
}

func TestEveryArticleSaysWhatToExpect(t *testing.T) {
	n, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, story := range n.stories {
		expect, err := os.ReadFile("articles/" + story.Slug + ".expect")
		if err != nil || len(expect) == 0 {
			t.Errorf("%s: expectations missing: %v", story.Slug, err)
		}
	}
}

func TestUnknownPageIsNotFound(t *testing.T) {
	resp, err := http.Get(start(t).URL() + "/news/no-such-article")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusNotFound {
		t.Errorf("status %d, want 404", resp.StatusCode)
	}
}

func TestStartSaysWhyItCannot(t *testing.T) {
	s := start(t)
	if _, err := Start(strings.TrimPrefix(s.URL(), "http://")); err == nil || !strings.Contains(err.Error(), "sample newsroom") {
		t.Errorf("starting twice at one address gave %v", err)
	}
}
