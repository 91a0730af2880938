package quantity

import (
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// settle decides what needs the whole text: which currency a sign or name
// means, and which amount is a conversion of another. What is no amount after
// all is dropped.
func (p *pass) settle() {
	e := p.evidence()
	kept := p.found[:0]
	for _, m := range p.found {
		if m.Kind == Money && m.money != nil && !e.choose(&m) {
			continue
		}
		if m.Qualifier != fact.Vague {
			m.Low, m.High = m.low.float(0), m.high.float(0)
		}
		kept = append(kept, m)
	}
	p.found = kept
	p.convert()
}

// evidence counts what in a text speaks for each currency.
type evidence struct {
	named  map[string]int // amounts that name it for sure
	places map[string]int // words that point to its country
}

// evidence reads the places that the text names, and the amounts that can mean
// but one currency.
func (p *pass) evidence() evidence {
	e := evidence{map[string]int{}, map[string]int{}}
	for _, m := range p.found {
		if len(m.money) == 1 && !m.money[0].weak {
			e.named[m.money[0].currency]++
		}
	}
	for _, t := range p.text.Tokens {
		if !t.Is(sentence.Capital) {
			continue
		}
		for _, code := range p.lexicon.places[t.Of(p.text.Raw)] {
			e.places[code]++
		}
	}
	return e
}

// choose sets the currency of m, and reports whether it is money at all.
func (e evidence) choose(m *mention) bool {
	best, most := -1, -1
	for i, d := range m.money {
		n := e.named[d.currency]*3 + e.places[d.currency]
		if d.weak && !m.firm && n == 0 {
			continue
		}
		if n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		return false
	}
	if m.money[0].currency == "USD" {
		best = 0
	}
	shift := m.money[best].exp - m.money[0].exp
	m.low.exp += shift
	m.high.exp += shift
	m.Currency = m.money[best].currency
	return true
}

// convert ties an amount in brackets to the one that it converts.
func (p *pass) convert() {
	for i := 1; i < len(p.found); i++ {
		m, original := &p.found[i], &p.found[i-1]
		if m.Sentence != original.Sentence || m.Kind != original.Kind || !p.converts(m, original) {
			continue
		}
		m.Original = i - 1
		if m.Qualifier == fact.Exact && original.Qualifier != fact.Range && original.Qualifier != fact.Vague {
			m.Qualifier, m.Cue = original.Qualifier, original.Cue
		}
	}
}

// openers are what may stand between an amount and a conversion of it, beside
// a bracket.
var openers = map[string]bool{
	"": true, "or": true, "about": true, "around": true, "roughly": true, "approximately": true, "some": true,
	"equivalent to": true, "equal to": true, "approx.": true, "~": true, "=": true, "nearly": true, "c.": true, "the equivalent of": true,
	"equivalent to about": true, "or about": true, "almost": true, "more than": true, "over": true,
}

// converts reports whether m stands in a bracket just after original, in
// another currency or unit.
func (p *pass) converts(m, original *mention) bool {
	between := p.text.Raw[original.End:m.Start]
	before, after, ok := strings.Cut(between, "(")
	if !ok || len(before) > 24 || strings.ContainsAny(before, ".,;:") || !openers[strings.ToLower(strings.TrimSpace(after))] {
		return false
	}
	return m.Kind == Power || m.Kind == Money && m.Currency != original.Currency
}
