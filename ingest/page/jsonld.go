package page

import (
	"encoding/json"
	"html"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// readJSONLD returns what the page's JSON-LD says of its article
// (schema.org's Article and what is derived from it).
func readJSONLD(doc *goquery.Document) meta {
	var m meta
	doc.Find(`script[type="application/ld+json"]`).EachWithBreak(func(_ int, s *goquery.Selection) bool {
		var node any
		if err := json.Unmarshal([]byte(mendJSON(s.Text())), &node); err != nil {
			return true // pages with broken JSON-LD are many; the rest of the page serves
		}
		object := findArticle(node, 0)
		if object == nil {
			return true
		}
		m = fromJSONLD(object)
		return false
	})
	return m
}

// mendJSON takes away what templates leave around and within JSON: comment
// and CDATA marks, a trailing semicolon, bare line breaks.
func mendJSON(s string) string {
	s = strings.TrimSpace(s)
	for _, mark := range []string{"<!--", "//<![CDATA[", "<![CDATA["} {
		s = strings.TrimSpace(strings.TrimPrefix(s, mark))
	}
	for _, mark := range []string{"-->", "]]>", "//", ";"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, mark))
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

// maxDepth bounds how deep an article is looked for.
const maxDepth = 8

// findArticle returns the first object of a type of article.
func findArticle(node any, depth int) map[string]any {
	if depth > maxDepth {
		return nil
	}
	switch node := node.(type) {
	case []any:
		for _, child := range node {
			if found := findArticle(child, depth+1); found != nil {
				return found
			}
		}
	case map[string]any:
		if isArticle(node["@type"]) {
			return node
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"} {
			if found := findArticle(node[key], depth+1); found != nil {
				return found
			}
		}
	}
	return nil
}

func isArticle(typ any) bool {
	for _, t := range texts(typ) {
		if strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || t == "Report" {
			return true
		}
	}
	return false
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
		m.authors = appendAuthor(m.authors, name)
	}
	m.paywalled = strings.EqualFold(one(o["isAccessibleForFree"]), "false")
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
