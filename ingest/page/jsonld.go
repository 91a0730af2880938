package page

import (
	"html"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// readJSONLD returns what the page's JSON-LD says of its article
// (schema.org's Article and what is derived from it) or, where there is none,
// of the page. Where several objects do, what one leaves out another may say.
func readJSONLD(doc *goquery.Document) meta {
	var m, page meta
	doc.Find(`script[type="application/ld+json"]`).Each(func(_ int, s *goquery.Selection) {
		node, ok := decodeJSON(s.Text())
		if !ok {
			return // the rest of the page serves
		}
		for _, object := range findObjects(node, isArticle, 0) {
			m = m.or(fromJSONLD(object))
		}
		for _, object := range findObjects(node, isPage, 0) {
			of := fromJSONLD(object)
			of.title = one(object["headline"]) // its name has the site's in it
			page = page.or(of)
		}
	})
	if m.title == "" && m.published.IsZero() {
		if page.published.IsZero() {
			return m // what says no date may be of any page
		}
		return m.or(page)
	}
	return m
}

// or returns what is known of one and, where that says nothing, of the other.
func (m meta) or(other meta) meta {
	if len(m.authors) == 0 {
		m.authors = other.authors
	}
	m.title, m.canonical = first(m.title, other.title), first(m.canonical, other.canonical)
	m.site, m.language = first(m.site, other.site), first(m.language, other.language)
	m.published, m.modified = firstDate(m.published, other.published), firstDate(m.modified, other.modified)
	m.paywalled = m.paywalled || other.paywalled
	return m
}

// maxDepth bounds how deep an article is looked for.
const maxDepth = 8

// findObjects returns the objects of a kind, the outer ones.
func findObjects(node any, is func(typ string) bool, depth int) []map[string]any {
	if depth > maxDepth {
		return nil
	}
	var found []map[string]any
	switch node := node.(type) {
	case []any:
		for _, child := range node {
			found = append(found, findObjects(child, is, depth+1)...)
		}
	case map[string]any:
		if slices.ContainsFunc(texts(node["@type"]), is) {
			return []map[string]any{node}
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			found = append(found, findObjects(node[key], is, depth+1)...)
		}
	}
	return found
}

func isArticle(typ string) bool {
	return strings.HasSuffix(typ, "Article") || strings.HasSuffix(typ, "BlogPosting") || typ == "Report"
}

// isPage reports whether a type is of what may be an article under another
// name.
func isPage(typ string) bool {
	return strings.HasSuffix(typ, "WebPage") || typ == "ClaimReview" || typ == "Review" || typ == "Recipe"
}

func fromJSONLD(o map[string]any) meta {
	m := meta{
		title: one(o["headline"]), site: one(o["publisher"]), language: one(o["inLanguage"]),
		published: date(one(o["datePublished"])), modified: date(one(o["dateModified"])),
		canonical: first(one(o["mainEntityOfPage"]), one(o["url"])),
	}
	if m.title == "" {
		m.title = one(o["name"])
	}
	if !strings.HasPrefix(m.canonical, "http") {
		m.canonical = ""
	}
	for _, name := range texts(o["author"]) {
		m.authors = appendAuthors(m.authors, name, m.site)
	}
	m.paywalled = strings.EqualFold(one(o["isAccessibleForFree"]), "false")
	for _, part := range findObjects(o["hasPart"], func(string) bool { return true }, 0) {
		m.paywalled = m.paywalled || strings.EqualFold(one(part["isAccessibleForFree"]), "false")
	}
	return m
}

// one returns the first text of a value.
func one(value any) string {
	if all := texts(value); len(all) > 0 {
		return all[0]
	}
	return ""
}

// texts returns the strings in a value: itself, its elements, or the name or
// address of an object.
func texts(value any) []string {
	switch v := value.(type) {
	case string:
		return []string{tidy(html.UnescapeString(v))}
	case bool:
		if v {
			return []string{"true"}
		}
		return []string{"false"}
	case []any:
		var out []string
		for _, child := range v {
			out = append(out, texts(child)...)
		}
		return out
	case map[string]any:
		for _, key := range []string{"name", "@value", "@id", "url"} {
			if s, ok := v[key].(string); ok {
				return []string{tidy(html.UnescapeString(s))}
			}
		}
	}
	return nil
}
