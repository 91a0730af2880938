package quantity

import "github.com/gigawire/gigawire/extract/fact"

// fragmentWords is how many words a sentence has at most that begins with "from"
// and a price from which others begin.
const fragmentWords = 6

// qualifyPrice takes "from" before the mention at token k for a least price:
// "seats from $5", "From $88 return."
func (p *pass) qualifyPrice(k int, m *mention) {
	from := k - 1
	if m.Kind != Money || from < p.first() || !p.wordIs(from, "from") || !p.opensPrice(from, m) {
		return
	}
	for i := p.tokenAfter(k, m.End); i < p.last(); i++ {
		if p.isMark(i, "to") || p.contextOf(i)&contextChange != 0 {
			return
		}
	}
	m.qualify(fact.AtLeast, p.tokens(from, k))
}

// opensPrice reports whether "from" at token k may come before the price m: after
// what is sold, after a colon, or first in a few words that are no whole sentence.
func (p *pass) opensPrice(k int, m *mention) bool {
	switch {
	case k == p.first():
		return !m.scaled && p.last()-k <= fragmentWords
	case p.isMark(k-1, ":"):
		return !m.scaled
	case p.contextOf(k-1)&contextWare == 0:
		return false
	}
	return k-2 < p.first() || p.contextOf(k-2)&contextChange == 0 // "raised fares from $5"
}
