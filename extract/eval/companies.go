package eval

import (
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

func (m *marker) companies() {
	m.companyMentions()
	m.distinctCompanies()
}

// companyMentions compares spans exactly. What is found as an outlet counts
// for nothing; what is found on an ambiguous span is neither right nor wrong.
func (m *marker) companyMentions() {
	want := map[Span]GoldName{}
	for _, c := range m.item.Gold.Companies {
		for _, s := range c.Mentions {
			want[s] = c
		}
	}
	for _, f := range m.facts[fact.TypeCompany] {
		if f.Outlet {
			continue
		}
		all := m.mentions(f.Fact)
		for _, s := range all {
			switch c, ok := want[s]; {
			case ok:
				m.mention(isRight, s, c.Name, c.Mentions)
				delete(want, s)
			case !m.ambiguous(s):
				m.mention(isWrong, s, f.Company.Name, all)
				m.fail("mention wrong", s, f.Company.Name, "")
			}
		}
	}
	m.missingMentions(want)
}

func (m *marker) missingMentions(want map[Span]GoldName) {
	for _, c := range m.item.Gold.Companies {
		for _, s := range c.Mentions {
			if _, ok := want[s]; ok {
				m.mention(isMissing, s, c.Name, c.Mentions)
				m.fail("mention missing", s, "", c.Name)
			}
		}
	}
}

func (m *marker) mention(o outcome, s Span, name string, all []Span) {
	m.score.Mentions.count(o)
	m.tally("companies (mentions)", o, m.mentionTraits(s, name, all)...)
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
			m.company(isRight, m.goldMentions(owner))
		default:
			m.company(isWrong, m.mentions(f.Fact))
			m.fail("company wrong", f.Span, f.Company.Name, owner)
		}
		m.sure(f.Fact, right)
	}
	for _, c := range m.item.Gold.Companies {
		if !taken[c.Name] {
			m.company(isMissing, c.Mentions)
			m.fail("company missing", c.Mentions[0], "", c.Name)
		}
	}
}

func (m *marker) company(o outcome, mentions []Span) {
	m.score.Companies.count(o)
	m.tally("companies (distinct)", o, trait{"mentions", choose(len(mentions) == 1, "one", "several")})
}

func (m *marker) ambiguous(s Span) bool { return m.item.Gold.Ambiguous(s.Bytes()) }

// Ambiguous reports whether what stands at s may be a fact or none.
func (g *Gold) Ambiguous(s sentence.Span) bool {
	for _, i := range g.Ignored {
		if i.Code == "ambiguous" && s.Overlaps(i.Bytes()) {
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
