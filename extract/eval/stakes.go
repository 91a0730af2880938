package eval

import (
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

// stakes compares shares of companies where the gold lists them.
func (m *marker) stakes() {
	if m.item.Gold.Stakes == nil {
		return
	}
	facts := m.facts[fact.TypeStake]
	for _, g := range m.item.Gold.Stakes {
		f := take(facts, g.Span, func(f *fact.Fact) bool { return sameEnds(f.Percent.Low, f.Percent.High, g.Low, g.High) })
		if f == nil {
			m.stake(isMissing, isMissing, g.Status)
			m.fail("stake missing", g.Span, "", g.String())
			continue
		}
		m.stakeParts(f, g)
		m.otherHolders(facts, g)
	}
	for i := range facts {
		if f := &facts[i]; !f.used && !m.ambiguous(f.Span) {
			m.stake(isWrong, isWrong, f.Status)
			m.sure(f.Fact, false)
			m.fail("stake wrong", f.Span, stakeOf(f.Fact), "")
		}
	}
}

// stake counts a percentage, and the whole statement.
func (m *marker) stake(percentage, whole outcome, status fact.Status) {
	traits := []trait{{"status", string(status)}}
	m.count(&m.score.StakeShares, "stakes (percentages)", percentage, traits)
	m.count(&m.score.Stakes, "stakes", whole, traits)
}

// stakeParts compares whose a share is and of what. The statement is wrong, and the
// gold's missing, where either differs.
func (m *marker) stakeParts(f *found, g GoldStake) {
	company, holder := m.owners[f.Company.ID], m.holder(f.Fact)
	rightHolder := holder == "" && len(g.Holders) == 0 || slices.Contains(g.Holders, holder)
	right := rightHolder && company == g.Company
	m.score.StakeHolder.count(rightHolder)
	m.compare(&m.score.StakeCompany, "stake company", g.Span, company, g.Company)
	m.compare(&m.score.StakeStatus, "stake status", g.Span, string(f.Status), string(g.Status))
	m.sure(f.Fact, right)
	m.stake(isRight, outcomeOf(right), g.Status)
	if !right {
		m.count(&m.score.Stakes, "stakes", isMissing, []trait{{"status", string(g.Status)}})
	}
	if !rightHolder {
		m.fail("stake holder", g.Span, stakeOf(f.Fact), g.String())
	}
}

// otherHolders uses up what tells that another of the holders has the same share: each
// of them is right, and the share counts once.
func (m *marker) otherHolders(facts []found, g GoldStake) {
	same := func(f *fact.Fact) bool {
		return sameEnds(f.Percent.Low, f.Percent.High, g.Low, g.High) && m.owners[f.Company.ID] == g.Company && slices.Contains(g.Holders, m.holder(f))
	}
	for take(facts, g.Span, same) != nil {
		continue
	}
}

// holder returns the gold company that has a share, "?" for a company that is none of
// the gold, empty for none.
func (m *marker) holder(f *fact.Fact) string {
	if f.Holder == nil {
		return ""
	}
	if owner := m.owners[f.Holder.ID]; owner != "" {
		return owner
	}
	return "?"
}

// String says whose share of what it is.
func (g GoldStake) String() string { return strings.Join(g.Holders, " or ") + " in " + g.Company }

// stakeOf says whose share of what was found.
func stakeOf(f *fact.Fact) string {
	if f.Holder == nil {
		return " in " + f.Company.Name
	}
	return f.Holder.Name + " in " + f.Company.Name
}
