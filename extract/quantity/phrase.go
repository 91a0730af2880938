package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gigawire/gigawire/extract/sentence"
)

// phrase is a few words in lower case.
type phrase struct {
	text [3 * longestWord]byte
	size int
}

func (w *phrase) bytes() []byte { return w.text[:w.size] }

// write sets words to tokens first to last, with a space where one stands in
// the text; nothing if they are too long to stand in a table.
func (p *pass) write(words *phrase, first, last int) {
	words.size = 0
	for k := first; k < last; k++ {
		token := p.text.Tokens[k]
		if words.size+1+token.Len() > len(words.text) {
			words.size = 0
			return
		}
		if k > first && token.Is(sentence.Space) {
			words.text[words.size] = ' '
			words.size++
		}
		var buf [longestWord]byte
		words.size += copy(words.text[words.size:], lower(token.Of(p.raw), &buf))
	}
	words.unhyphen()
}

// unhyphen writes hyphens between words as spaces, and drops one at the end
// ("more-than-", "near-").
func (w *phrase) unhyphen() {
	if w.size > 1 && w.text[w.size-1] == '-' {
		w.size--
	}
	for i := 1; i < w.size; i++ {
		if w.text[i] == '-' {
			w.text[i] = ' '
		}
	}
}

// lastWord returns the last word of a phrase or token, or the last mark of a run.
func lastWord(s string) string {
	s = strings.TrimRight(s, "-")
	s = s[strings.LastIndexAny(s, " -")+1:]
	if last, size := utf8.DecodeLastRuneInString(s); last != '.' && !unicode.IsLetter(last) {
		return s[len(s)-size:]
	}
	return s
}

// firstWord returns the first word of a phrase or token.
func firstWord(s string) string {
	if i := strings.IndexAny(s, " -"); i > 0 {
		return s[:i]
	}
	return s
}

// mayCue reports whether token k is one that a cue before or after a number can
// end or begin with: a cheap test that most fail.
func (p *pass) mayCue(k int, cues map[string]bool, edge func(string) string) bool {
	var buf [longestWord]byte
	return cues[string(lower(edge(p.text.Word(k)), &buf))]
}
