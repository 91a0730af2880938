package page

import (
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
)

// meta is what a page says about itself.
type meta struct {
	title, canonical, site, language string
	authors                          []string
	published, modified              time.Time
	paywalled                        bool
}

// readMeta takes each thing from where it is most reliable: JSON-LD, then
// OpenGraph and its kin, then what stands on the page.
func readMeta(doc *goquery.Document) meta {
	m := readJSONLD(doc)
	properties := metaTags(doc)
	m.title = headline(doc, m.title, properties)
	m.canonical = first(doc.Find(`link[rel="canonical"]`).AttrOr("href", ""), properties["og:url"], m.canonical)
	m.site = first(properties["og:site_name"], m.site, properties["application-name"])
	m.language = language(doc, m.language, properties)
	m.published = firstDate(m.published, published(doc, properties), date(m.canonical))
	if m.published.IsZero() && len(doc.Nodes) > 0 {
		m.published = dateShown(doc.Nodes[0])
	}
	m.modified = firstDate(m.modified, date(first(properties["article:modified_time"], properties["og:updated_time"], properties["datemodified"])))
	if len(m.authors) == 0 {
		m.authors = authors(doc, properties)
	}
	return m
}

// published returns the date that a page's tags say it was published.
func published(doc *goquery.Document, properties map[string]string) time.Time {
	for _, key := range []string{
		"article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
		"dc.date.issued", "dc.date", "pubdate", "date",
	} {
		if t := date(properties[key]); !t.IsZero() {
			return t
		}
	}
	marked := doc.Find(`[itemprop="datePublished"]`).First()
	timed := doc.Find(`time[datetime]`).First()
	return firstDate(date(marked.AttrOr("content", "")), date(marked.AttrOr("datetime", "")), date(timed.AttrOr("datetime", "")), dateIn(tidy(marked.Text())))
}

// metaTags returns the content of <meta> by property, name or itemprop.
func metaTags(doc *goquery.Document) map[string]string {
	out := map[string]string{}
	doc.Find("meta").Each(func(_ int, s *goquery.Selection) {
		content := tidy(s.AttrOr("content", ""))
		for _, attr := range []string{"property", "name", "itemprop"} {
			key := strings.ToLower(s.AttrOr(attr, ""))
			if key != "" && out[key] == "" {
				out[key] = content
			}
		}
	})
	return out
}

// headline returns the page's title: the only heading of the first rank where
// the document's title or metadata agree with it, else what they say.
func headline(doc *goquery.Document, jsonld string, properties map[string]string) string {
	whole := tidy(doc.Find("head title").First().Text())
	told := first(jsonld, properties["og:title"], properties["twitter:title"])
	h1 := tidy(doc.Find("h1").First().Text())
	switch {
	case h1 != "" && (contains(whole, h1) || contains(told, h1) || contains(h1, told)):
		return h1
	case told != "":
		return withoutSite(told, properties["og:site_name"])
	case whole != "":
		return withoutSite(whole, properties["og:site_name"])
	default:
		return h1
	}
}

func contains(long, short string) bool {
	return short != "" && strings.Contains(strings.ToLower(long), strings.ToLower(short))
}

// withoutSite drops the name of the site that templates put after a title.
func withoutSite(title, site string) string {
	for _, separator := range []string{" | ", " - ", " — ", " – ", " :: ", " » "} {
		i := strings.LastIndex(title, separator)
		if i < 0 {
			continue
		}
		ending := title[i+len(separator):]
		if (site != "" && strings.EqualFold(ending, site)) || (i > 20 && len(strings.Fields(ending)) <= 4 && separator != " - ") {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

func language(doc *goquery.Document, jsonld string, properties map[string]string) string {
	tag := first(doc.Find("html").AttrOr("lang", ""), doc.Find("html").AttrOr("xml:lang", ""), jsonld,
		properties["og:locale"], properties["content-language"], properties["language"])
	return strings.ReplaceAll(tag, "_", "-")
}

func authors(doc *goquery.Document, properties map[string]string) []string {
	var out []string
	doc.Find(`[rel="author"], [itemprop="author"] [itemprop="name"], [itemprop="author"]`).Each(func(_ int, s *goquery.Selection) {
		out = appendAuthor(out, s.Text())
	})
	if len(out) == 0 {
		out = appendAuthor(out, first(properties["author"], properties["article:author"], properties["parsely-author"], properties["byl"]))
	}
	return out
}

// maxAuthors bounds how many names of a page's are taken.
const maxAuthors = 50

// appendAuthor adds a name, unless it is there, an address or a text.
func appendAuthor(names []string, name string) []string {
	name = tidy(name)
	if len(name) > 3 && strings.EqualFold(name[:3], "by ") {
		name = name[3:]
	}
	if name == "" || len(name) > 80 || strings.Contains(name, "://") || len(names) == maxAuthors {
		return names
	}
	for _, n := range names {
		if strings.Contains(n, name) {
			return names
		}
	}
	return append(names, name)
}

func first(values ...string) string {
	for _, v := range values {
		if v = tidy(v); v != "" {
			return v
		}
	}
	return ""
}

func firstDate(dates ...time.Time) time.Time {
	for _, d := range dates {
		if !d.IsZero() {
			return d
		}
	}
	return time.Time{}
}
