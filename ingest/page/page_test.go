package page

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

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

func TestDecode(t *testing.T) {
	latin, err := charmap.ISO8859_1.NewEncoder().String("Café für £3m")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ body, contentType, want string }{
		"utf-8":              {"Café £3m", "", "Café £3m"},
		"utf-8 beats header": {"Café £3m", "text/html; charset=iso-8859-1", "Café £3m"},
		"header":             {latin, "text/html; charset=ISO-8859-1", "Café für £3m"},
		"meta":               {`<meta charset="latin1">` + latin, "", `<meta charset="latin1">Café für £3m`},
		"neither":            {latin, "", "Café für £3m"},
		"mark":               {"\xef\xbb\xbfCafé", "", "Café"},
		"utf-16":             {"\xff\xfeC\x00a\x00f\x00\xe9\x00", "", "Café"},
		"broken utf-8":       {"Café £3m — “quoted” \xff end", "", "Café £3m — “quoted” \uFFFD end"},
		"wrong label":        {"Caf\xe9 for \xa33m", "text/html; charset=utf-8", "Café for £3m"},
		"wrong label, meta":  {`<meta charset="latin1"><p>caf` + "\xe9", "text/html; charset=utf-8", `<meta charset="latin1"><p>café`},
		"cut utf-8":          {"“Café” for £3m, “a \xe2\x80", "text/html; charset=iso-8859-1", "“Café” for £3m, “a \uFFFD"},
		"far meta":           {strings.Repeat(" ", 100_000) + `<META content="text/html; charset=koi8-r">` + "\xd0", "", strings.Repeat(" ", 100_000) + `<META content="text/html; charset=koi8-r">п`},
		"script's charset":   {`<script charset="koi8-r"></script><meta charset="latin1">` + "\xe9", "", `<script charset="koi8-r"></script><meta charset="latin1">é`},
		"meta as UTF-16":     {`<meta charset="utf-16">caf` + "\xe9", "", `<meta charset="utf-16">café`},
		"unknown in header":  {`<meta charset="latin1">caf` + "\xe9", "text/html; charset=klingon", `<meta charset="latin1">café`},
		"no content type":    {"caf\xe9", "text/html;; charset = 'latin1' ; x", "café"},
		"xml":                {`<?xml version="1.0" encoding='koi8-r'?><p>` + "\xd0", "", `<?xml version="1.0" encoding='koi8-r'?><p>п`},
	} {
		if got, err := Decode([]byte(test.body), test.contentType); err != nil || got != test.want {
			t.Errorf("%s: %q, %v, want %q", name, got, err, test.want)
		}
	}
}

// TestDeepNestingKeepsTheArticle and what the page says of it, whatever is
// nested, and whether it is closed.
func TestDeepNestingKeepsTheArticle(t *testing.T) {
	const one, two = "The price of iron has fallen by a third since the spring, traders say.", "It is as low as in the year of the great flood, and nobody buys."
	head := `<html lang=en><title>Deep</title><link rel=canonical href="/deep"><meta property="article:published_time" content="2026-03-01T08:00:00Z">`
	for name, body := range map[string]string{
		"paragraphs":    strings.Repeat("<div>", 10_000) + "<p>" + one + "</p><p>" + two + "</p>" + strings.Repeat("</div>", 10_000),
		"left open":     strings.Repeat("<div>", 10_000) + "<p>" + one + "<p>" + two,
		"bare text":     strings.Repeat("<div>", 10_000) + "<div>" + one + "</div><div>" + two + "</div>",
		"inline":        strings.Repeat("<div>", 300) + strings.Repeat("<span>", 10_000) + "<p>" + one + strings.Repeat("</span>", 10_000) + "<p>" + two,
		"sections":      strings.Repeat("<section><b><i>", 5_000) + "<p>" + one + "</p></i></b></section><p>" + two,
		"elsewhere":     "<article><p>" + one + "</p><p>" + two + "</p></article>" + strings.Repeat("<ul><li>", 10_000),
		"stray ends":    strings.Repeat("<div></b></nav>", 10_000) + "<p>" + one + "</p><p>" + two + "</p>",
		"self-closing":  strings.Repeat("<div/>", 10_000) + "<p>" + one + "</p><p>" + two + "</p>",
		"names unknown": strings.Repeat("<x-box>", 10_000) + "<p>" + one + "</p><p>" + two + "</p>",
	} {
		a, err := New().HTML([]byte(head+"<body><script>var x = '</p>'</script>"+body), "", "https://news.example/deep?from=a")
		if err != nil || a.Text != one+"\n\n"+two || a.Title != "Deep" || a.Published.IsZero() || a.CanonicalURL != "https://news.example/deep" {
			t.Errorf("%s: %+v, error %v", name, a, err)
		}
	}
}

// TestWhatCannotBeMadeShallowIsRejected: styles that go on behind the element
// that they begin in, more and more of them.
func TestWhatCannotBeMadeShallowIsRejected(t *testing.T) {
	var page strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&page, "<div><font color=%d><p>x</div>", i)
	}
	if _, err := New().HTML([]byte(page.String()), "", ""); !errors.Is(err, ingest.ErrMalformed) {
		t.Errorf("error %v", err)
	}
}

// TestManyParagraphs are read, as many as an article may have, and no more are
// waited for.
func TestManyParagraphs(t *testing.T) {
	one := "The price of iron has fallen by a third."
	a, err := New().HTML([]byte("<html lang=en>"+strings.Repeat("<p>"+one+"</p>", 20_000)), "", "")
	if err != nil || strings.Count(a.Text, one) != 20_000 {
		t.Errorf("%d paragraphs, error %v", strings.Count(a.Text, one), err)
	}
	long := strings.Repeat(one+"\n\n", 100_000)
	for name, read := range map[string]func() error{
		"page":     func() error { _, err := New().HTML([]byte(strings.Repeat("<p>"+one, 100_000)), "", ""); return err },
		"text":     func() error { _, err := New().Text([]byte(long), ""); return err },
		"markdown": func() error { _, err := New().Markdown([]byte(long), ""); return err },
		"object": func() error {
			_, err := New().JSON([]byte(`{"text":"` + strings.Repeat(one, 100_000) + `"}`))
			return err
		},
	} {
		if err := read(); !errors.Is(err, ingest.ErrTooLarge) {
			t.Errorf("%s: error %v", name, err)
		}
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
