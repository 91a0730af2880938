package page

import (
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
)

const whole = `"headline":"Iron falls","datePublished":"2026-03-01T10:00:00Z","author":{"@type":"Person","name":"Ann Lee"}`

// TestJSONLDIsReadHoweverItIsWritten: alone, in lists and graphs, in several
// scripts, and broken as templates break it.
func TestJSONLDIsReadHoweverItIsWritten(t *testing.T) {
	for name, script := range map[string]string{
		"object":                `{"@type":"NewsArticle",` + whole + `}`,
		"types":                 `{"@type":["Thing","ReportageNewsArticle"],` + whole + `}`,
		"list":                  `[{"@type":"Organization","name":"A"},{"@type":"NewsArticle",` + whole + `}]`,
		"graph":                 `{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"Iron falls - A"},{"@type":"Article",` + whole + `}]}`,
		"main entity":           `{"@type":"WebSite","mainEntity":{"@type":"BlogPosting",` + whole + `}}`,
		"live blog":             `{"@type":"LiveBlogPosting",` + whole + `,"liveBlogUpdate":[{"@type":"BlogPosting","headline":"Later"}]}`,
		"page without article":  `{"@type":"WebPage",` + whole + `}`,
		"an empty one before":   `{"@type":"NewsArticle","author":{},"datePublished":"0001-01-01T00:00:00Z"}</script><script type="application/ld+json">{"@type":"NewsArticle",` + whole + `}`,
		"told in two":           `{"@type":"NewsArticle","headline":"Iron falls"}</script><script type="application/ld+json">{"@type":"Article","datePublished":"2026-03-01T10:00:00Z","author":["Ann Lee"]}`,
		"a broken one before":   `{"@type":"NewsArticle","headline":"Ir</script><script type="application/ld+json">{"@type":"NewsArticle",` + whole + `}`,
		"comment marks":         "<!--\n{\"@type\":\"NewsArticle\"," + whole + "}\n//-->",
		"CDATA":                 "//<![CDATA[\n{\"@type\":\"NewsArticle\"," + whole + "};\n//]]>",
		"line break in a text":  `{"@type":"NewsArticle","description":"one` + "\n" + `two",` + whole + `}`,
		"trailing commas":       `{"@type":"NewsArticle","keywords":["a","b",],` + whole + `,}`,
		"no value":              `{"@type":"NewsArticle","wordCount":,"image":  ,` + whole + `}`,
		"no comma":              `{"@type":"NewsArticle","image":{"url":"x"} ` + whole + `}`,
		"no comma in a list":    `[{"@type":"Organization"} {"@type":"NewsArticle",` + whole + `}]`,
		"backslash of nothing":  `{"@type":"NewsArticle","description":"it\'s \d",` + whole + `}`,
		"commas and marks kept": `{"@type":"NewsArticle","description":"a, } b,] \"c\":, ",` + whole + `,}`,
	} {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(`<script type="application/ld+json">` + script + `</script>`))
		if err != nil {
			t.Fatal(err)
		}
		m := readJSONLD(doc)
		if m.title != "Iron falls" || m.published.Format(time.DateOnly) != "2026-03-01" || strings.Join(m.authors, "+") != "Ann Lee" {
			t.Errorf("%s: title %q, published %v, authors %q", name, m.title, m.published, m.authors)
		}
	}
}

// TestJSONLDOfOtherThingsIsNotTheArticles.
func TestJSONLDOfOtherThingsIsNotTheArticles(t *testing.T) {
	for _, script := range []string{
		`{"@type":"Organization","name":"A"}`, `{"@type":"WebPage","name":"Iron falls - A"}`, `{"@type":"VideoObject",` + whole + `}`,
		`{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle",` + whole + `}]}`, `{`, `null`, `"NewsArticle"`, strings.Repeat(`{"@graph":[`, 100),
	} {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(`<script type="application/ld+json">` + script + `</script>`))
		if err != nil {
			t.Fatal(err)
		}
		if m := readJSONLD(doc); m.title != "" || !m.published.IsZero() {
			t.Errorf("%.80s: title %q, published %v", script, m.title, m.published)
		}
	}
}

func FuzzDecodeJSON(f *testing.F) {
	f.Add(`{"a":[1,],"b":,"c":"\d"}`)
	f.Add("<!-- [{} {}] -->")
	f.Fuzz(func(t *testing.T, s string) {
		node, ok := decodeJSON(s)
		if !ok && node != nil {
			t.Errorf("%q is not read, and yet %v", s, node)
		}
	})
}

// TestMicrodataIsRead where there is no JSON-LD.
func TestMicrodataIsRead(t *testing.T) {
	page := `<html lang=en itemscope itemtype="https://schema.org/NewsArticle"><body>
		<div itemprop="headline">Iron falls</div><span itemprop="publisher" itemscope><meta itemprop="name" content="The Ledger"></span>
		<span itemprop="author" itemscope><span itemprop="name">Ann Lee</span></span>
		<meta itemprop="datePublished" content="2026-03-01"><time itemprop="dateModified" datetime="2026-03-02T10:00:00Z">2 March</time>
		<div itemprop="articleBody">` + said("Iron", 4) + `</div>`
	a, err := New().HTML([]byte(page), "", "https://ledger.example/iron")
	if err != nil || a.Title != "Iron falls" || a.Source != "The Ledger" || strings.Join(a.Authors, "+") != "Ann Lee" ||
		a.Published.Format(time.DateOnly) != "2026-03-01" || a.Modified.Format(time.DateOnly) != "2026-03-02" {
		t.Errorf("%+v, error %v", a, err)
	}
}
