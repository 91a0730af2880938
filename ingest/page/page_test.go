package page

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/ingest"
)

const newsPage = `<!DOCTYPE html><html lang="en-GB"><head><title>Acme buys Bolt for £3m | The Dispatch</title>
<link rel="canonical" href="https://dispatch.example/acme-bolt">
<meta property="og:site_name" content="The Dispatch">
<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"headline":"Acme buys Bolt for £3m",
"datePublished":"2026-03-01T10:00:00Z","dateModified":"2026-03-02","author":[{"@type":"Person","name":"Ann Lee"},{"name":"Bo Ek"}]}]}</script></head>
<body><nav><p>Markets and companies and a long line of other things to read about today.</p></nav>
<div class="page"><h1>Acme buys Bolt for £3m</h1><div class="share-bar"><p>Share this article with everyone that you know, and with others.</p></div>
<div class="story"><p>Acme, a maker of anvils, has bought its rival <a href="/bolt">Bolt</a> for £3m, it said on Monday morning in London.</p>
<h2>Why now</h2><p>The two companies have been in talks for years, and the price of iron has fallen by a third since the spring.</p>
<ul><li>Acme was founded in 1949.</li><li>Bolt has 40 staff.</li></ul>
<p>Line one of an address<br>Line two of it, which is longer</p>
<div class="related-stories"><p>Read next: how to drop an anvil on somebody without being seen by anybody.</p></div>
<blockquote>We are very happy about it, and so are all of our customers.</blockquote></div></div>
<footer><p>Copyright The Dispatch, all rights are reserved, and this line is long enough to be text.</p></footer></body></html>`

// TestPanicIsAnErrorOfThePage that it is about, and ends no program.
func TestPanicIsAnErrorOfThePage(t *testing.T) {
	var unmade Reader // has no tables
	_, err := unmade.HTML([]byte("<html lang=en><p>Iron fell by a third."), "", "https://news.example/a")
	if !errors.Is(err, ingest.ErrMalformed) || !strings.Contains(err.Error(), "panicked") {
		t.Errorf("error %v", err)
	}
}

func TestHTMLFindsTextAndMetadata(t *testing.T) {
	a, err := New().HTML([]byte(newsPage), "text/html; charset=utf-8", "https://www.dispatch.example/acme-bolt?utm_source=x")
	if err != nil {
		t.Fatal(err)
	}
	want := `Acme, a maker of anvils, has bought its rival Bolt for £3m, it said on Monday morning in London.

Why now

The two companies have been in talks for years, and the price of iron has fallen by a third since the spring.

Acme was founded in 1949.
Bolt has 40 staff.

Line one of an address
Line two of it, which is longer

We are very happy about it, and so are all of our customers.`
	if a.Text != want {
		t.Errorf("text is\n%s\nwant\n%s", a.Text, want)
	}
	if a.Title != "Acme buys Bolt for £3m" || a.Source != "The Dispatch" || a.CanonicalURL != "https://dispatch.example/acme-bolt" {
		t.Errorf("title %q, source %q, canonical %q", a.Title, a.Source, a.CanonicalURL)
	}
	if got := strings.Join(a.Authors, "+"); got != "Ann Lee+Bo Ek" {
		t.Errorf("authors %q", got)
	}
	if a.Published.Format("2006-01-02") != "2026-03-01" || a.Modified.Format("2006-01-02") != "2026-03-02" || a.Language != "en-GB" {
		t.Errorf("published %v, modified %v, language %q", a.Published, a.Modified, a.Language)
	}
	if a.ID == "" || a.ContentHash == "" {
		t.Error("no ID or content hash")
	}
}

func TestIDIsThatOfTheCanonicalAddress(t *testing.T) {
	r := New()
	a, errA := r.HTML([]byte(newsPage), "", "https://www.dispatch.example/acme-bolt?utm_source=x")
	b, errB := r.HTML([]byte(newsPage), "", "https://m.dispatch.example/acme-bolt/amp#top")
	if errA != nil || errB != nil || a.ID != b.ID {
		t.Errorf("IDs %s and %s of one article differ (%v, %v)", a.ID, b.ID, errA, errB)
	}
	c, err := r.HTML([]byte(newsPage), "", "https://elsewhere.example/copy")
	if err != nil || c.ID == a.ID {
		t.Errorf("another site's copy has the same ID (%v)", err)
	}
}

func TestWhatIsNoArticleIsRejected(t *testing.T) {
	text := strings.Repeat("Ein deutscher Satz über die Wirtschaft und das Wetter im Norden des Landes. ", 5)
	for name, test := range map[string]struct {
		body, contentType string
		want              error
	}{
		"empty":           {" \n", "", ingest.ErrEmpty},
		"binary":          {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "", ingest.ErrBinary},
		"control":         {strings.Repeat("\x01\x02\x03ab", 50), "", ingest.ErrBinary},
		"unknown charset": {"caf\xe9", "text/html; charset=klingon", ingest.ErrCharset},
		"no text":         {"<html><body><nav>a</nav></body></html>", "", ingest.ErrNoText},
		"language":        {"<html lang=de><body><p>" + text + "</p></body></html>", "", ingest.ErrLanguage},
		"mislabelled":     {"<html lang=en><body><p>" + text + "</p></body></html>", "", ingest.ErrLanguage},
		"paywall": {`<html><script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>
			<body><p>Only the beginning of this is shown to you.</p></body></html>`, "", ingest.ErrPaywall},
	} {
		if _, err := New().HTML([]byte(test.body), test.contentType, ""); !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", name, err, test.want)
		}
	}
}

func TestEnglishBehindAForeignLabelIsRead(t *testing.T) {
	text := strings.Repeat("The price of iron has fallen by a third since the spring. ", 5)
	a, err := New().HTML([]byte("<html lang=de><body><p>"+text+"</p></body></html>"), "", "")
	if err != nil || a.Language != "en" {
		t.Errorf("language %q, error %v", a.Language, err)
	}
}

func TestTextKeepsWhatIsGiven(t *testing.T) {
	body := "A headline about iron\n\nThe price of iron has fallen by a third.\nIt is low."
	a, err := New().Text([]byte(body), "")
	if err != nil || a.Title != "A headline about iron" || a.Text != "The price of iron has fallen by a third.\nIt is low." {
		t.Errorf("title %q, text %q, error %v", a.Title, a.Text, err)
	}
	a, err = New().Text([]byte("One line only."), "")
	if err != nil || a.Title != "" || a.Text != "One line only." {
		t.Errorf("title %q, text %q, error %v", a.Title, a.Text, err)
	}
}

func TestMarkdown(t *testing.T) {
	a, err := New().Markdown([]byte("# Iron **falls**\n\nThe [price](https://x.example) of iron fell.\n\n## Why\n\n> Nobody knows."), "")
	if err != nil || a.Title != "Iron falls" || a.Text != "The price of iron fell.\n\nWhy\n\nNobody knows." {
		t.Errorf("title %q, text %q, error %v", a.Title, a.Text, err)
	}
}

func TestJSONIsLenientAboutWhatIsNotText(t *testing.T) {
	a, err := New().JSON([]byte(`{"id":"7","title":"T","body":" kept  as is ","published":"March 3, 2026","unknown":1}`))
	if err != nil || a.ID != "7" || a.Text != " kept  as is " || a.Published.Year() != 2026 {
		t.Errorf("article %+v, error %v", a, err)
	}
	for body, want := range map[string]error{`{`: ingest.ErrMalformed, `{"id":"1"}`: ingest.ErrMalformed, `{"text":" "}`: ingest.ErrEmpty} {
		if _, err := New().JSON([]byte(body)); !errors.Is(err, want) {
			t.Errorf("%s: error %v, want %v", body, err, want)
		}
	}
}

func FuzzAny(f *testing.F) {
	f.Add([]byte(newsPage), "text/html")
	f.Add([]byte(`{"text":"a"}`), "")
	f.Add([]byte("<p>a<script type=application/ld+json>[{\"@type\":{}}]</script>"), "text/html; charset=utf-16")
	files, err := filepath.Glob("../newsroom/layouts/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		layout, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(layout, "")
	}
	r := New()
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		a, err := r.Any(body, contentType, "https://news.example/a")
		if err == nil && (strings.TrimSpace(a.Text) == "" && strings.TrimSpace(a.Title) == "" || a.ID == "") {
			t.Errorf("an article without text or ID: %+v", a)
		}
		if err != nil && ingest.Reason(err) == ingest.ReasonFetch {
			t.Errorf("error %v stands for no reason of a document", err)
		}
	})
}
