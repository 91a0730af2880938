package view

import (
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/web/mark"
)

// Sentence returns the sentence that states a fact, with its span marked. A fact
// does not say where its sentence begins, so the sentence is looked for around
// the span in the text of the fact's field, which may be empty where it is not
// known.
func Sentence(f fact.Fact, text string) []Piece {
	sentence := f.Evidence.Sentence
	at, ok := within(f, text)
	if !ok {
		at = strings.Index(sentence, f.Evidence.Text)
	}
	if at < 0 || f.Evidence.Text == "" {
		return []Piece{{Text: sentence}}
	}
	end := at + len(f.Evidence.Text)
	return []Piece{{Text: sentence[:at]}, {Text: sentence[at:end], Type: f.Type, Facts: f.ID}, {Text: sentence[end:]}}
}

// within returns where in its sentence the span of a fact begins, in bytes, if
// both stand in the text.
func within(f fact.Fact, text string) (int, bool) {
	f.Mentions = nil
	start := 0
	pieces := mark.Pieces(text, f.Evidence.Field, []fact.Fact{f})
	for _, p := range pieces {
		if len(p.Facts) > 0 {
			break
		}
		start += len(p.Text)
	}
	for from := 0; start < len(text) && f.Evidence.Sentence != ""; {
		i := strings.Index(text[from:], f.Evidence.Sentence)
		if i < 0 || from+i > start {
			return 0, false
		}
		if from += i; start+len(f.Evidence.Text) <= from+len(f.Evidence.Sentence) {
			return start - from, true
		}
		from++
	}
	return 0, false
}
