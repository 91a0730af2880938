package quantity

import (
	"strings"

	"github.com/gigawire/gigawire/extract/sentence"
)

// evidence is what in a text speaks for each currency, and for power.
type evidence struct {
	named  map[string]int // amounts that name it for sure
	places map[string]int // words that point to its country
	order  []string       // the same currencies, as the text comes to them
	local  string         // what a bare "$" means
	power  []int          // the sentence of each power whose unit is nothing else
}

// evidence reads the places that the text names, and what can mean but one currency
// or unit.
func (p *pass) evidence() evidence {
	e := evidence{named: map[string]int{}, places: map[string]int{}}
	for k := range p.text.Tokens {
		for _, code := range p.placeAt(k) {
			if e.places[code]++; e.places[code] == 1 {
				e.order = append(e.order, code)
			}
		}
	}
	for i := range p.found {
		switch m := &p.found[i]; {
		case m.names():
			e.named[e.likeliest(m)]++
		case m.Kind == Power && !m.slang:
			e.power = append(e.power, m.Sentence)
		}
	}
	e.local = e.dollar()
	if p.convertsLocal(e.local) {
		e.local = "USD"
	}
	for i := range p.found {
		if m := &p.found[i]; len(m.money) > 1 && m.isDollar() {
			e.named[e.local]++
		}
	}
	return e
}

// likeliest returns the currency that m, which names one, has. Of several that
// a letter such as P can mean, places choose.
func (e evidence) likeliest(m *mention) string {
	best := m.money[0]
	for _, d := range m.money[1:] {
		if best.currency != "USD" && d.weak == weak && best.weak == weak && e.places[d.currency] > e.places[best.currency] {
			best = d
		}
	}
	return best.currency
}

// names reports whether m says which currency it is in.
func (m *mention) names() bool {
	if len(m.money) == 0 {
		return false
	}
	sole := len(m.money) == 1 || m.money[1].weak == doubtful
	return sole && m.money[0].weak == strong || m.firm && m.money[0].weak == weak
}

// placeAt returns the currencies of the place that token k names.
func (p *pass) placeAt(k int) []string {
	t := p.text.Tokens[k]
	if !t.Is(sentence.Capital) || strings.HasPrefix(p.text.Raw[t.End:], "$") {
		return nil // "US$" speaks for no country
	}
	word, _, _ := strings.Cut(t.Of(p.text.Raw), "-")
	if !p.gates.places.admits(word) {
		return nil
	}
	if p.placeHeads[word] && k+1 < len(p.text.Tokens) {
		if codes := p.places[p.text.Raw[t.Start:p.text.Tokens[k+1].End]]; codes != nil {
			return codes // "Port Louis"
		}
	}
	if codes := p.places[word]; codes != nil || !t.Is(sentence.AllCaps) || len(word) <= len("NSW") || len(word) > longestWord {
		return codes
	}
	var buf [longestWord]byte
	title := lower(word, &buf) // "SYDNEY"
	title[0] = word[0]
	return p.places[string(title)]
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
	soleWeight   = 200  // the same, where it is the only one of its sentence
	strongWeight = 100  // a form that says much by itself
	localWeight  = 1000 // it is what a bare "$" means
)

// choose sets the currency of m, whose nearest place is near, and
// reports whether it is money at all.
func (e evidence) choose(m *mention, near nearness) bool {
	best, most := -1, -1
	for i, d := range m.money {
		n := e.score(d, m)
		if len(m.money) > 1 && m.money[0].currency == "USD" && d.currency == e.local && (m.isDollar() || e.local != "USD") {
			n += localWeight
		}
		if n > 0 && d.currency == near.currency {
			n += near.weight
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
