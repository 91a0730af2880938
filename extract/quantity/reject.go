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
		return m.Qualifier != fact.Vague && m.high.float(0) < leastPower || m.article && p.defines(k, m)
	case Money:
		return p.idiom(k, m) || p.weight(k, m) || p.equation(k, m) || p.caption(k, m) ||
			p.exchangeRate(k, m) || resolutions[m.Of(p.raw)]
	}
	return false
}

// resolutions are of screens, not prices in pence.
var resolutions = map[string]bool{"480p": true, "720p": true, "1080p": true, "1440p": true, "2160p": true, "4320p": true}

// defines reports whether the unit itself is spoken of: "a gigawatt is a rate".
func (p *pass) defines(k int, m *mention) bool {
	k = p.tokenAfter(k, m.End)
	return k < p.last() && p.isMark(k, "is", "was", "?")
}

// idiom reports whether m is a figure of speech: "a penny", "ten cents on the
// dollar", "40 pence in the pound".
func (p *pass) idiom(k int, m *mention) bool {
	if m.article && m.Per == "" && (m.money[0].exp < 0 || p.hyphen(m.End) > m.End) {
		return true // "a penny", "a quid-pro-quo"
	}
	k = p.tokenAfter(k, m.End)
	if k+2 >= p.last() || !p.isMark(k, "on", "in", "to", "against") || !p.isMark(k+1, "the") {
		return false
	}
	return p.isCurrency(k+2) || k+3 < p.last() && p.isCurrency(k+3)
}

// weightWords is how far before a weight its verb stands.
const weightWords = 4

// weight reports whether m is pounds of something: "weighs 200 pounds", "5,000
// pounds of tea".
func (p *pass) weight(k int, m *mention) bool {
	if m.scaled || !strings.HasSuffix(m.Of(p.raw), "pounds") {
		return false
	}
	if next := p.tokenAfter(k, m.End); next < p.last() && p.isMark(next, "of") {
		return true
	}
	for i := k - 1; i >= max(p.first(), k-weightWords); i-- {
		if strings.HasPrefix(p.text.Word(i), "weigh") {
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
	if m.firm && m.low.exp >= 0 {
		return false
	}
	for i := k - 1; i >= max(p.first(), k-rateWords); i-- {
		if p.contextOf(i)&contextCoin == 0 {
			continue
		}
		return p.isSubject(i) && p.moves(i+1, k)
	}
	return false
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
	return adjective || p.isMark(k-1, "the", "The", "a", "A")
}

// isCurrency reports whether token k is the name of a currency.
func (p *pass) isCurrency(k int) bool {
	var buf [longestWord]byte
	name := p.after[string(lower(p.text.Word(k), &buf))]
	return name != nil && name[0].exp == 0
}
