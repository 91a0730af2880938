package relation

import "github.com/gigawire/gigawire/extract/linear"

// convert makes a conversion mean what its original does, and reports whether
// quantity q is one.
func (d *decoder) convert(q int) bool {
	o := d.quantities[q].Original
	if o < 0 || o >= q || !d.done[o].ready || d.quantities[o].Kind != d.quantities[q].Kind {
		return false
	}
	d.done[q] = d.done[o]
	return true
}

// classify finds the class of quantity q, and how sure that is.
func (d *decoder) classify(m *linear.Model, q int) {
	d.features = d.meaning(d.features[:0], q, before{d.classAt(d.previous(q)), d.classAt(d.earlier(q))})
	p := d.scores[:m.Classes()]
	m.Probabilities(d.features, p)
	out := &d.done[q]
	out.class, out.ready = linear.Best(p), true
	out.confidence = p[out.class]
}

// settleWorth takes an amount for the worth of a company where both classes of
// worth together are more probable than all others, and only there: they are
// alike, and each alone may come second.
func (d *decoder) settleWorth(out *decoded) {
	p := d.scores[:len(d.roles)]
	private, listed := p[d.private], p[d.listedWorth]
	out.worth = private + listed
	worth := out.worth >= 0.5
	if worth == (out.class == d.private || out.class == d.listedWorth) {
		return
	}
	if !worth {
		p[d.private], p[d.listedWorth] = 0, 0
		out.class = linear.Best(p)
	} else if out.class = d.private; listed > private {
		out.class = d.listedWorth
	}
	out.confidence = p[out.class]
}

// previous returns the quantity of the same kind before q in its sentence, -1
// for none.
func (v *view) previous(q int) int {
	for p := q - 1; p >= 0 && v.quantities[p].Sentence == v.quantities[q].Sentence; p-- {
		if v.quantities[p].Kind == v.quantities[q].Kind {
			return p
		}
	}
	return -1
}

// earlier returns the last quantity of the same kind in the sentences before
// that of q, -1 for none.
func (v *view) earlier(q int) int {
	for p := q - 1; p >= 0; p-- {
		if v.quantities[p].Sentence != v.quantities[q].Sentence && v.quantities[p].Kind == v.quantities[q].Kind {
			return p
		}
	}
	return -1
}

// classAt returns what was decided of quantity p, -1 where nothing was.
func (d *decoder) classAt(p int) int {
	if p >= 0 && d.done[p].ready {
		return d.done[p].class
	}
	return -1
}
