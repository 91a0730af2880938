package relation

import (
	"strings"

	"github.com/gigawire/gigawire/extract/linear"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/sentence"
)

// siteSpan is a name that may be that of the project or place that has power.
type siteSpan struct {
	sentence.Span
	in, first, last int // the sentence, and its items [first, last)
}

// siteFrom is the probability from which a name is taken for a site.
const siteFrom = 0.22

// sitesBack is how many sentences before its own a site is looked for in.
const sitesBack = 4

// bestSite returns the name of the site of quantity q, empty for none.
func (d *decoder) bestSite(q int) string {
	best, most := "", float32(siteFrom)
	last := d.lastSite(q)
	for _, s := range d.siteSpans(q) {
		d.features = d.siting(d.features[:0], q, s, last)
		p := d.scores[:1]
		d.models.site.Probabilities(d.features, p)
		if p[0] > most {
			best, most = s.Of(d.text.Raw), p[0]
		}
	}
	return best
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

// siteSpans returns the names near quantity q that are no companies.
func (v *view) siteSpans(q int) []siteSpan {
	var out []siteSpan
	s := v.quantities[q].Sentence
	for k := s; k >= 0 && k >= s-sitesBack; k-- {
		out = append(out, v.names(k)...)
	}
	return out
}

// timesOf returns how often the text has a name near power, often for that and
// more.
func (v *view) timesOf(name string) uint64 {
	if v.times.nodes == nil {
		v.countNames()
	}
	return v.times.of(name)
}

// countNames counts all names near power in the text.
func (v *view) countNames() {
	from := 0
	for q := range v.quantities {
		if v.quantities[q].Kind != quantity.Power {
			continue
		}
		s := v.quantities[q].Sentence
		for from = max(from, s-sitesBack); from <= s; from++ {
			for _, name := range v.names(from) {
				v.times.add(name.Of(v.text.Raw))
			}
		}
	}
	v.times.count(v.text.Raw)
}

// names returns the runs of capitalised words of sentence k.
func (v *view) names(k int) []siteSpan {
	if v.namesOf == nil {
		v.namesOf = map[int][]siteSpan{}
	}
	found, ok := v.namesOf[k]
	if !ok {
		found = v.findNames(k)
		v.namesOf[k] = found
	}
	return found
}

func (v *view) findNames(k int) []siteSpan {
	var out []siteSpan
	items := v.items(k)
	for i := 0; i < len(items); i++ {
		if !named(items, i) {
			continue
		}
		j := i + 1
		for j < len(items) && (named(items, j) || v.joins(items, j)) {
			j++
		}
		if i > 0 || j > 1 || !v.isFunctionWord(items[0]) {
			out = append(out, siteSpan{sentence.Span{Start: items[i].Start, End: items[j-1].End}, k, i, j})
		}
		i = j
	}
	return out
}

func named(items []item, i int) bool { return items[i].kind == isWord && items[i].capital }

// joins reports whether item j is a small word within a name.
func (v *view) joins(items []item, j int) bool {
	if j+1 >= len(items) || !named(items, j+1) {
		return false
	}
	switch items[j].Of(v.text.Raw) {
	case "of", "de", "del", "al", "la", "le", "on", "upon", "'s", "’s":
		return true
	}
	return false
}

func (v *view) isFunctionWord(it item) bool {
	switch strings.ToLower(it.Of(v.text.Raw)) {
	case "the", "a", "an", "it", "its", "in", "at", "on", "by", "for", "this", "that", "but", "and", "as", "with", "if", "they", "he", "she", "we", "our", "their", "there", "when", "while", "after", "under", "to", "of", "from", "about", "some", "both", "each", "all", "no", "not", "so", "once", "these", "those", "i":
		return true
	}
	return false
}

// The kinds of features of sites.
const (
	sBias = iota + 200
	sDistance
	sBefore
	sAfter
	sBetween
	sLength
	sWord
	sOrder
	sContext
	sCue
	sCount
	sLast
)

// siting appends the features that tell whether a name is the site of power q,
// given the site of the power before.
func (v *view) siting(out []uint64, q int, s siteSpan, last string) []uint64 {
	items := v.items(s.in)
	back := uint64(v.quantities[q].Sentence - s.in)
	before, after := wordAt(items, s.first-1), wordAt(items, s.last)
	name := s.Of(v.text.Raw)
	same := b2i(last != "") + b2i(strings.EqualFold(last, name))
	times := v.timesOf(name)
	out = append(out, linear.Mix(sBias), linear.Mix(sBias, back), linear.Mix(sBefore, before), linear.Mix(sAfter, after),
		linear.Mix(sBefore, before, back), linear.Mix(sAfter, after, back), linear.Mix(sContext, before, after),
		linear.Mix(sBefore, 9, wordAt(items, s.first-2), before), linear.Mix(sLength, uint64(min(s.last-s.first, 4))),
		linear.Mix(sOrder, uint64(min(s.first, 4))),
		linear.Mix(sLast, same), linear.Mix(sLast, same, back), linear.Mix(sCount, times), linear.Mix(sCount, times, back),
		linear.Mix(sCount, times, before), linear.Mix(sCue, 3, topicAt(items, s.last)), linear.Mix(sCue, 4, topicAt(items, s.first-1)),
		linear.Mix(sCue, 5, topicNear(items, s.last-1, 1), back))
	for i := s.first; i < s.last; i++ {
		out = append(out, linear.Mix(sWord, items[i].stem))
	}
	out = append(out, linear.Mix(sWord, 7, items[s.last-1].stem))
	if back != 0 {
		return out
	}
	_, at := v.at(q)
	side, from, to := uint64(0), s.last, at
	if s.first > at {
		side, from, to = 1, at+1, s.first
	}
	out = append(out, linear.Mix(sDistance, side, bucket(to-from+1)), linear.Mix(sDistance, side, before))
	for i := from; i < to && to-from <= 10; i++ {
		out = append(out, linear.Mix(sBetween, side, items[i].word))
		if items[i].topic != 0 {
			out = append(out, linear.Mix(sCue, side, uint64(items[i].topic)))
		}
	}
	return out
}
