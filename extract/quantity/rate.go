package quantity

import "github.com/gigawire/gigawire/extract/sentence"

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

// rateWords is how far before a rate the currency stands that it is of.
const rateWords = 8

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
