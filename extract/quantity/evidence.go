package quantity

import (
	"strings"

	"github.com/gigawire/gigawire/extract/sentence"
)

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
		for _, code := range p.places[word] {
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

// What speaks for a currency, counted in words that point to its country.
const (
	namedWeight  = 3    // an amount that names it
	strongWeight = 100  // a form that says much by itself
	localWeight  = 1000 // it is what a bare "$" means
)

// choose sets the currency of m, and reports whether it is money at all.
func (e evidence) choose(m *mention) bool {
	best, most := -1, -1
	for i, d := range m.money {
		n := e.score(d, m)
		if len(m.money) > 1 && m.isDollar() && d.currency == e.local {
			n += localWeight
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
		n += namedWeight * e.named[d.currency] // who writes "RMB" writes "¥" for another
	}
	switch {
	case n == 0 && (d.weak == doubtful || d.weak == weak && !m.firm):
		return -1
	case n > 0 && d.weak == strong:
		return n + strongWeight
	}
	return n
}
