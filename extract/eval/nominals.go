package eval

import "github.com/gigawire/gigawire/extract/fact"

// reference is a span that refers to a company without its name. One span may
// refer to several: "the two companies".
type reference struct {
	Span
	company string
}

// nominals compares references, in articles where people marked them: whether
// each is found at all, and whether it is given to the right company.
func (m *marker) nominals() {
	if m.item.Gold.Nominals == nil {
		return
	}
	spans, references := map[Span]bool{}, map[reference]bool{}
	for _, g := range m.item.Gold.Nominals {
		spans[g.Span], references[reference{g.Span, g.Company}] = true, true
	}
	found := map[Span]bool{}
	for _, f := range m.facts[fact.TypeCompany] {
		for _, s := range m.spansOf(f.Nominals) {
			m.nominal(reference{s, m.owners[f.Company.ID]}, f.Company.Name, references)
			found[s] = true
		}
	}
	for s := range found {
		m.count(&m.score.Nominals, nominalSpans, outcomeOf(spans[s]), m.nominalTraits(s))
	}
	m.missingNominals(references, found)
}

// nominal counts a reference that was found, and strikes it off.
func (m *marker) nominal(r reference, name string, left map[reference]bool) {
	right := left[r]
	delete(left, r)
	m.count(&m.score.NominalLinks, nominalLinks, outcomeOf(right), m.nominalTraits(r.Span))
	if !right {
		m.fail("nominal wrong", r.Span, name, "")
	}
}

func (m *marker) missingNominals(left map[reference]bool, found map[Span]bool) {
	missed := map[Span]bool{}
	for _, g := range m.item.Gold.Nominals {
		if !found[g.Span] && !missed[g.Span] {
			missed[g.Span] = true
			m.count(&m.score.Nominals, nominalSpans, isMissing, m.nominalTraits(g.Span))
		}
		if left[reference{g.Span, g.Company}] {
			m.count(&m.score.NominalLinks, nominalLinks, isMissing, m.nominalTraits(g.Span))
			m.fail("nominal missing", g.Span, "", g.Company)
		}
	}
}

// The figures of references: those found at all, and those given to a company.
const (
	nominalSpans = "nominals"
	nominalLinks = "nominal - company"
)

// nominalTraits tells where a reference stands to the company that the text
// named last.
func (m *marker) nominalTraits(s Span) []trait {
	return []trait{{"last name", m.lastNameBefore(s)}}
}

// lastNameBefore tells how far before a span the text last names a company.
func (m *marker) lastNameBefore(s Span) string {
	last := -1
	for _, c := range m.item.Gold.Companies {
		for _, n := range c.Mentions {
			if n.End <= s.Start {
				last = max(last, m.sentenceOf(n))
			}
		}
	}
	switch back := m.sentenceOf(s) - last; {
	case last < 0:
		return "none"
	case back == 0:
		return "same sentence"
	case back == 1:
		return "sentence before"
	default:
		return "further back"
	}
}
