package page

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gigawire/gigawire/ingest"
)

// parse returns the tree of a page. One that is nested deeper than the parser
// goes, which is 512 elements, is made shallow before.
func parse(text string) (*html.Node, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err == nil {
		return root, nil
	}
	if root, err = html.Parse(strings.NewReader(shallow(text))); err != nil {
		return nil, fmt.Errorf("%w: %w: save its text as .txt", ingest.ErrMalformed, err)
	}
	return root, nil
}

// maxNesting is how deep elements stay nested in a page that is made shallow.
// What people see is rarely deeper than 60.
const maxNesting = 200

// shallow returns a page without the tags of elements that stand too deep.
// What is in them stays, with breaks where blocks were.
func shallow(text string) string {
	s := shallower{open: map[string]int{}}
	tokens := html.NewTokenizer(strings.NewReader(text))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		raw := string(tokens.Raw()) // what follows changes the buffer
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			s.start(tokens, raw, kind)
		case html.EndTagToken:
			s.end(tokens, raw)
		default:
			s.out.WriteString(raw)
		}
	}
	return s.out.String()
}

// shallower writes a page while it keeps track of what is open.
type shallower struct {
	out   strings.Builder
	stack []string       // names of the elements that are open
	open  map[string]int // how many of them have a name
}

func (s *shallower) start(tokens *html.Tokenizer, raw string, kind html.TokenType) {
	name, _ := tokens.TagName()
	at := atom.Lookup(name)
	if isLeaf(at) || kind == html.SelfClosingTagToken && at == 0 {
		s.out.WriteString(raw)
		return
	}
	s.stack = append(s.stack, string(name))
	s.open[string(name)]++
	s.write(len(s.stack), at, raw)
}

// end closes an element and those within that were left open, and nothing if
// it was not open.
func (s *shallower) end(tokens *html.Tokenizer, raw string) {
	name, _ := tokens.TagName()
	at := atom.Lookup(name)
	if isLeaf(at) {
		s.out.WriteString(raw)
		return
	}
	for s.open[string(name)] > 0 {
		last := s.stack[len(s.stack)-1]
		s.stack = s.stack[:len(s.stack)-1]
		s.open[last]--
		if last == string(name) {
			s.write(len(s.stack)+1, at, raw)
			return
		}
	}
}

// write writes the tag of an element at some depth or, where that is too
// deep, a break if it is a block.
func (s *shallower) write(depth int, at atom.Atom, raw string) {
	switch {
	case depth <= maxNesting:
		s.out.WriteString(raw)
	case isBlock(&html.Node{DataAtom: at}):
		s.out.WriteString("<p>")
	}
}

// isLeaf reports whether elements of a name do not nest: they are empty, or
// the next one ends them.
func isLeaf(at atom.Atom) bool {
	switch at {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Source, atom.Track, atom.Wbr,
		atom.P, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}
