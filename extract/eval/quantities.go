package eval

import (
	"fmt"
	"math"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

func (m *marker) amounts() {
	facts := m.facts[fact.TypeAmount]
	for _, g := range m.item.gold.Amounts {
		f := take(facts, g.span, func(f *fact.Fact) bool {
			return sameEnds(f.Amount.Low, f.Amount.High, g.Low, g.High) && f.Amount.Currency == g.Currency
		})
		if f == nil {
			m.score.Amounts.Missing++
			m.score.AmountLinks.Missing += len(g.Companies)
			m.fail("amount missing", g.span, "", describe(g.Low, g.High, g.Currency))
			continue
		}
		m.amount(f, g)
	}
	for i := range facts {
		if f := &facts[i]; !f.used {
			m.score.Amounts.Wrong++
			m.score.AmountLinks.Wrong += len(f.Companies)
			m.sure(f.Fact, false)
			m.fail("amount wrong", f.span, describe(f.Amount.Low, f.Amount.High, f.Amount.Currency), "")
		}
	}
}

func (m *marker) amount(f *found, g goldAmount) {
	m.score.Amounts.Right++
	m.compare(&m.score.Qualifier, "qualifier", g.span, string(f.Amount.Qualifier), string(g.Qualifier))
	m.compare(&m.score.Role, "role", g.span, string(f.Role), string(g.Role))
	m.sure(f.Fact, f.Role == g.Role)
	m.links(&m.score.AmountLinks, f, g.Companies)
}

func (m *marker) gigawatts() {
	facts := m.facts[fact.TypeGigawatt]
	for _, g := range m.item.gold.Power {
		f := take(facts, g.span, func(f *fact.Fact) bool {
			return sameEnds(f.Power.Low, f.Power.High, g.Low, g.High)
		})
		if f == nil {
			m.score.Gigawatts.Missing++
			m.score.GigawattLinks.Missing += len(g.Companies)
			m.fail("gigawatt missing", g.span, "", describe(g.Low, g.High, "GW"))
			continue
		}
		m.gigawatt(f, g)
	}
	for i := range facts {
		if f := &facts[i]; !f.used {
			m.score.Gigawatts.Wrong++
			m.score.GigawattLinks.Wrong += len(f.Companies)
			m.sure(f.Fact, false)
			m.fail("gigawatt wrong", f.span, describe(f.Power.Low, f.Power.High, "GW"), "")
		}
	}
}

func (m *marker) gigawatt(f *found, g goldPower) {
	m.score.Gigawatts.Right++
	m.compare(&m.score.PowerQualifier, "power qualifier", g.span, string(f.Power.Qualifier), string(g.Qualifier))
	m.compare(&m.score.Kind, "kind", g.span, string(f.Kind), string(g.Kind))
	if g.Site != "" {
		m.compare(&m.score.Site, "site", g.span, fold(f.Site), fold(g.Site))
	}
	m.sure(f.Fact, f.Kind == g.Kind)
	m.links(&m.score.GigawattLinks, f, g.Companies)
}

// valuations are right where company, value and currency are: each gold one
// at most once.
func (m *marker) valuations() {
	facts := m.facts[fact.TypeValuation]
	for _, g := range m.item.gold.Valuations {
		f := take(facts, g.span, func(f *fact.Fact) bool {
			return sameEnds(f.Amount.Low, f.Amount.High, g.Low, g.High) &&
				f.Amount.Currency == g.Currency && m.owners[f.Company.ID] == g.Company
		})
		if f == nil {
			m.score.Valuations.Missing++
			m.fail("valuation missing", g.span, "", g.Company)
			continue
		}
		m.score.Valuations.Right++
		m.sure(f.Fact, true)
		m.compare(&m.score.Status, "status", g.span, string(f.Status), string(g.Status))
	}
	for i := range facts {
		if f := &facts[i]; !f.used {
			m.score.Valuations.Wrong++
			m.sure(f.Fact, false)
			m.fail("valuation wrong", f.span, f.Company.Name, "")
		}
	}
}

func (m *marker) compare(a *Accuracy, what string, s span, got, want string) {
	a.count(got == want)
	if got != want {
		m.fail(what, s, got, want)
	}
}

// links compares the companies of a matched quantity as sets.
func (m *marker) links(c *Counts, f *found, want []string) {
	missing := map[string]bool{}
	for _, name := range want {
		missing[name] = true
	}
	for _, p := range f.Companies {
		owner := m.owners[p.ID]
		if missing[owner] {
			c.Right++
			delete(missing, owner)
			continue
		}
		c.Wrong++
		m.fail("link wrong", f.span, p.Name, strings.Join(want, ", "))
	}
	c.Missing += len(missing)
	for _, name := range want {
		if missing[name] {
			m.fail("link missing", f.span, "", name)
		}
	}
}

// take returns the first unused fact that overlaps s and is the same, and
// marks it used.
func take(facts []found, s span, same func(*fact.Fact) bool) *found {
	for i := range facts {
		if f := &facts[i]; !f.used && f.overlaps(s) && same(f.Fact) {
			f.used = true
			return f
		}
	}
	return nil
}

// tolerance is how far apart, relatively, two numbers may be and still be one.
const tolerance = 1e-3

func sameEnds(low, high, goldLow, goldHigh *float64) bool {
	return sameNumber(low, goldLow) && sameNumber(high, goldHigh)
}

func sameNumber(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return math.Abs(*a-*b) <= tolerance*math.Max(math.Abs(*a), math.Abs(*b))
}

func describe(low, high *float64, unit string) string {
	if low == nil || high == nil {
		return "vague " + unit
	}
	if *low == *high {
		return fmt.Sprintf("%g %s", *low, unit)
	}
	return fmt.Sprintf("%g-%g %s", *low, *high, unit)
}
