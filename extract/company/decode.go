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

// What a span's probability must exceed to be worth taking.
const (
	threshold       = 0.47
	listedThreshold = 0.7 // a product or body of the lists
	// strangerThreshold is for a name that no list has, in a text that does not
	// speak of business; titleThreshold for one in a title that is no company in
	// the body.
	strangerThreshold = 0.7
	titleThreshold    = 0.8
)

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

// least is what the probability of a span must exceed.
func (d *document) least(z zone, s *segment.Span) float32 {
	first, last := z.first+s.First, z.first+s.Last
	l := d.listing(first, last)
	switch {
	case l&(isCompany|inOutlets) != 0:
		return threshold
	case l&(inProducts|inBodies) != 0:
		return listedThreshold
	case d.hint.Title && d.known.Find(d.surface(d.core(first, last))) == nil:
		return titleThreshold
	case d.tone != 0 && d.tone <= otherNews:
		return strangerThreshold
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
			Span:  d.span(first, last),
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
