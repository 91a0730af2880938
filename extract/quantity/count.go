package quantity

import "github.com/gigawire/gigawire/extract/sentence"

// mostUnits is the greatest count: above it a number before "600 MW" is
// likelier a year or the name of something.
const mostUnits = 500

// count returns how many units the power at token k is of: "two 600-MW units",
// "2 x 600 MW", "six turbines of 15 MW each".
func (p *pass) count(k int, m *mention) int {
	if n, end := p.literal(p.text.Tokens[k].Start); end < m.Start && n.digits > 0 {
		return int(n.digits) // "2x600 MW"
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
	return p.countNoun(k, m.Per == "each")
}

// countNoun returns the number of the noun that a word such as "of" ties to the
// power at token k: "four units of 600 MW", "turbines of 15 MW each". Where
// "each" does not say so, the noun must be of machines.
func (p *pass) countNoun(k int, each bool) int {
	noun := k - 1
	for noun > p.first() && p.isMark(noun, "of", "each", "rated", "at", "with", ",", "sized") {
		each = each || p.isMark(noun, "each")
		noun--
	}
	machine := noun >= p.first() && p.contextOf(noun)&contextMachine != 0
	if noun == k-1 || !each && !machine {
		return 1
	}
	return max(1, p.smallToken(noun-1))
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

// smallToken returns the number that token k is or ends, up to mostUnits, or 0:
// "12", "twelve", "a dozen", "a pair of", "twin".
func (p *pass) smallToken(k int) int {
	if k >= p.first() && p.wordIs(k, "dozen") {
		return 12 * max(1, p.cardinalToken(k-1))
	}
	if n := p.cardinalToken(k); n > 0 {
		return n
	}
	if k >= p.first() && p.wordIs(k, "of") {
		k--
	}
	return p.group(k)
}

// cardinalToken returns the number that token k is, up to mostUnits, or 0.
func (p *pass) cardinalToken(k int) int {
	if k < p.first() {
		return 0
	}
	r := reader{lexicon: p.lexicon, raw: p.raw[:p.text.Tokens[k].End]}
	start := p.text.Tokens[k].Start
	if n, end := r.literal(start); end == len(r.raw) && n.exp == 0 && n.digits <= mostUnits {
		return int(n.digits)
	}
	if n, end := r.cardinal(start); end == len(r.raw) && n.digits <= mostUnits {
		return int(n.digits)
	}
	return 0
}

// group returns how many things token k is a group of, or 0.
func (p *pass) group(k int) int {
	if k < p.first() || p.contextOf(k)&contextPair == 0 {
		return 0
	}
	switch p.text.Word(k) {
	case "trio", "triple":
		return 3
	case "quartet":
		return 4
	}
	return 2
}
