package quantity

import (
	"unicode"
	"unicode/utf8"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// fraction reads one that is the share of a company at token k: "a quarter of
// WestJet", "a two-thirds stake". Of other things fractions are no percentage:
// "half of the day".
func (p *pass) fraction(k int) (mention, bool) {
	start := p.text.Tokens[k].Start
	share, end := p.portion(start)
	if end == start || !p.ofCompany(end) || k > p.first() && p.partial(k) {
		return mention{}, false
	}
	m := mention{low: share, high: share}
	m.Span, m.Kind, m.Qualifier = sentence.Span{Start: start, End: end}, Percent, fact.Exact
	return m, true
}

// partial reports whether the word before token k makes a fraction a part of a
// number or of a time: "three and a half", "the first half".
func (p *pass) partial(k int) bool {
	return p.isMark(k-1, "and", "first", "second", "other", "the", "latter", "each") || p.wordIs(k, "half") && p.isMark(k-1, "a")
}

// portion reads a fraction in words at i, as percent.
func (r reader) portion(i int) (decimal, int) {
	var buf [longestWord]byte
	word, end := r.word(i, &buf)
	if string(word) == "half" {
		return decimal{digits: 50}, end
	}
	count := r.numbers[string(word)]
	if string(word) == "a" {
		count = 1
	}
	if count == 0 || count > 9 {
		return decimal{}, i
	}
	word, end = r.word(r.joint(end), &buf)
	parts := partsOf(word)
	if parts == 0 || count > parts {
		return decimal{}, i
	}
	return decimal{digits: (3*100*100/parts*count + 1) / 3, exp: -2}, end // thirds to a hundredth of a percent
}

// ofCompany reports whether what follows at i makes a fraction the share of a
// company.
func (r reader) ofCompany(i int) bool {
	var buf [longestWord]byte
	word, end := r.word(r.joint(i), &buf)
	if r.contextWords[string(word)]&contextStake != 0 {
		return true
	}
	if string(word) != "of" {
		return false
	}
	i = r.gap(end)
	if c, _ := utf8.DecodeRuneInString(r.raw[i:]); unicode.IsUpper(c) {
		return true
	}
	for range 2 {
		word, end = r.word(i, &buf)
		if r.contextWords[string(word)]&contextShared != 0 {
			return true
		}
		if string(word) != "the" && string(word) != "its" {
			return false
		}
		i = r.gap(end)
	}
	return false
}
