package eval

import "github.com/gigawire/gigawire/extract/fact"

// wholeCompany is the figure of companies that come out as one.
const wholeCompany = "company in one piece"

// wholeCompanies tells of each company of which anything is found whether its
// mentions come out as one company and no other's among them. Mentions that are
// missing or wrong count elsewhere.
func (m *marker) wholeCompanies() {
	pieces, holds := m.clusters()
	for _, c := range m.item.Gold.Companies {
		of := pieces[c.Name]
		if len(of) == 0 {
			continue
		}
		split, merged := len(of) > 1, false
		for id := range of {
			merged = merged || len(holds[id]) > 1
		}
		m.whole(c, split, merged)
	}
}

// clusters returns the found companies that share mentions with each of the
// gold, by their IDs, and the gold companies that each of these does so with.
func (m *marker) clusters() (pieces, holds map[string]map[string]bool) {
	owner := map[Span]string{}
	for _, c := range m.item.Gold.Companies {
		for _, s := range c.Mentions {
			owner[s] = c.Name
		}
	}
	pieces, holds = map[string]map[string]bool{}, map[string]map[string]bool{}
	for _, f := range m.facts[fact.TypeCompany] {
		for _, s := range m.mentions(f.Fact) {
			if name, ok := owner[s]; ok {
				put(pieces, name, f.Company.ID)
				put(holds, f.Company.ID, name)
			}
		}
	}
	return pieces, holds
}

func put(sets map[string]map[string]bool, of, member string) {
	if sets[of] == nil {
		sets[of] = map[string]bool{}
	}
	sets[of][member] = true
}

func (m *marker) whole(c GoldName, split, merged bool) {
	right := !split && !merged
	m.score.Whole.count(right)
	m.tally(wholeCompany, outcomeOf(right), trait{"forms", choose(forms(c) == 1, "one", "several")})
	if split {
		m.tally(wholeCompany, isWrong, trait{"error", "split"})
		m.fail("company split", c.Mentions[len(c.Mentions)-1], "", c.Name)
	}
	if merged {
		m.tally(wholeCompany, isWrong, trait{"error", "merged"})
		m.fail("company merged", c.Mentions[0], "", c.Name)
	}
}

// forms returns in how many ways the text writes the name of a company.
func forms(c GoldName) int {
	seen := map[string]bool{}
	for _, s := range c.Mentions {
		seen[s.Text] = true
	}
	return len(seen)
}
