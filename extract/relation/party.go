package relation

import (
	"slices"

	"github.com/gigawire/gigawire/extract/fact"
)

// parties gives the companies of an amount their parts and their order: who
// pays or whom it is about first.
func (d *decoder) parties(q int, role fact.Role, entities []int32) []Party {
	out := make([]Party, 0, len(entities))
	for _, e := range entities {
		out = append(out, Party{int(e), d.part(q, role, e)})
	}
	slices.SortStableFunc(out, func(a, b Party) int { return order(a.Part) - order(b.Part) })
	return out
}

func order(p fact.Part) int {
	switch p {
	case fact.PartPayer, fact.PartSubject:
		return 0
	default:
		return 1
	}
}

// twoSided reports whether an amount of a role goes from one to another.
func twoSided(role fact.Role) bool {
	switch role {
	case fact.RoleInvestment, fact.RoleAcquisition, fact.RoleContract, fact.RoleGrant, fact.RoleFine, fact.RoleFunding, fact.RoleDebt:
		return true
	}
	return false
}

// part says what a company does in an amount: the word before it decides, and
// where that does not, its place: who acts in a sentence stands first.
func (d *decoder) part(q int, role fact.Role, e int32) fact.Part {
	if !twoSided(role) {
		return fact.PartSubject
	}
	p := d.place(q, e)
	gives := role != fact.RoleFunding && role != fact.RoleGrant && role != fact.RoleDebt
	pays := (p.mention < 0 || p.mention < p.at) == gives
	switch before, words := wordAt(p.items, p.mention-1), &d.tables.words; {
	case words.payer[before]:
		pays = true
	case words.receiver[before]:
		pays = false
	case words.counterpart[before]:
		pays = !gives
	}
	if pays {
		return fact.PartPayer
	}
	return fact.PartReceiver
}
