package page

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxCandidates bounds how many elements are looked at for one thing: a page
// that has more is made to keep one waiting.
const maxCandidates = 300

// named yields the elements whose name has one of some words and that are not
// beside the article.
func named(root *html.Node, words map[string]bool) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		left := maxCandidates
		for n := range root.Descendants() {
			if n.Type != html.ElementNode || !namedFrom(n, words) || textless(n) {
				continue
			}
			if left--; left < 0 || !beside(n) && !yield(n) {
				return
			}
		}
	}
}

// shownText returns the text of an element, empty where it is longer than so
// many bytes.
func shownText(n *html.Node, most int) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && !textless(c.Parent) {
			b.WriteString(c.Data)
			b.WriteByte(' ')
		}
		if b.Len() > 4*most {
			return ""
		}
	}
	if text := tidy(b.String()); len(text) <= most {
		return text
	}
	return ""
}

// besideWords are words of elements that stand beside an article, or behind it.
var besideWords = set(`comment comments commenting disqus respond reply related recommended recommendations recirc trending
	popular latest sidebar rail aside footer nav menu teaser teasers promo card cards widget newsletter more`)

// beside reports whether an element stands within what is no part of the
// article nor of its head.
func beside(n *html.Node) bool {
	for ; n != nil && n.DataAtom != atom.Body; n = n.Parent {
		switch n.DataAtom {
		case atom.Nav, atom.Aside, atom.Footer:
			return true
		case atom.Article, atom.Main, atom.Html:
			continue
		}
		if namedFrom(n, besideWords) {
			return true
		}
	}
	return false
}
