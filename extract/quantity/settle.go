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

// bracketWords is the greatest length of what stands between an amount and the
// bracket of its conversion.
const bracketWords = 24

// converts reports whether m stands in a bracket just after original, in
// another currency or unit.
func (p *pass) converts(m, original *mention) bool {
	end := m.Start
	if original.End < m.Cue.Start && m.Cue.Start < m.Start {
		end = m.Cue.Start
	}
	before, after, ok := strings.Cut(p.text.Raw[original.End:end], "(")
	if !ok || len(before) > bracketWords || strings.ContainsAny(before, ".,;:") {
		return false
	}
	switch strings.ToLower(strings.TrimSpace(after)) {
	case "", "or", "=", "equal to", "equivalent to", "the equivalent of", "i.e.", "worth", "then", "now":
		return m.Kind == Power || m.Kind == Money && m.Currency != original.Currency
	}
	return false
}

// evidence is what in a text speaks for each currency.
type evidence struct {
	named  map[string]int // amounts that name it for sure
	places map[string]int // words that point to its country
	local  string         // what a bare "$" means
}

// evidence reads the places that the text names, and the amounts that can mean
// but one currency.
func (p *pass) evidence() evidence {
	e := evidence{named: map[string]int{}, places: map[string]int{}}
	for _, t := range p.text.Tokens {
		if !t.Is(sentence.Capital) || strings.HasPrefix(p.text.Raw[t.End:], "$") {
			continue // "US$" speaks for no country
		}
		word, _, _ := strings.Cut(t.Of(p.text.Raw), "-")
		for _, code := range p.lexicon.places[word] {
			e.places[code]++
		}
	}
	for _, m := range p.found {
		if len(m.money) == 1 && m.money[0].weak == strong {
			e.named[m.money[0].currency]++
		}
	}
	e.local = e.dollar()
	for _, m := range p.found {
		if len(m.money) > 1 && m.isDollar() {
			e.named[e.local]++
		}
	}
	return e
}

// isDollar reports whether m is in dollars that may be of any country.
func (m *mention) isDollar() bool {
	return m.money[0].currency == "USD" && m.money[0].exp == 0
}

const (
	// localPlaces is how many words must point to a country before a bare "$"
	// is its dollar.
	localPlaces = 2
	// localLead is by how much they must outnumber those that point to America.
	localLead = 2
)

// dollar returns what a bare "$" means: the American dollar, but in a text that
// is plainly of Australia, Canada or New Zealand, whose press writes it so.
func (e evidence) dollar() string {
	for _, code := range []string{"AUD", "CAD", "NZD"} {
		if n := e.places[code]; n >= localPlaces && n > localLead*e.places["USD"] && n == e.most() {
			return code
		}
	}
	return "USD"
}

// most returns how many words point to the country that most of them do.
func (e evidence) most() int {
	most := 0
	for _, n := range e.places {
		most = max(most, n)
	}
	return most
}

// choose sets the currency of m, and reports whether it is money at all.
func (e evidence) choose(m *mention) bool {
	best, most := -1, -1
	for i, d := range m.money {
		n := e.score(d, m)
		if len(m.money) > 1 && m.isDollar() && d.currency == e.local {
			n += 1000
		}
		if n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		return false
	}
	shift := m.money[best].exp - m.money[0].exp
	m.low.exp += shift
	m.high.exp += shift
	m.Currency = m.money[best].currency
	return true
}

// score says how likely it is that m means d, negative where it cannot.
func (e evidence) score(d denomination, m *mention) int {
	n := e.places[d.currency]
	if !m.signed {
		n += 3 * e.named[d.currency] // who writes "RMB" writes "¥" for another
	}
	switch {
	case n == 0 && (d.weak == doubtful || d.weak == weak && !m.firm):
		return -1
	case n > 0 && d.weak == strong:
		return n + 100
	}
	return n
}
