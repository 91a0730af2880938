package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The breaks between blocks of text.
const (
	paragraph = "\n\n"
	line      = "\n"
)

// writer writes an element's text block by block.
type writer struct {
	out    strings.Builder
	block  strings.Builder
	title  string // in small letters
	within *html.Node
	pre    string // the break due before the next block
	// surveyed knows what is forgiven, and what elements hold.
	surveyed *surveyor
}

func (w *writer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.block.WriteString(c.Data)
		case html.ElementNode:
			w.element(c)
		}
	}
}

func (w *writer) element(n *html.Node) {
	if skipped(n) && !w.surveyed.forgiven.has(n) && n.DataAtom != atom.Time && n.DataAtom != atom.Label {
		return
	}
	switch n.DataAtom {
	case atom.Br:
		w.lineBreak()
	case atom.Li, atom.Tr, atom.Dt, atom.Dd:
		w.flush(line)
		w.children(n)
		w.flush(line)
	case atom.Td, atom.Th:
		w.block.WriteByte(' ')
		w.children(n)
		w.block.WriteByte(' ')
	case atom.H1:
		w.flush(paragraph)
		if w.within.DataAtom != atom.H1 && !w.isTitle(n) {
			w.children(n)
		}
		w.flush(paragraph)
	default:
		w.inner(n)
	}
}

func (w *writer) inner(n *html.Node) {
	if !isBlock(n) {
		w.children(n)
		return
	}
	w.flush(paragraph)
	if !w.mostlyLinks(n) || isHeading(n) && w.headsProse(n) {
		w.children(n)
	}
	w.flush(paragraph)
}

// lineBreak ends a line; two in a row end a paragraph.
func (w *writer) lineBreak() {
	if strings.TrimSpace(w.block.String()) == "" {
		w.pre = paragraph
		return
	}
	w.flush(line)
}

// flush writes the block that has gathered. The break between two blocks is
// the stronger of what the first asks for after it and the second before it.
func (w *writer) flush(after string) {
	text := tidy(w.block.String())
	w.block.Reset()
	if text == "" || strings.ToLower(text) == w.title {
		if after == paragraph {
			w.pre = paragraph
		}
		return
	}
	if w.out.Len() > 0 {
		w.out.WriteString(w.pre)
	}
	w.out.WriteString(text)
	w.pre = after
}

func (w *writer) isTitle(n *html.Node) bool {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return w.title != "" && strings.Contains(w.title, strings.ToLower(tidy(b.String())))
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Ul, atom.Ol, atom.Dl, atom.Blockquote, atom.Pre, atom.Table, atom.Tbody, atom.Thead, atom.Center, atom.Details, atom.Hr:
		return true
	}
	return false
}

// mostlyLinks reports whether a block is links and hardly anything else: a
// list of other articles, not a sentence that links.
func (w *writer) mostlyLinks(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Ul, atom.Ol, atom.Section, atom.H2, atom.H3, atom.H4, atom.Table:
		t, known := w.surveyed.tallies[n]
		if !known { // what holds no prose is small
			t.total, t.linked = linkCounts(n, false)
		}
		return t.linked > 0 && t.linked*4 >= t.total*3
	}
	return false
}

func isHeading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H2, atom.H3, atom.H4:
		return true
	}
	return false
}

// headsProse reports whether paragraphs follow a heading, as in a list whose
// entries link to what they are about.
func (w *writer) headsProse(heading *html.Node) bool {
	for n := heading.NextSibling; n != nil; n = n.NextSibling {
		if n.Type != html.ElementNode || skipped(n) {
			continue
		}
		total, linked := linkCounts(n, false)
		return n.DataAtom == atom.P && total >= leastProse && linked*4 < total
	}
	return false
}

// leastProse is how long a paragraph is that is no teaser, in bytes.
const leastProse = 80

// tidy collapses white space, and drops soft hyphens and marks of no width.
func tidy(s string) string {
	if isTidy(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
		case r == '\u00AD' || r == '\u200B' || r == '\u2060' || r == '\uFEFF':
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isTidy reports whether tidy would change nothing, for the price of a look
// at each byte.
func isTidy(s string) bool {
	last := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return last != ' ' || s == ""
}
