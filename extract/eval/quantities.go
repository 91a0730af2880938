package eval

import "github.com/gigawire/gigawire/extract/fact"

func (m *marker) amounts() {
	facts := m.facts[fact.TypeAmount]
	for _, g := range m.item.Gold.Amounts {
		f := take(facts, g.Span, func(f *fact.Fact) bool {
			return sameEnds(f.Amount.Low, f.Amount.High, g.Low, g.High) && f.Amount.Currency == g.Currency
		})
		if f == nil {
			m.count(&m.score.Amounts, "amounts", isMissing, m.amountTraits(g))
			m.amountLinks(g.Span, g.Role).allMissing(g.Companies)
			m.fail("amount missing", g.Span, "", describe(g.Low, g.High, g.Currency))
			continue
		}
		m.amount(f, g)
	}
	for i := range facts {
		if f := &facts[i]; !f.used {
			m.count(&m.score.Amounts, "amounts", isWrong, m.amountTraits(asAmount(f)))
			m.amountLinks(f.Span, f.Role).allWrong(f)
			m.sure(f.Fact, false)
			m.fail("amount wrong", f.Span, describe(f.Amount.Low, f.Amount.High, f.Amount.Currency), "")
		}
	}
}

func (m *marker) amount(f *found, g GoldAmount) {
	m.count(&m.score.Amounts, "amounts", isRight, m.amountTraits(g))
	m.compare(&m.score.Qualifier, "qualifier", g.Span, string(f.Amount.Qualifier), string(g.Qualifier))
	m.compare(&m.score.Role, "role", g.Span, string(f.Role), string(g.Role))
	m.sure(f.Fact, f.Role == g.Role)
	m.amountLinks(f.Span, g.Role).links(f, g.Companies)
}

func (m *marker) gigawatts() {
	facts := m.facts[fact.TypeGigawatt]
	for _, g := range m.item.Gold.Power {
		f := take(facts, g.Span, func(f *fact.Fact) bool {
			return sameEnds(f.Power.Low, f.Power.High, g.Low, g.High)
		})
		if f == nil {
			m.count(&m.score.Gigawatts, "gigawatts", isMissing, powerTraits(g))
			m.gigawattLinks(g.Span, g.Kind).allMissing(g.Companies)
			m.fail("gigawatt missing", g.Span, "", describe(g.Low, g.High, "GW"))
			continue
		}
		m.gigawatt(f, g)
	}
	for i := range facts {
		if f := &facts[i]; !f.used {
			m.count(&m.score.Gigawatts, "gigawatts", isWrong, powerTraits(asPower(f)))
			m.gigawattLinks(f.Span, f.Kind).allWrong(f)
			m.sure(f.Fact, false)
			m.fail("gigawatt wrong", f.Span, describe(f.Power.Low, f.Power.High, "GW"), "")
		}
	}
}

func (m *marker) gigawatt(f *found, g GoldPower) {
	m.count(&m.score.Gigawatts, "gigawatts", isRight, powerTraits(g))
	m.compare(&m.score.PowerQualifier, "power qualifier", g.Span, string(f.Power.Qualifier), string(g.Qualifier))
	m.compare(&m.score.Kind, "power kind", g.Span, string(f.Kind), string(g.Kind))
	m.site(f, g)
	m.sure(f.Fact, f.Kind == g.Kind)
	m.gigawattLinks(f.Span, g.Kind).links(f, g.Companies)
}

// site compares the place of power.
func (m *marker) site(f *found, g GoldPower) {
	got, want := fold(f.Site), fold(g.Site)
	place := trait{"place", m.sitePlace(g)}
	if got == want {
		if want != "" {
			m.count(&m.score.Sites, "power site", isRight, []trait{place})
		}
		return
	}
	if got != "" {
		m.count(&m.score.Sites, "power site", isWrong, []trait{place})
	}
	if want != "" {
		m.count(&m.score.Sites, "power site", isMissing, []trait{place})
	}
	m.fail("power site", g.Span, f.Site, g.Site)
}

// valuations are right where company, value and currency are: each gold one
// at most once.
func (m *marker) valuations() {
	facts := m.facts[fact.TypeValuation]
	for _, g := range m.item.Gold.Valuations {
		f := take(facts, g.Span, func(f *fact.Fact) bool {
			return sameEnds(f.Amount.Low, f.Amount.High, g.Low, g.High) &&
				f.Amount.Currency == g.Currency && m.owners[f.Company.ID] == g.Company
		})
		if f == nil {
			m.count(&m.score.Valuations, "valuations", isMissing, m.valuationTraits(g))
			m.fail("valuation missing", g.Span, "", g.Company)
			continue
		}
		m.count(&m.score.Valuations, "valuations", isRight, m.valuationTraits(g))
		m.sure(f.Fact, true)
		m.compare(&m.score.Status, "status", g.Span, string(f.Status), string(g.Status))
	}
	for i := range facts {
		if f := &facts[i]; !f.used {
			m.count(&m.score.Valuations, "valuations", isWrong, []trait{{"status", string(f.Status)}, m.foundDistance(f.Span, f.Company.ID)})
			m.sure(f.Fact, false)
			m.fail("valuation wrong", f.Span, f.Company.Name, "")
		}
	}
}

func (m *marker) valuationTraits(g GoldValuation) []trait {
	return []trait{{"status", string(g.Status)}, m.goldDistance(g.Span, g.Company)}
}

// count counts an outcome in its figure and under its traits.
func (m *marker) count(c *Counts, figure string, o outcome, traits []trait) {
	c.count(o)
	m.tally(figure, o, traits...)
}

func (m *marker) compare(a *Accuracy, what string, s Span, got, want string) {
	a.count(got == want)
	m.confusion(what, got, want)
	if got != want {
		m.fail(what, s, got, want)
	}
}
