package quantity

import (
	"sort"
	"strings"

	"github.com/gigawire/gigawire/extract/sentence"
)

// hidden are the characters that nobody sees within a word: soft hyphens,
// joiners and marks of width zero.
var hidden = [...]string{"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}

// hiddenAt returns the length of the hidden character at the start of s, or 0.
func hiddenAt(s string) int {
	for _, c := range hidden {
		if strings.HasPrefix(s, c) {
			return len(c)
		}
	}
	return 0
}

// cut is a place of the clear text where something hidden was, and how many
// bytes were taken out up to there.
type cut struct {
	at, total int
}

// clearText is a text without what is hidden within its words.
type clearText struct {
	sentence.Text
	cuts []cut
}

// clearOf returns t without what is hidden within its words, nil if there is
// nothing.
func clearOf(t *sentence.Text) *clearText {
	found := false
	for _, c := range hidden {
		found = found || strings.Contains(t.Raw, c)
	}
	if !found {
		return nil
	}
	c := &clearText{Text: sentence.Text{Tokens: make([]sentence.Token, len(t.Tokens)), Sentences: make([]sentence.Sentence, len(t.Sentences))}}
	c.copyTokens(t)
	for i, s := range t.Sentences {
		s.Span = sentence.Span{Start: c.Tokens[s.First].Start, End: c.Tokens[s.Last-1].End}
		c.Sentences[i] = s
	}
	return c
}

// copyTokens copies the tokens of t and what stands between them.
func (c *clearText) copyTokens(t *sentence.Text) {
	var raw strings.Builder
	raw.Grow(len(t.Raw))
	done, total := 0, 0
	for k, token := range t.Tokens {
		raw.WriteString(t.Raw[done:token.Start])
		start := raw.Len()
		for done = token.Start; done < token.End; {
			if size := hiddenAt(t.Raw[done:]); size > 0 {
				total += size
				done += size
				c.cuts = append(c.cuts, cut{raw.Len(), total})
				continue
			}
			raw.WriteByte(t.Raw[done])
			done++
		}
		c.Tokens[k] = sentence.Token{Span: sentence.Span{Start: start, End: raw.Len()}, Shape: token.Shape}
	}
	raw.WriteString(t.Raw[done:])
	c.Raw = raw.String()
}

// original returns the span of the text as it came.
func (c *clearText) original(s sentence.Span) sentence.Span {
	return sentence.Span{Start: s.Start + c.before(s.Start+1), End: s.End + c.before(s.End)}
}

// before returns how many bytes were taken out before byte i of the clear text.
func (c *clearText) before(i int) int {
	n := sort.Search(len(c.cuts), func(n int) bool { return c.cuts[n].at >= i })
	if n == 0 {
		return 0
	}
	return c.cuts[n-1].total
}
