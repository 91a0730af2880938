package page

import (
	"math"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tally is what an element holds.
type tally struct {
	total, linked int     // text, and that of links, in bytes
	prose         int     // text of paragraphs, in bytes
	score         float64 // what paragraphs say for the element
	heading       bool    // the page's heading
}

// surveyor looks at each element of a page, once.
type surveyor struct {
	best     *html.Node // what most of the text speaks for
	most     float64
	forgiven pardons    // what is looked at though it looks like none of the article
	lost     *html.Node // the one that is not, with the most prose
	lostMost int
	tallies  map[*html.Node]tally // of elements with prose
}

// survey finds the element of the body. Where most of the prose stands in an
// element that looks as if it were around the article, such as a form around
// the page, it looks again with that forgiven.
func survey(root *html.Node) *surveyor {
	var forgiven pardons
	for {
		s := &surveyor{forgiven: forgiven, tallies: map[*html.Node]tally{}}
		whole := s.look(root, true)
		if s.lostMost <= max(whole.prose*2, leastLost) || len(forgiven) == maxPardons {
			s.climb()
			return s
		}
		forgiven = append(forgiven, s.lost)
	}
}

// pardons are elements that are read in spite of their names.
type pardons []*html.Node

// leastLost is how much prose, in bytes, an element must hold to be pardoned:
// the words around an article that is not there are fewer.
const leastLost = 400

// maxPardons bounds how often a page is looked at again.
const maxPardons = 4

func (p pardons) has(n *html.Node) bool { return slices.Contains(p, n) }

// decay is how much less a paragraph speaks for an element than for the one
// within.
const decay = 0.62

// look returns what an element holds, and notes it where it counts as part of
// the page.
func (s *surveyor) look(n *html.Node, counts bool) tally {
	t := tally{heading: n.DataAtom == atom.H1}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			length := len(strings.TrimSpace(c.Data))
			t.total += length
			if isContainer(n) {
				t.hear(length, 0)
			}
		case c.Type != html.ElementNode || textless(c):
		case skipped(c) && !s.forgiven.has(c):
			t.add(s.lose(c, counts), true)
		case isParagraph(c):
			total, linked := linkCounts(c, false)
			t.total, t.linked = t.total+total, t.linked+linked
			t.hear(total, linked)
		case c.DataAtom == atom.A:
			total, _ := linkCounts(c, true)
			t.total, t.linked = t.total+total, t.linked+total
		default:
			t.add(s.look(c, counts), isInline(c))
		}
	}
	if counts {
		s.weigh(n, t)
	}
	return t
}

// lose looks into an element that is skipped. What is lost with one that may
// be pardoned is noted or, within another, returned as the other's.
func (s *surveyor) lose(n *html.Node, counts bool) tally {
	lost := s.look(n, false)
	if !pardonable(n, lost.heading) {
		return tally{}
	}
	if counts && lost.prose > s.lostMost {
		s.lost, s.lostMost = n, lost.prose
	}
	if counts {
		return tally{}
	}
	return tally{prose: lost.prose, heading: lost.heading}
}

// hear counts what a paragraph says, unless it is short or mostly links.
func (t *tally) hear(length, linked int) {
	if length < 25 || linked*2 > length {
		return
	}
	t.prose += length
	t.score += math.Min(float64(length), 600) + 40
}

// add counts what an element within holds. What is inline is as good as the
// element's own.
func (t *tally) add(within tally, inline bool) {
	t.total += within.total
	t.linked += within.linked
	t.prose += within.prose
	t.heading = t.heading || within.heading
	if !inline {
		within.score *= decay
	}
	t.score += within.score
}

// weigh keeps the element if it is the best so far.
func (s *surveyor) weigh(n *html.Node, t tally) {
	if n.Type != html.ElementNode || t.prose == 0 || isInline(n) {
		return
	}
	s.tallies[n] = t
	score := t.score * mark(n) * (1 - float64(t.linked)/float64(t.total))
	if score > s.most {
		s.best, s.most = n, score
	}
}

// climb goes to the element around the best as long as what it adds reads like
// more of the article: advertisements cut many in pieces.
func (s *surveyor) climb() {
	if s.best == nil {
		return
	}
	held := s.tallies[s.best]
	for n := s.best.Parent; n != nil && !isRoot(n); n = n.Parent {
		if more := s.tallies[n].without(held); more.prose*share > held.prose && more.reads() {
			s.best, held = n, s.tallies[n]
		}
	}
}

// share is the least part of the prose, as a divisor, that is worth climbing for.
const share = 6

// without returns what an element holds around one within.
func (t tally) without(within tally) tally {
	return tally{total: t.total - within.total, linked: t.linked - within.linked, prose: t.prose - within.prose}
}

// reads reports whether text is mostly paragraphs and hardly links.
const proseTenths = 6

func (t tally) reads() bool {
	return t.prose*10 > t.total*proseTenths && t.linked*5 < t.total
}

func isRoot(n *html.Node) bool {
	return n.Type != html.ElementNode || n.DataAtom == atom.Body || n.DataAtom == atom.Html
}
