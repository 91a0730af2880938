package quantity

import (
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

// settle decides what needs the whole text: which currency a sign or name
// means, and which amount is a conversion of another. What is no amount after
// all is dropped.
func (p *pass) settle() {
	e := p.evidence()
	kept := p.found[:0]
	for i, m := range p.found {
		if i+1 < len(p.found) {
			p.narrow(&m, &p.found[i+1])
		}
		if m.Kind == Money && m.money != nil && !p.choose(e, &m, kept) || m.bareNumber && !m.follow(kept) || m.slang && !e.meansPower(&m, p.text) {
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

// narrow leaves to the parts of a currency of m, as in "60 centavos to 22 pesos",
// what next can mean too.
func (p *pass) narrow(m, next *mention) {
	if len(m.money) < 2 || m.money[0].exp >= 0 || p.text.Raw[m.End:next.Start] != " to " {
		return
	}
	if both := allCommon(m.money, next.money); both != nil {
		m.low.exp += both[0].exp - m.money[0].exp
		m.high.exp += both[0].exp - m.money[0].exp
		m.money = both
	}
}

// choose sets the currency of m after the mentions before it, and reports
// whether it is money at all.
func (p *pass) choose(e evidence, m *mention, before []mention) bool {
	if len(m.money) == 1 {
		return e.choose(m, nearness{})
	}
	near := p.near(m)
	if last := len(before) - 1; last >= 0 && !m.signed && m.money[0].currency == "USD" && p.belongs(m, &before[last]) {
		if o := &before[last]; len(o.money) == 1 && ofCurrencies(m.money, []string{o.Currency}) != nil {
			near.currency, e.local = o.Currency, o.Currency // "A$10 million, perhaps billions of dollars"
		}
	}
	return e.choose(m, near)
}

// belongs reports whether m speaks of the money of the mention before it: one of
// the same sentence or, of cents and thousands, the same paragraph.
func (p *pass) belongs(m, before *mention) bool {
	if m.money[0].exp == 0 {
		return before.Sentence == m.Sentence
	}
	return p.text.Sentences[before.Sentence].Paragraph == p.text.Sentences[m.Sentence].Paragraph
}

// follow takes the currency of the last money before m, and reports whether
// there is any.
func (m *mention) follow(before []mention) bool {
	for i := len(before) - 1; i >= 0; i-- {
		if before[i].Kind == Money {
			m.Currency = before[i].Currency
			return m.Currency != ""
		}
	}
	return false
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

// converts reports whether m stands in a bracket just after original, in
// another currency or unit.
func (p *pass) converts(m, original *mention) bool {
	return (m.Kind == Power || m.Kind == Money && m.Currency != original.Currency) && p.inBracket(m, original)
}

// bracketWords is the greatest length of what stands between an amount and the
// bracket of its conversion.
const bracketWords = 24

// inBracket reports whether m, or a word such as "about" and m, begins a bracket
// just after original.
func (p *pass) inBracket(m, original *mention) bool {
	end := m.Start
	if original.End < m.Cue.Start && m.Cue.Start < m.Start {
		end = m.Cue.Start
	}
	between := p.text.Raw[original.End:end]
	open := strings.IndexAny(between, "([")
	if open < 0 || open > bracketWords || strings.ContainsAny(between[:open], ".,;:") {
		return false
	}
	switch strings.ToLower(strings.TrimSpace(between[open+1:])) {
	case "", "or", "=", "equal to", "equivalent to", "the equivalent of", "i.e.", "worth", "then", "now", "currently":
		return true
	}
	return false
}
