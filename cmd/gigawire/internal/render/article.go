package render

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/gigawire/gigawire/extract/fact"
)

// Explained is a fact with its reason, which is shown where it is not empty.
type Explained struct {
	fact.Fact
	Reason string
}

// Article writes an article's facts: each sentence that has any, with their
// spans highlighted, and the facts beneath it.
func (s Style) Article(w io.Writer, title string, facts []Explained) error {
	var b strings.Builder
	if title != "" {
		b.WriteString(s.paint(bold, wrap(title, s.Width)) + "\n\n")
	}
	if len(facts) == 0 {
		b.WriteString("No companies, amounts, valuations or gigawatts in this text.\n")
	}
	for _, group := range bySentence(facts) {
		s.group(&b, group)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// bySentence groups facts by the sentence that states them, in its order.
func bySentence(facts []Explained) [][]Explained {
	sorted := slices.Clone(facts)
	slices.SortStableFunc(sorted, func(a, b Explained) int {
		return cmp.Or(-cmp.Compare(a.Evidence.Field, b.Evidence.Field), cmp.Compare(a.Evidence.Start, b.Evidence.Start))
	})
	var groups [][]Explained
	for _, f := range sorted {
		last := len(groups) - 1
		if last >= 0 && groups[last][0].Evidence.Sentence == f.Evidence.Sentence && groups[last][0].Evidence.Field == f.Evidence.Field {
			groups[last] = append(groups[last], f)
			continue
		}
		groups = append(groups, []Explained{f})
	}
	return groups
}

func (s Style) group(b *strings.Builder, facts []Explained) {
	sentence := facts[0].Evidence.Sentence
	b.WriteString(s.highlight(wrap(oneLine(sentence), s.Width), facts) + "\n")
	for i := range facts {
		f := &facts[i].Fact
		fmt.Fprintf(b, "    %s  %s  %s  %s  %s\n", s.paint(colorOf(f.Type), fmt.Sprintf("%-9s", f.Type)),
			s.paint(bold, pad(Companies(f), 30)), pad(Value(f), 22), pad(Detail(f), 20), s.paint(dim, fmt.Sprintf("%3.0f%%", 100*f.Confidence)))
		if facts[i].Reason != "" {
			b.WriteString(s.paint(dim, "               because "+facts[i].Reason) + "\n")
		}
	}
	b.WriteString("\n")
}

// highlight paints the spans of facts within a sentence, each of them where it
// first stands behind the one before.
func (s Style) highlight(sentence string, facts []Explained) string {
	if !s.Color {
		return sentence
	}
	var b strings.Builder
	done := ""
	for i := range facts {
		f := &facts[i].Fact
		if f.Evidence.Text == done {
			continue
		}
		before, after, ok := strings.Cut(sentence, f.Evidence.Text)
		if !ok {
			continue
		}
		b.WriteString(before + s.paint(bold+colorOf(strongest(facts, f)), f.Evidence.Text))
		sentence, done = after, f.Evidence.Text
	}
	return b.String() + sentence
}

// strongest returns the type to paint a span as: an amount that is also a
// valuation is a valuation.
func strongest(facts []Explained, f *fact.Fact) fact.Type {
	for i := range facts {
		if facts[i].Type == fact.TypeValuation && facts[i].Evidence.Start == f.Evidence.Start {
			return fact.TypeValuation
		}
	}
	return f.Type
}

// wrap breaks a text into lines of a width in columns, at its spaces.
func wrap(text string, width int) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.Fields(text) {
		w := runewidth.StringWidth(word)
		switch {
		case i == 0:
		case column+1+w > width:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += w
	}
	return b.String()
}
