package sentence

import "slices"

// bytesPerSentence is a low estimate for English prose.
const bytesPerSentence = 90

// divider groups the tokens of a text into sentences.
type divider struct {
	*Text
	first     int // first token of the sentence
	line      int // first token of the line
	paragraph int
}

// divide returns the sentences of t: every token is in exactly one. A sentence
// ends at a stop, and at the end of a line unless the next line plainly
// carries on: headings and items of lists are sentences and paragraphs of
// their own. It uses the room of the sentences that t has.
func divide(t *Text) []Sentence {
	if len(t.Tokens) == 0 {
		return nil
	}
	d := divider{Text: t}
	sentences := slices.Grow(t.Sentences[:0], len(t.Raw)/bytesPerSentence+4)
	for i := 1; i < len(t.Tokens); i++ {
		breaks := d.breaksLine(i)
		if !breaks && !d.stopsBefore(i) && !d.endless(i) {
			continue
		}
		sentences = append(sentences, d.sentence(i))
		d.first = i
		if breaks {
			d.paragraph++
		}
	}
	return append(sentences, d.sentence(len(t.Tokens)))
}

// sentence returns the one that ends before token last.
func (d *divider) sentence(last int) Sentence {
	span := Span{d.Tokens[d.first].Start, d.Tokens[last-1].End}
	return Sentence{span, d.first, last, d.paragraph, titleCase(d.Tokens[d.first:last])}
}

// How many tokens a sentence may have: beyond longSentence it ends at the next
// comma, beyond longestSentence anywhere. What is said of one number may take time
// in proportion to its sentence, so that one without an end would take time that
// grows with its square.
const (
	longSentence    = 2500
	longestSentence = 4000
)

// endless reports whether a sentence is cut before token i.
func (d *divider) endless(i int) bool {
	n := i - d.first
	return n >= longestSentence || n >= longSentence && d.Word(i-1) == ","
}
