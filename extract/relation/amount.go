package relation

import "github.com/gigawire/gigawire/extract/fact"

// amount says what the money of quantity q is, and whom it concerns. What a
// company is worth concerns no other.
func (d *decoder) amount(q int) {
	decided, converted := &d.done[q], d.convert(q)
	if !converted {
		d.classify(d.models.role, q)
		d.settleWorth(decided)
	}
	role := d.roles[decided.class]
	reason := d.reason(q, string(role), decided.confidence)
	owned := isWorth(role) && d.valuation(q, role, reason)
	if !owned && !converted {
		decided.parties = d.link(d.models.amountLink, d.models.amountTrees, q)
	}
	d.out.Amounts = append(d.out.Amounts, Amount{
		Quantity: q, Role: role, Parties: d.parties(q, role, decided.parties), Confidence: float64(decided.confidence), Reason: reason,
	})
}

// isWorth reports whether a role is what some company is worth.
func isWorth(r fact.Role) bool { return r == fact.RoleValuation || r == fact.RoleMarketCap }
