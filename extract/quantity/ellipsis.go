package quantity

import "github.com/gigawire/gigawire/extract/sentence"

// leastElliptic is the least scale of an amount that leaves its currency out.
const leastElliptic = 6

// elliptic reports whether m at token k, a number without a unit, is an amount
// in the currency of one before it: "sold at 3 billion yen but worth 35
// billion". It then sets the kind.
func (p *pass) elliptic(k int, m *mention, before []mention) bool {
	last := len(before) - 1
	for last >= 0 && before[last].Kind != Money {
		last--
	}
	if last < 0 || !before[last].scaled || !p.closes(k, m) || p.countsThings(k, before[last].End) {
		return false
	}
	sentences := p.text.Sentences
	same := before[last].Sentence == m.Sentence
	near := sentences[before[last].Sentence].Paragraph == sentences[m.Sentence].Paragraph
	return same || near && p.priced(k)
}

// closes reports whether nothing that m could count stands after it.
func (p *pass) closes(k int, m *mention) bool {
	k = p.tokenAfter(k, m.End)
	if k >= p.last() {
		return true
	}
	if p.isMark(k, "more", "less") {
		return k+1 < p.last() && p.isMark(k+1, "than")
	}
	return p.text.Tokens[k].Shape&(sentence.HasLetter|sentence.HasDigit) == 0 && !p.isMark(k, "-", "/", "(", "+", "%", "$", "€", "£", "'", "’")
}

// ellipsisWords is how far before a number what it counts stands.
const ellipsisWords = 12

// countsThings reports whether what stands after start and before token k is
// counted in things ("users rose to 35 million").
func (p *pass) countsThings(k, start int) bool {
	for i := k - 1; i >= max(p.first(), k-ellipsisWords) && p.text.Tokens[i].Start >= start; i-- {
		if p.contextOf(i)&contextThing != 0 {
			return true
		}
	}
	return false
}

// priced reports whether a word of prices stands just before token k.
func (p *pass) priced(k int) bool {
	for i := k - 1; i >= max(p.first(), k-skipWords); i-- {
		if p.contextOf(i)&contextPrice != 0 {
			return true
		}
	}
	return false
}
