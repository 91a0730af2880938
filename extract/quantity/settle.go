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
