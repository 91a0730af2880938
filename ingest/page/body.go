package page

import (
	"math"
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
	best := bestElement(root)
	if best == nil {
		return ""
	}
	w := &writer{title: strings.ToLower(title), within: best}
	w.children(best)
	w.flush(paragraph)
	return strings.TrimSpace(w.out.String())
}

// weights of the elements that a page marks as the body.
const (
	markedBody    = 3.0 // itemprop="articleBody" and class names that say so
	markedArticle = 1.5 // <article>, <main>
)

// bestElement returns the element that most of the text speaks for.
func bestElement(root *html.Node) *html.Node {
	s := scorer{scores: map[*html.Node]float64{}}
	s.walk(root)
	var best *html.Node
	most := 0.0
	for _, n := range s.order {
		score := s.scores[n] * mark(n) * (1 - linkDensity(n))
		if score > most {
			best, most = n, score
		}
	}
	return best
}

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

// scorer adds up what paragraphs say for the elements around them.
type scorer struct {
	scores map[*html.Node]float64
	order  []*html.Node // in document order, so that a tie goes to the first
}

func (s *scorer) walk(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && skipped(c) {
			continue
		}
		switch {
		case c.Type == html.TextNode && isContainer(n):
			s.speak(n, c, float64(len(strings.TrimSpace(c.Data))))
		case c.Type == html.ElementNode && isParagraph(c):
			s.speak(n, c, float64(textLength(c)))
		case c.Type == html.ElementNode:
			s.walk(c)
		}
	}
}

// reach is how many elements a paragraph speaks for, each half as much as the
// one within.
const reach = 4

func (s *scorer) speak(parent, from *html.Node, length float64) {
	if length < 25 {
		return
	}
	if from.Type == html.ElementNode && linkDensity(from) > 0.5 {
		return
	}
	vote := math.Min(length, 600) + 40
	for n, k := parent, 0; n != nil && n.Type == html.ElementNode && k < reach; n, k = n.Parent, k+1 {
		if _, ok := s.scores[n]; !ok {
			s.order = append(s.order, n)
		}
		s.scores[n] += vote
		vote *= 0.62
	}
}

func isContainer(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Article, atom.Main, atom.Td, atom.Body:
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

// textLength returns how much text an element has, in bytes.
func textLength(n *html.Node) int {
	total := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			total += len(strings.TrimSpace(c.Data))
		case c.Type == html.ElementNode && !invisible(c):
			total += textLength(c)
		}
	}
	return total
}

// linkDensity returns the share of an element's text that is links, 0 to 1.
func linkDensity(n *html.Node) float64 {
	total, linked := linkCounts(n, false)
	if total == 0 {
		return 0
	}
	return float64(linked) / float64(total)
}

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
