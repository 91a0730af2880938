package eval

import (
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

func (m *marker) companies() {
	m.companyMentions()
	m.distinctCompanies()
}

// companyMentions compares spans exactly. What is found as an outlet counts
// for nothing; what is found on an ambiguous span is neither right nor wrong.
func (m *marker) companyMentions() {
	want := map[span]bool{}
	for _, c := range m.item.gold.Companies {
		for _, s := range c.Mentions {
			want[s] = true
		}
	}
	for _, f := range m.facts[fact.TypeCompany] {
		if f.Outlet {
			continue
		}
		for _, s := range m.mentions(f.Fact) {
			switch {
			case want[s]:
				m.score.Mentions.Right++
				delete(want, s)
			case !m.ambiguous(s):
				m.score.Mentions.Wrong++
				m.fail("mention wrong", s, f.Company.Name, "")
			}
		}
	}
	m.score.Mentions.Missing += len(want)
	for _, c := range m.item.gold.Companies {
		for _, s := range c.Mentions {
			if want[s] {
				m.fail("mention missing", s, "", c.Name)
			}
		}
	}
}

// distinctCompanies compares companies, each found one being at most one of
// the gold.
func (m *marker) distinctCompanies() {
	taken := map[string]bool{}
	for _, f := range m.facts[fact.TypeCompany] {
		owner := m.owners[f.Company.ID]
		right := owner != "" && !taken[owner]
		switch {
		case f.Outlet || m.allAmbiguous(f.Fact):
			continue
		case right:
			taken[owner] = true
			m.score.Companies.Right++
		default:
			m.score.Companies.Wrong++
			m.fail("company wrong", f.span, f.Company.Name, owner)
		}
		m.sure(f.Fact, right)
	}
	for _, c := range m.item.gold.Companies {
		if !taken[c.Name] {
			m.score.Companies.Missing++
			m.fail("company missing", c.Mentions[0], "", c.Name)
		}
	}
}

func (m *marker) ambiguous(s span) bool {
	for _, i := range m.item.gold.Ignored {
		if i.Code == "ambiguous" && s.overlaps(i.span) {
			return true
		}
	}
	return false
}

func (m *marker) allAmbiguous(f *fact.Fact) bool {
	for _, s := range m.mentions(f) {
		if !m.ambiguous(s) {
			return false
		}
	}
	return true
}

func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
