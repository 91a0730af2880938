package quantity

import (
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// leastPower is the least power that is reported, in gigawatts: what draws
// less than a megawatt is a device.
const leastPower = 0.001

// rejected reports whether the mention at token k is no quantity after all.
func (p *pass) rejected(k int, m *mention) bool {
	switch m.Kind {
	case Power:
		return p.asked(k) || m.Qualifier != fact.Vague && m.high.float(0) < leastPower || m.article && p.defines(k, m) || m.bare && p.plain(k) ||
			m.slang && p.otherGig(k, m)
	case Money:
		return p.asked(k) || p.idiom(k, m) || p.weight(k, m) || p.equation(k, m) || p.caption(k, m) ||
			p.exchangeRate(k, m) || p.pairOfCodes(k) || p.capitalName(k, m) || p.contextWords[m.Of(p.raw)]&contextScreen != 0
	}
	return false
}

// asked reports whether the number at token k is asked for ("how many
// megawatts").
func (p *pass) asked(k int) bool {
	return k > p.first() && p.wordIs(k-1, "how") && p.wordIs(k, "many")
}

// defines reports whether the unit itself is spoken of: "a gigawatt is a rate".
func (p *pass) defines(k int, m *mention) bool {
	k = p.tokenAfter(k, m.End)
	return k < p.last() && p.isMark(k, "is", "was", "?")
}

// plain reports whether the unit at token k stands for the measure itself
// ("measured in gigawatts") rather than for some amount ("talk of gigawatts").
func (p *pass) plain(k int) bool {
	if k--; k > p.first() && p.isMark(k, "“", `"`, "‘") {
		k--
	}
	return k < p.first() || p.contextOf(k)&contextPlain != 0 ||
		p.text.Tokens[k].Shape&(sentence.HasLetter|sentence.Capital) != sentence.HasLetter
}

// seldomOne reports whether m is of a currency whose name alone, after "a", is
// seldom an amount.
func (m *mention) seldomOne() bool {
	switch m.money[0].currency {
	case "USD", "EUR", "GBP":
		return false
	}
	return true
}

// idiom reports whether m is a figure of speech: "a penny", "ten cents on the
// dollar", "40 pence in the pound".
func (p *pass) idiom(k int, m *mention) bool {
	if m.article && m.Per == "" && !p.isStepOfOne(k) && (m.money[0].exp < 0 || len(m.money) > 1 && m.seldomOne() || p.hyphen(m.End) > m.End) {
		return true // "a penny", "a crown", "a quid-pro-quo"
	}
	if len(m.money) > 0 && m.money[0].exp < 0 && strings.HasPrefix(m.Of(p.raw), "half-") {
		return true // "a half-cent tax"
	}
	if p.wordIs(k, "a") && k-2 >= p.first() && p.isMark(k-1, "like") && p.isMark(k-2, "look", "looks", "looked", "feel", "feels", "felt") {
		return true // "looks like a million dollars"
	}
	k = p.tokenAfter(k, m.End)
	if m.article && k < p.last() && (p.contextOf(k)&contextRate != 0 || p.isMark(k, "store", "stores", "shop", "shops", "bond", "bonds")) {
		return true // "a euro bought $1.10", "a dollar store"
	}
	if k+2 >= p.last() || !p.isMark(k, "on", "in", "of", "from", "to", "against") || !p.isMark(k+1, "the", "every", "each") {
		return false
	}
	return p.isCurrency(k+2) || k+3 < p.last() && p.isCurrency(k+3)
}

// isStepOfOne reports whether "by" stands before the "a" at token k: "dearer by a
// rupee".
func (p *pass) isStepOfOne(k int) bool { return k > p.first() && p.isMark(k-1, "by") }

// caption reports whether m is the unit of a table: "in millions of euros".
func (p *pass) caption(k int, m *mention) bool {
	return m.Qualifier == fact.Vague && k > p.first() && p.wordIs(k-1, "in")
}

// capitalName reports whether the name of money of m is part of another name:
// "50 Cent", "5 Dollar General shops".
func (p *pass) capitalName(k int, m *mention) bool {
	text := m.Of(p.raw)
	cent := strings.HasSuffix(text, "0 Cent") || strings.HasSuffix(text, "5 Cent")
	if m.scaled || !cent && !strings.HasSuffix(text, " Dollar") {
		return false
	}
	next := p.tokenAfter(k, m.End)
	return cent || next < p.last() && p.text.Tokens[next].Is(sentence.Capital)
}
