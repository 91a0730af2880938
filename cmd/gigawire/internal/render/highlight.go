package render

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gigawire/gigawire/extract/fact"
)

// sentence writes a sentence in lines, with a code for each of its code points.
func (s Style) sentence(b *strings.Builder, text string, codes []string) {
	runes := []rune(Clean(text))
	for _, line := range wrap(runes, s.Width) {
		for at := line.start; at < line.end; {
			end := at + 1
			for end < line.end && codes[end] == codes[at] {
				end++
			}
			b.WriteString(s.paint(codes[at], string(runes[at:end])))
			at = end
		}
		b.WriteByte('\n')
	}
}

// plain returns the codes of a text without spans.
func plain(text, code string) []string {
	return slices.Repeat([]string{code}, utf8.RuneCountInString(text))
}

// highlights returns the codes of the sentence that states some of an article's
// facts: their spans, and the names of companies, in the colours of their
// types. Where spans share a place, the later type of fact.Types is seen.
func highlights(stated, all []Explained) []string {
	text := []rune(stated[0].Evidence.Sentence)
	codes := make([]string, len(text))
	at, ok := locate(text, stated)
	if !ok {
		return codes
	}
	for _, typ := range fact.Types() {
		for i := range all {
			if all[i].Type != typ || all[i].Evidence.Field != stated[0].Evidence.Field {
				continue
			}
			for _, span := range spans(&all[i].Fact) {
				paintSpan(codes, text, span, at)
			}
		}
	}
	return codes
}

// paintSpan colours a span if it stands in the text, whose first code point is
// at a place of the article's.
func paintSpan(codes []string, text []rune, span colored, at int) {
	start, end := span.Start-at, span.End-at
	if start < 0 || end > len(text) || start >= end || string(text[start:end]) != span.Text {
		return
	}
	for i := start; i < end; i++ {
		codes[i] = span.color
	}
}

// colored is a span and its colour.
type colored struct {
	fact.Mention
	color string
}

// spans returns the spans of a fact: where it is stated, and for a company,
// wherever it is mentioned.
func spans(f *fact.Fact) []colored {
	color := bold + colorOf(f.Type)
	out := []colored{{fact.Mention{Text: f.Evidence.Text, Start: f.Evidence.Start, End: f.Evidence.End}, color}}
	for _, m := range f.Mentions {
		out = append(out, colored{m, color})
	}
	return out
}

// locate returns where in the article a sentence begins, in code points. A
// fact does not say, but where its span is, and all spans of the sentence
// together leave one place.
func locate(text []rune, facts []Explained) (int, bool) {
	for i := 0; len(facts) > 0 && i < len(text); i++ {
		at := facts[0].Evidence.Start - i
		if !slices.ContainsFunc(facts, func(f Explained) bool { return !standsAt(text, &f.Evidence, at) }) {
			return at, true
		}
	}
	return 0, false
}

// standsAt reports whether the span of evidence has its text, if the sentence
// begins at a place.
func standsAt(text []rune, e *fact.Evidence, at int) bool {
	start, end := e.Start-at, e.End-at
	return start >= 0 && start <= end && end <= len(text) && string(text[start:end]) == e.Text
}
