// Package mark divides texts at the spans of facts, so that each stretch can be
// shown with what is said of it.
package mark

import (
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

// Piece is a stretch of text that is within the spans of the same facts.
type Piece struct {
	Text string
	// Facts are the indexes, in the list that was given, of the facts in one of
	// whose spans it is, in ascending order.
	Facts []int
}

// Pieces divides the text of a field of an article at the ends of the facts'
// spans, and of the mentions of companies. Together the pieces are the text. A
// span that does not have in the text the words that its fact says is left out:
// the text may be of another version of the article.
func Pieces(text string, field fact.Field, facts []fact.Fact) []Piece {
	spans := spansIn(text, field, facts)
	cuts := []int{0, len(text)}
	for _, s := range spans {
		cuts = append(cuts, s.start, s.end)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []Piece
	var open []span // those that a stretch is within
	for i := 1; i < len(cuts); i++ {
		start, end := cuts[i-1], cuts[i]
		open = slices.DeleteFunc(open, func(s span) bool { return s.end <= start })
		for len(spans) > 0 && spans[0].start <= start {
			open, spans = append(open, spans[0]), spans[1:]
		}
		out = append(out, Piece{text[start:end], factsOf(open)})
	}
	return out
}

func factsOf(spans []span) []int {
	var out []int
	for _, s := range spans {
		out = append(out, s.fact)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Paragraphs divides as Pieces does, and at blank lines, which it leaves out.
func Paragraphs(text string, field fact.Field, facts []fact.Fact) [][]Piece {
	var out [][]Piece
	var current []Piece
	for _, piece := range Pieces(text, field, facts) {
		for i, part := range strings.Split(piece.Text, "\n\n") {
			if i > 0 && len(current) > 0 {
				out, current = append(out, current), nil
			}
			if part != "" {
				current = append(current, Piece{part, piece.Facts})
			}
		}
	}
	if len(current) > 0 {
		out = append(out, current)
	}
	return out
}
