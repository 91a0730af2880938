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
	for k := range p.text.Tokens {
		for _, code := range p.placeAt(k) {
			e.places[code]++
		}
	}
	for _, m := range p.found {
		if len(m.money) > 0 && (len(m.money) == 1 && m.money[0].weak == strong || m.firm && m.money[0].weak == weak) {
			e.named[m.money[0].currency]++
		}
	}
	e.local = e.dollar()
	if p.convertsLocal(e.local) {
		e.local = "USD"
	}
	for _, m := range p.found {
		if len(m.money) > 1 && m.isDollar() {
			e.named[e.local]++
		}
	}
	return e
}

// convertsLocal reports whether a bare "$" stands in brackets after an amount
// of that dollar ("A$5bn ($3.3bn)"), so that it is another.
func (p *pass) convertsLocal(code string) bool {
	for i := 1; i < len(p.found) && code != "USD"; i++ {
		m, original := &p.found[i], &p.found[i-1]
		if len(m.money) > 1 && m.isDollar() && len(original.money) == 1 && original.money[0].currency == code && p.inBracket(m, original) {
			return true
		}
	}
	return false
}

// placeAt returns the currencies of the place that token k names.
func (p *pass) placeAt(k int) []string {
	t := p.text.Tokens[k]
	if !t.Is(sentence.Capital) || strings.HasPrefix(p.text.Raw[t.End:], "$") {
		return nil // "US$" speaks for no country
	}
	word, _, _ := strings.Cut(t.Of(p.text.Raw), "-")
	return p.places[word]
}

// nearTokens is how far before an amount a place says whose money it is.
const nearTokens = 60

// near returns the one of several currencies that m can mean to whose country
// the nearest place before it points, within its paragraph, or "".
func (p *pass) near(m *mention) string {
	first := m.Sentence
	for first > 0 && p.text.Sentences[first-1].Paragraph == p.text.Sentences[m.Sentence].Paragraph && m.Sentence-first < nearTokens {
		first--
	}
	for k := m.token - 1; k >= max(p.text.Sentences[first].First, m.token-nearTokens); k-- {
		if own := ofCurrencies(m.money, p.placeAt(k)); own != nil {
			return own[0].currency
		}
	}
	return ""
}

// isDollar reports whether m is in dollars that may be of any country.
func (m *mention) isDollar() bool {
	return m.money[0].currency == "USD" && m.money[0].exp == 0
}

const (
	// localPlaces is how many words must point to a country before a bare "$"
	// is its dollar, and wrotePlaces where some amounts say "A$" besides.
	localPlaces = 2
	wrotePlaces = 3
	// localLead is by how much they must outnumber those that point to America.
	localLead = 2
)

// dollar returns what a bare "$" means: the American dollar, but in a text that
// is plainly of Australia, Canada or New Zealand, whose press writes it so.
func (e evidence) dollar() string {
	for _, code := range []string{"AUD", "CAD", "NZD", "SGD"} {
		if e.isLocal(code) {
			return code
		}
	}
	return "USD"
}

// isLocal reports whether a bare "$" is a dollar of that code. Who writes "A$"
// for some leaves "$" to America, and who writes "US$" does not.
func (e evidence) isLocal(code string) bool {
	n, own, american := e.places[code], e.named[code], e.named["USD"]
	switch {
	case n != e.most() || n <= localLead*e.places["USD"]:
		return false
	case american > 0 && own == 0:
		return n > 0
	case own > 0 && american == 0:
		return n >= wrotePlaces
	}
	return n >= localPlaces && code != "SGD"
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
	nearWeight   = 6    // the nearest place before the amount
	strongWeight = 100  // a form that says much by itself
	localWeight  = 1000 // it is what a bare "$" means
)

// choose sets the currency of m, whose nearest place points to near, and
// reports whether it is money at all.
func (e evidence) choose(m *mention, near string) bool {
	best, most := -1, -1
	for i, d := range m.money {
		n := e.score(d, m)
		if len(m.money) > 1 && m.money[0].currency == "USD" && d.currency == e.local && (m.isDollar() || e.local != "USD") {
			n += localWeight
		}
		if n > 0 && d.currency == near {
			n += nearWeight
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
	if m.signed {
		n += min(1, e.named[d.currency]) // who writes "RMB" may write "¥" for another
	} else {
		n += namedWeight * e.named[d.currency]
	}
	switch {
	case n == 0 && (d.weak == doubtful || d.weak == weak && !m.firm):
		return -1
	case n > 0 && d.weak == strong:
		return n + strongWeight
	}
	return n
}
