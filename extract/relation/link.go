package relation

import (
	"slices"

	"github.com/gigawire/gigawire/extract/boost"
	"github.com/gigawire/gigawire/extract/linear"
	"github.com/gigawire/gigawire/extract/quantity"
)

// linkFrom is the probability from which a company is a party. It balances
// precision and recall on articles held apart.
const linkFrom = 0.43

// likely is the probability from which the most probable company is taken
// where none is linked: few quantities concern nobody.
const likely = 0.3

// link returns the entities that quantity q concerns.
func (d *decoder) link(m *linear.Model, trees *boost.Model, q int) []int32 {
	c := d.links(m, q)
	best, most := int32(-1), float32(likely)
	from := len(d.linked)
	for i, e := range c.entities {
		p := d.second(trees, c, i)
		if p >= linkFrom {
			d.linked = append(d.linked, e)
		}
		if p > most {
			best, most = e, p
		}
	}
	if len(d.linked) == from && best >= 0 {
		d.linked = append(d.linked, best)
	}
	return d.linked[from:len(d.linked):len(d.linked)]
}

// ties tell whether the quantity before, in the same sentence and in earlier
// ones, concerns a company: 0 where there is none, 1 for no and 2 for yes.
type ties struct{ here, earlier int }

func tieOf(parties []int32, e int32) int {
	return 1 + int(b2i(slices.Contains(parties, e)))
}

// quantitiesBack is how many quantities back one with a meaning is looked for.
const quantitiesBack = 200

// lastQuantities returns the quantities before q that have a meaning, in its
// sentence and before it, -1 for none.
func (v *view) lastQuantities(q int) (here, earlier int) {
	here, earlier = -1, -1
	for p := q - 1; p >= max(0, q-quantitiesBack); p-- {
		if k := v.quantities[p].Kind; k != quantity.Money && k != quantity.Power {
			continue
		}
		if v.quantities[p].Sentence != v.quantities[q].Sentence {
			return here, p
		}
		if here < 0 {
			here = p
		}
	}
	return here, earlier
}

// ties tells whether the quantities before q concern e.
func (d *decoder) ties(q int, e int32) ties {
	f := d.focus(q)
	return ties{d.tie(f.here, e), d.tie(f.earlier, e)}
}

func (d *decoder) tie(q int, e int32) int {
	if q < 0 || !d.done[q].ready {
		return 0
	}
	return tieOf(d.done[q].parties, e)
}
