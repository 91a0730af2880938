package quantity

import "strings"

// weightWords is how far from a weight its verb or what is weighed stands.
const weightWords = 8

// weight reports whether m is pounds of something: "weighs 200 pounds", "5,000
// pounds of tea". Where it may be, the text must speak for the currency.
func (p *pass) weight(k int, m *mention) bool {
	text := m.Of(p.raw)
	if !m.scaled && strings.HasSuffix(text, "-pound") { // "a 5-pound bag", "a five-pound note"
		m.firm = false
		return p.weighs(k) || p.goods(k, k+weightWords/2)
	}
	if !strings.HasSuffix(text, "pounds") {
		return false
	}
	next := p.tokenAfter(k, m.End)
	of := next < p.last() && p.isMark(next, "of")
	m.firm = m.firm && m.scaled && !of && !p.goods(k-weightWords, next+weightWords)
	if m.scaled {
		return of && p.goods(next, next+weightWords/2)
	}
	return of || p.weighs(k)
}

// weighs reports whether a form of "weigh" stands before token k.
func (p *pass) weighs(k int) bool {
	for i := k - 1; i >= max(p.first(), k-weightWords/2); i-- {
		if strings.HasPrefix(p.text.Word(i), "weigh") {
			return true
		}
	}
	return false
}

// goods reports whether one of the tokens from first on, before token last, is
// sold by weight.
func (p *pass) goods(first, last int) bool {
	for i := max(p.first(), first); i < min(p.last(), last); i++ {
		if p.contextOf(i)&contextGoods != 0 {
			return true
		}
	}
	return false
}
