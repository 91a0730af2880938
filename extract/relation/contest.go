package relation

import (
	"math"

	"github.com/gigawire/gigawire/extract/linear"
)

// contest is the companies that one quantity may concern, and how probable the
// linear models find each. They look at each alone; the trees look again, at how
// each stands to the others.
type contest struct {
	quantity, class int
	confidence      float32
	entities        []int32
	first           []float32
}

// contest returns that of quantity q, before any model was asked.
func (d *decoder) contest(q int) *contest {
	c := &d.candidate
	c.quantity, c.class, c.confidence = q, d.done[q].class, d.done[q].confidence
	c.entities, c.first = d.candidates(c.entities[:0], q), c.first[:0]
	return c
}

// links asks a linear model for each company that quantity q may concern.
func (d *decoder) links(m *linear.Model, q int) *contest {
	c := d.contest(q)
	for _, e := range c.entities {
		d.features = d.linking(d.features[:0], q, e, c.class, d.ties(q, e))
		c.first = append(c.first, probability(m, d.features))
	}
	return c
}

// owners asks both linear models that know something of it for each company
// whose the valuation q may be, and takes the middle of the two. That of owners
// sees the features of the other, but nothing of the quantities before.
func (d *decoder) owners(q int) *contest {
	c := d.contest(q)
	for _, e := range c.entities {
		d.features = d.linking(d.features[:0], q, e, c.class, d.ties(q, e))
		p := probability(d.models.amountLink, d.features)
		tied(d.features[:tiedAt], ties{}, d.place(q, e), uint64(c.class))
		p *= probability(d.models.owner, d.features)
		c.first = append(c.first, float32(math.Sqrt(float64(p))))
	}
	return c
}

// probability asks a model of one class.
func probability(m *linear.Model, features []uint64) float32 {
	var p [1]float32
	m.Probabilities(features, p[:])
	return p[0]
}

// against appends how candidate i compares with the others by the linear
// model.
func (c *contest) against(out []float32, i int) []float32 {
	rank, highest, others := float32(0), float32(0), float32(0)
	for k, p := range c.first {
		if k == i {
			continue
		}
		if p > c.first[i] || p == c.first[i] && k < i {
			rank++
		}
		highest = max(highest, p)
		others += p
	}
	return append(out, c.first[i], rank, highest, c.first[i]-highest, float32(len(c.first)), others, float32(c.class), c.confidence)
}
