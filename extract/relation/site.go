package relation

import (
	"strings"

	"github.com/gigawire/gigawire/extract/linear"
	"github.com/gigawire/gigawire/extract/quantity"
)

// siteFrom is the probability from which a name is taken for a site: a wrong site
// harms more than a missing one.
const siteFrom = 0.45

// projectFavour is how much more a name that calls itself a project counts than
// the place around it: the articles learned from name few such.
const projectFavour = 4

var projectWord = linear.HashString("project")

// bestSite returns the name of the site of quantity q, empty for none.
func (d *decoder) bestSite(q int) string {
	c := d.sites(q)
	best, most := "", float32(siteFrom)
	for i := range c.spans {
		p := d.secondSite(c, i)
		if d.items(c.spans[i].in)[c.spans[i].first].word == projectWord {
			p *= projectFavour
		}
		if p > most {
			best, most = c.name(d.view, i), p
		}
	}
	return best
}

// siteContest is the names that may be the site of one quantity, and how
// probable the linear model finds each.
type siteContest struct {
	contest
	spans []siteSpan
	last  string // the site of the power before
}

func (c *siteContest) name(v *view, i int) string { return c.spans[i].Of(v.text.Raw) }

// sites asks the linear model for each name that may be the site of q.
func (d *decoder) sites(q int) *siteContest {
	c := &d.site
	c.spans, c.last, c.first = d.siteSpans(c.spans[:0], q), d.lastSite(q), c.first[:0]
	c.quantity, c.class, c.confidence = q, d.done[q].class, d.done[q].confidence
	p := d.scores[:1]
	for _, s := range c.spans {
		d.features = d.siting(d.features[:0], q, s, c.last)
		d.models.site.Probabilities(d.features, p)
		c.first = append(c.first, p[0])
	}
	return c
}

// secondSite returns how probable it is that name i is the site, by the trees.
func (d *decoder) secondSite(c *siteContest, i int) float32 {
	if d.models.siteTrees == nil || c.first[i] < hopeless {
		return c.first[i]
	}
	d.numbers = d.siteNumbers(d.numbers[:0], c, i)
	return d.models.siteTrees.Probability(d.numbers)
}

// siteNumbersOf is how many numbers siteNumbers returns.
const siteNumbersOf = 22

// siteNumbers appends the numbers by which the trees tell one name from
// another. Their order is part of the trained trees.
func (d *decoder) siteNumbers(out []float32, c *siteContest, i int) []float32 {
	s, items := c.spans[i], d.items(c.spans[i].in)
	name := c.name(d.view, i)
	side, far := float32(none), float32(none)
	if s.in == d.quantities[c.quantity].Sentence {
		_, at := d.at(c.quantity)
		side, far = number(s.first > at), float32(max(at-s.last+1, s.first-at))
	}
	says := d.tables.names.says(name)
	paragraph := d.text.Sentences[s.in].Paragraph == d.text.Sentences[d.quantities[c.quantity].Sentence].Paragraph
	out = c.against(out, i)
	return append(out, side, far, float32(d.quantities[c.quantity].Sentence-s.in), number(paragraph),
		float32(s.last-s.first), float32(min(s.first, 4)), float32(d.timesOf(name)),
		number(c.last != ""), number(strings.EqualFold(c.last, name)),
		number(d.tables.grammar.is(items, s.first-1, "preposition")), float32(topicNear(items, s.last-1, 1)),
		number(says&namesPlace != 0), number(says&namesPart != 0), number(says&namesPerson != 0))
}

// lastSite returns the site of the power before q, empty for none.
func (d *decoder) lastSite(q int) string {
	if p := d.previousPower(q); p >= 0 {
		return d.done[p].site
	}
	return ""
}

// previousPower returns the quantity of power before q, -1 for none.
func (v *view) previousPower(q int) int {
	for p := q - 1; p >= 0; p-- {
		if v.quantities[p].Kind == quantity.Power {
			return p
		}
	}
	return -1
}
