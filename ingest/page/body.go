package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The body is found as readability does (Arc90, 2009): each paragraph speaks
// for the elements it stands in, the nearest most, and links speak against.

// bodyText returns the article's text: paragraphs separated by a blank line,
// the items of a list and the rows of a table by a line break. A paragraph
// that repeats the title is left out.
func bodyText(root *html.Node, title string) string {
	s := survey(root)
	if s.best == nil {
		return ""
	}
	w := &writer{title: strings.ToLower(title), within: s.best, surveyed: s}
	w.children(s.best)
	w.flush(paragraph)
	return strings.TrimSpace(w.out.String())
}

// weights of the elements that a page marks as the body.
const (
	markedBody    = 3.0 // itemprop="articleBody" and class names that say so
	markedArticle = 1.5 // <article>, <main>
)

// mark returns how much an element is marked as the body.
func mark(n *html.Node) float64 {
	if attr(n, "itemprop") == "articleBody" || bodyClass(n) {
		return markedBody
	}
	if n.DataAtom == atom.Article || n.DataAtom == atom.Main || attr(n, "role") == "main" {
		return markedArticle
	}
	return 1
}
