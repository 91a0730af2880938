package relation

import (
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/linear"
)

// leastSure is the confidence below which nothing is said: of what falls below
// it hardly any is right, on articles held apart.
const leastSure = 0.36

// valuation says whose the valuation of quantity q is, and reports whether it
// has one. That it has none is said by no more than that there is no candidate:
// an amount was found to be the worth of some company.
func (d *decoder) valuation(q int, role fact.Role, why Reason) bool {
	owner, probability := d.bestOwner(q)
	if owner < 0 {
		return false
	}
	decided := &d.done[q]
	d.linked = append(d.linked, owner)
	decided.parties = d.linked[len(d.linked)-1 : len(d.linked) : len(d.linked)]
	confidence := decided.worth * probability
	if confidence < leastSure {
		return true
	}
	why.Owner = probability
	d.out.Valuations = append(d.out.Valuations, Valuation{
		Quantity: q, Entity: int(owner), Status: d.status(q), Basis: d.basis(q, role), AsOf: d.asOf(q),
		Confidence: float64(confidence), Reason: why,
	})
	return true
}

// bestOwner returns the most probable owner of a valuation, -1 for none.
func (d *decoder) bestOwner(q int) (int32, float32) {
	c := d.owners(q)
	best, most := int32(-1), float32(0)
	for i, e := range c.entities {
		if d.entities[e].Outlet {
			continue
		}
		if p := d.second(d.models.ownerTrees, c, i); p > most {
			best, most = e, p
		}
	}
	return best, most
}

// status returns how real valuation q is. What was decided of the quantities
// before it tells nothing of that.
func (d *decoder) status(q int) fact.Status {
	d.features = d.meaning(d.features[:0], q, before{-1, -1})
	p := d.scores[:d.models.status.Classes()]
	d.models.status.Probabilities(d.features, p)
	return d.statuses[linear.Best(p)]
}
