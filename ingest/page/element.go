package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isContainer reports whether text may stand bare in an element.
func isContainer(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Article, atom.Main, atom.Td, atom.Body:
		return true
	}
	return isInline(n)
}

func isInline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Span, atom.Font, atom.B, atom.Strong, atom.I, atom.Em, atom.U, atom.Small, atom.Center:
		return true
	}
	return false
}

func isParagraph(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Pre, atom.Blockquote, atom.Li:
		return true
	}
	return false
}

// linkCounts returns how much text an element shows, and how much of it is in
// links, in bytes.
func linkCounts(n *html.Node, inLink bool) (total, linked int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			length := len(strings.TrimSpace(c.Data))
			total += length
			if inLink {
				linked += length
			}
		case c.Type == html.ElementNode && !invisible(c):
			t, l := linkCounts(c, inLink || c.DataAtom == atom.A)
			total, linked = total+t, linked+l
		}
	}
	return total, linked
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
