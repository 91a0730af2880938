package company

import (
	"github.com/gigawire/gigawire/extract/company/segment"
	"github.com/gigawire/gigawire/extract/sentence"
)

// Rules finds companies by lists and cues alone: the least that a model must
// beat. Nothing but that comparison uses it.
type Rules struct{ tables *tables }

// NewRules returns those of the learner's lists.
func (l *Learner) NewRules() *Rules { return &Rules{l.tables} }

// Recognise does what that of a Recogniser does.
func (r *Rules) Recognise(t *sentence.Text, h Hint) []Entity {
	d := document{tables: r.tables}
	d.read(t, h)
	for _, z := range d.zones {
		spans := d.spans[z.spanFrom:z.spanUpTo]
		for i := range spans {
			spans[i].P = d.rule(z.first+spans[i].First, z.first+spans[i].Last)
		}
	}
	d.decode()
	return d.entities(d.group())
}

// rule says how likely lists and cues make the pieces a company or an outlet.
func (d *document) rule(first, last int32) (p segment.Scores) {
	l := d.listing(first, last)
	switch {
	case l&isNoCompany != 0 || !d.pieces[first].named() || last-first == 1 && d.opening(first) == 1 && d.classes[first]&dictionary != 0:
	case l&isCompany != 0:
		p[LabelCompany] = 0.9
	case l&inOutlets != 0:
		p[LabelOutlet] = 0.9
	case last-first > 1 && d.classes[last-1]&legal != 0:
		p[LabelCompany] = 0.9 + 0.005*float32(last-first) // the longest
	case last-first > 1 && d.classes[last-1]&(firm|trade) != 0 || d.cued(first, last):
		p[LabelCompany] = 0.7
	}
	return p
}

// cued reports whether what stands beside the pieces stands beside companies.
func (d *document) cued(first, last int32) bool {
	low, end := d.bounds(first)
	return d.classAt(first-1, low, end)&kind != 0 || d.classAt(last, low, end)&(stock|deal) != 0 && d.opening(first) == 0
}
