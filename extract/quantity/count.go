package quantity

import "github.com/gigawire/gigawire/extract/sentence"

// mostUnits is the greatest count: above it a number before "600 MW" is
// likelier a year or the name of something.
const mostUnits = 500

// count returns how many units the power at token k is of: "two 600-MW units",
// "2 x 600 MW", "six turbines of 15 MW each".
func (p *pass) count(k int, m *mention) int {
	if m.Start > p.text.Tokens[k].Start {
		n, _ := p.literal(p.text.Tokens[k].Start) // "2x600 MW"
		return int(n.digits)
	}
	before := k - 1
	times := before >= p.first() && p.isMark(before, "x", "×", "X", "*")
	if times {
		before--
	}
	if times || p.countsNoun(k, m) {
		if n := p.smallToken(before); n > 0 {
			return n
		}
	}
	if m.Per == "each" && k-3 >= p.first() && p.wordIs(k-1, "of") {
		if n := p.smallToken(k - 3); n > 0 {
			return n
		}
	}
	return 1
}

// times passes a count that is glued to a number at i ("2x600"), or returns a
// position where no number is.
func (r reader) times(i int) int {
	n, end := r.literal(i)
	if end == i || end >= len(r.raw) || r.raw[end]|0x20 != 'x' || n.exp != 0 || n.digits == 0 || n.digits > mostUnits {
		return len(r.raw)
	}
	return end + 1
}

// countsNoun reports whether a noun that is counted follows the mention: its
// unit is hyphened ("600-MW"), or a word in lower case stands after it.
func (p *pass) countsNoun(k int, m *mention) bool {
	k = p.tokenAfter(k, m.End)
	if k >= p.last() {
		return false
	}
	word := p.text.Word(k)
	return p.text.Tokens[k].Is(sentence.HasLetter) && isLowerWord(word) && word[len(word)-1] == 's' && len(word) > 3
}

// smallToken returns the number that token k is, up to mostUnits, or 0.
func (p *pass) smallToken(k int) int {
	if k < p.first() {
		return 0
	}
	r := reader{p.lexicon, p.raw[:p.text.Tokens[k].End]}
	if n, end := r.literal(p.text.Tokens[k].Start); end == len(r.raw) && n.exp == 0 && n.digits <= mostUnits {
		return int(n.digits)
	}
	if n, end := r.cardinal(p.text.Tokens[k].Start); end == len(r.raw) && n.digits <= mostUnits {
		return int(n.digits)
	}
	return 0
}
