package quantity

import (
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

const (
	// leastPower is the least power that is reported, in gigawatts: what draws
	// less than a megawatt is a device.
	leastPower = 0.001
	// rateWords is how far before a rate the currency stands that it is of.
	rateWords = 8
)

// rejected reports whether the mention at token k is no quantity after all.
func (p *pass) rejected(k int, m *mention) bool {
	switch m.Kind {
	case Power:
		return p.asked(k) || m.Qualifier != fact.Vague && m.high.float(0) < leastPower || m.article && p.defines(k, m) || m.bare && p.plain(k)
	case Money:
		return p.asked(k) || p.idiom(k, m) || p.weight(k, m) || p.equation(k, m) || p.caption(k, m) ||
			p.exchangeRate(k, m) || p.pairOfCodes(k) || p.capitalName(k, m) || resolutions[m.Of(p.raw)]
	}
	return false
}

// resolutions are of screens, not prices in pence.
var resolutions = map[string]bool{"480p": true, "720p": true, "1080p": true, "1440p": true, "2160p": true, "4320p": true}

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

// idiom reports whether m is a figure of speech: "a penny", "ten cents on the
// dollar", "40 pence in the pound".
func (p *pass) idiom(k int, m *mention) bool {
	if m.article && m.Per == "" && (m.money[0].exp < 0 || p.hyphen(m.End) > m.End) {
		return true // "a penny", "a quid-pro-quo"
	}
	if len(m.money) > 0 && m.money[0].exp < 0 && strings.HasPrefix(m.Of(p.raw), "half-") {
		return true // "a half-cent tax"
	}
	if p.wordIs(k, "a") && k-2 >= p.first() && p.isMark(k-1, "like") && p.isMark(k-2, "look", "looks", "looked", "feel", "feels", "felt") {
		return true // "looks like a million dollars"
	}
	k = p.tokenAfter(k, m.End)
	if m.article && k < p.last() && (p.contextOf(k)&contextRate != 0 || p.isMark(k, "store", "stores", "shop", "shops")) {
		return true // "a euro bought $1.10", "a dollar store"
	}
	if k+2 >= p.last() || !p.isMark(k, "on", "in", "of", "from", "to", "against") || !p.isMark(k+1, "the", "every", "each") {
		return false
	}
	return p.isCurrency(k+2) || k+3 < p.last() && p.isCurrency(k+3)
}

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

// equation reports whether m is one side of one: "($1 = 0.87 euros)".
func (p *pass) equation(k int, m *mention) bool {
	next := p.tokenAfter(k, m.End)
	left := next+1 < p.last() && p.isMark(next, "=") && p.isAmount(next+1)
	right := k-1 > p.first() && p.isMark(k-1, "=") && p.isAmount(k-2)
	return left || right
}

// isAmount reports whether token k is part of an amount: figures, a sign or the
// name of a currency.
func (p *pass) isAmount(k int) bool {
	token := p.text.Tokens[k]
	return token.Is(sentence.HasDigit) || p.sign(token.Start) > token.Start || p.isCurrency(k)
}

// caption reports whether m is the unit of a table: "in millions of euros".
func (p *pass) caption(k int, m *mention) bool {
	return m.Qualifier == fact.Vague && k > p.first() && p.wordIs(k-1, "in")
}

// exchangeRate reports whether m is the price of a currency: "sterling fell to
// $1.34", "the rand traded at R17.31".
func (p *pass) exchangeRate(k int, m *mention) bool {
	if name := p.after[m.Per]; name != nil && m.Per != "pound" {
		return true // "83 rupees per dollar"
	}
	if m.firm && m.low.exp >= 0 {
		return false
	}
	for i := k - 1; i >= max(p.first(), k-rateWords); i-- {
		if p.contextOf(i)&contextCoin == 0 {
			continue
		}
		return p.isSubject(i) && p.moves(i+1, k) || i == k-1
	}
	return false
}

// pairOfCodes reports whether the code at token k is the second of a pair:
// "USD/JPY 149".
func (p *pass) pairOfCodes(k int) bool {
	return k-2 >= p.first() && p.isMark(k-1, "/") && p.codes[p.text.Word(k-2)]
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

// moves reports whether tokens first to last begin with a verb of rates, after
// no more than marks, capitals and words such as "though".
func (p *pass) moves(first, last int) bool {
	for k := first; k < last; k++ {
		if p.contextOf(k)&(contextRate|contextChange) != 0 {
			return true
		}
		lower := p.text.Tokens[k].Shape&(sentence.HasLetter|sentence.Capital) == sentence.HasLetter
		if lower && !p.isMark(k, "though", "however", "meanwhile", "again") {
			return false
		}
	}
	return false
}

// isSubject reports whether the currency that token k names is spoken of
// itself: "the pound", "Sterling", "the New Zealand dollar".
func (p *pass) isSubject(k int) bool {
	if k == p.first() || p.wordIs(k, "sterling") {
		return true
	}
	_, adjective := p.places[p.text.Word(k-1)]
	if k-2 >= p.first() {
		_, two := p.places[p.raw[p.text.Tokens[k-2].Start:p.text.Tokens[k-1].End]]
		adjective = adjective || two
	}
	return adjective || p.isMark(k-1, "the", "The", "a", "A")
}

// isCurrency reports whether token k is the name of a currency.
func (p *pass) isCurrency(k int) bool {
	var buf [longestWord]byte
	name := p.after[string(lower(p.text.Word(k), &buf))]
	return name != nil && name[0].exp == 0
}
