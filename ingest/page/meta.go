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
	m.site = first(properties["og:site_name"], m.site, microdata(doc, "publisher"), properties["application-name"])
	m.language = language(doc, m.language, properties)
	if m.published.IsZero() {
		m.published = published(doc, properties, m.canonical)
	}
	if m.modified = firstDate(m.modified, tagged(properties, modifiedTags)); m.modified.IsZero() {
		doc.Find(`[itemprop~="dateModified"]`).First().Each(func(_ int, s *goquery.Selection) { m.modified = dateOf(s.Nodes[0]) })
	}
	m.paywalled = m.paywalled || lockedTiers[strings.ToLower(properties["article:content_tier"])]
	if len(m.authors) == 0 {
		m.authors = authors(doc, properties, m.site)
	}
	return m
}

// microdata returns the name of the first thing that is marked with a property.
func microdata(doc *goquery.Document, property string) string {
	s := doc.Find(`[itemprop~="` + property + `"]`).First()
	name := s.Find(`[itemprop~="name"]`).First()
	return first(name.AttrOr("content", ""), name.Text(), s.AttrOr("content", ""))
}

// lockedTiers are the values of article:content_tier of what is not free.
var lockedTiers = set("locked metered premium")

// metaTags returns the content of <meta> by property, name or itemprop.
func metaTags(doc *goquery.Document) map[string]string {
	out := map[string]string{}
	doc.Find("meta").Each(func(_ int, s *goquery.Selection) {
		content := tidy(s.AttrOr("content", ""))
		for _, attr := range []string{"property", "name", "itemprop", "http-equiv"} {
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
	h1 := heading(doc, properties["og:site_name"])
	switch {
	case h1 == "" && told == "" && doc.Find(`[itemprop~="headline"]`).Length() > 0:
		return tidy(doc.Find(`[itemprop~="headline"]`).First().Text())
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

// heading returns the first heading of the first rank that is not the site's
// name.
func heading(doc *goquery.Document, site string) string {
	text := ""
	doc.Find("h1").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		text = tidy(s.Text())
		return text == "" || strings.EqualFold(text, site)
	})
	return text
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
