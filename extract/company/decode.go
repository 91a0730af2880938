package company

import (
	"github.com/gigawire/gigawire/extract/company/segment"
	"github.com/gigawire/gigawire/extract/sentence"
)

// name is a span that the model takes for a company or an outlet.
type name struct {
	sentence.Span
	first, last int32 // pieces
	sentence    int32
	p           float32 // probability of a company or an outlet
	outlet      float32 // probability of an outlet
	listed      entry
	former      bool // the company has another name now
}

// threshold is what a span's probability must exceed to be worth taking. Below
// a half, since a miss costs F1 more than a false hit when right hits are many.
const threshold = 0.45

// listedThreshold is that of products and bodies.
const listedThreshold = 0.7

// decode picks the spans that do not overlap and whose probabilities exceed
// the threshold by the largest sum.
func (d *document) decode() {
	d.names = d.names[:0]
	for _, z := range d.zones {
		d.decodeZone(z)
	}
}

func (d *document) decodeZone(z zone) {
	n := int(z.last - z.first)
	spans := d.spans[z.spanFrom:z.spanUpTo]
	d.best, d.from = append(d.best[:0], 0), append(d.from[:0], -1)
	next := 0
	for end := 1; end <= n; end++ {
		best, from := d.best[end-1], int32(-1)
		for ; next < len(spans) && int(spans[next].Last) == end; next++ {
			p := spans[next].P[LabelCompany] + spans[next].P[LabelOutlet]
			if gain := d.best[spans[next].First] + p - d.least(z, &spans[next]); gain > best {
				best, from = gain, int32(next)
			}
		}
		d.best, d.from = append(d.best, best), append(d.from, from)
	}
	d.trace(z, n)
}

// least is what the probability of a span must exceed: more where a list has
// it as a product or a body, and no company of that name.
func (d *document) least(z zone, s *segment.Span) float32 {
	l := d.listing(z.first+s.First, z.first+s.Last)
	if l&(inProducts|inBodies) != 0 && l&isCompany == 0 {
		return listedThreshold
	}
	return threshold
}

// trace adds the names of the best division of a zone in order.
func (d *document) trace(z zone, n int) {
	at := len(d.names)
	for end := n; end > 0; {
		if d.from[end] < 0 {
			end--
			continue
		}
		s := d.spans[z.spanFrom+d.from[end]]
		first, last := z.first+s.First, z.first+s.Last
		d.names = append(d.names, name{
			Span:  sentence.Span{Start: d.pieces[first].Start, End: d.pieces[last-1].End},
			first: first, last: last, sentence: d.sentence[first],
			p: s.P[LabelCompany] + s.P[LabelOutlet], outlet: s.P[LabelOutlet],
			listed: d.entryOfCore(first, last),
		})
		end = int(s.First)
	}
	for i, j := at, len(d.names)-1; i < j; i, j = i+1, j-1 {
		d.names[i], d.names[j] = d.names[j], d.names[i]
	}
}

// entryOfCore returns what the gazetteer knows of a name, or of the name
// without its legal form.
func (d *document) entryOfCore(first, last int32) entry {
	e := d.entryOf(first, last)
	if e.company >= 0 {
		return e
	}
	return d.entryOf(d.core(first, last))
}
