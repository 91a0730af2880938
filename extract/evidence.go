package extract

import (
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

func (r *reporter) span(s sentence.Span) (start, end int) {
	return r.positions.at(s.Start), r.positions.at(s.End)
}

func (r *reporter) evidence(s sentence.Span, in int) fact.Evidence {
	start, end := r.span(s)
	raw := r.reading.text.Raw
	whole := r.reading.text.Sentences[in].Span
	return fact.Evidence{
		Field: r.field, Text: s.Of(raw), Start: start, End: end,
		Sentence: strings.TrimSpace(window(raw, whole, s).Of(raw)),
	}
}

// maxContext is how many bytes of a sentence evidence carries on either side
// of its span. Without it, a text of one endless sentence would give facts
// whose size grows with the square of the text's.
const maxContext = 2000

// window cuts a sentence to maxContext around a span.
func window(raw string, whole, s sentence.Span) sentence.Span {
	if s.Start-whole.Start > maxContext {
		whole.Start = boundary(raw, s.Start-maxContext)
	}
	if whole.End-s.End > maxContext {
		whole.End = boundary(raw, s.End+maxContext)
	}
	return whole
}
