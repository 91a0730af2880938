package relation

import (
	"strings"

	"github.com/gigawire/gigawire/extract/linear"
)

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
	sSays
)

// siting appends the features that tell whether a name is the site of power q,
// given the site of the power before.
func (v *view) siting(out []uint64, q int, s siteSpan, last string) []uint64 {
	back := uint64(v.quantities[q].Sentence - s.in)
	out = v.siteContext(out, s, back, last)
	out = v.siteName(out, s, back)
	if back != 0 {
		return out
	}
	return v.siteSide(out, q, s)
}

// siteContext appends what stands around a name, so many sentences back, and how
// often the text has it.
func (v *view) siteContext(out []uint64, s siteSpan, back uint64, last string) []uint64 {
	items, name := v.items(s.in), s.Of(v.text.Raw)
	before, after := wordAt(items, s.first-1), wordAt(items, s.last)
	same := b2i(last != "") + b2i(strings.EqualFold(last, name))
	times := v.timesOf(name)
	return append(out, linear.Mix(sBias), linear.Mix(sBias, back), linear.Mix(sBefore, before), linear.Mix(sAfter, after),
		linear.Mix(sBefore, before, back), linear.Mix(sAfter, after, back), linear.Mix(sContext, before, after),
		linear.Mix(sBefore, 9, wordAt(items, s.first-2), before), linear.Mix(sLength, uint64(min(s.last-s.first, 4))),
		linear.Mix(sOrder, uint64(min(s.first, 4))),
		linear.Mix(sLast, same), linear.Mix(sLast, same, back), linear.Mix(sCount, times), linear.Mix(sCount, times, back),
		linear.Mix(sCount, times, before), linear.Mix(sCue, 3, topicAt(items, s.last)), linear.Mix(sCue, 4, topicAt(items, s.first-1)),
		linear.Mix(sCue, 5, topicNear(items, s.last-1, 1), back))
}

// siteName appends what the lists say of a name, and its words.
func (v *view) siteName(out []uint64, s siteSpan, back uint64) []uint64 {
	items, says := v.items(s.in), v.tables.names.says(s.Of(v.text.Raw))
	before := wordAt(items, s.first-1)
	out = append(out, linear.Mix(sSays, says), linear.Mix(sSays, says, before), linear.Mix(sSays, says, uint64(min(s.first, 1)), back))
	for i := s.first; i < s.last; i++ {
		out = append(out, linear.Mix(sWord, items[i].stem))
	}
	return append(out, linear.Mix(sWord, 7, items[s.last-1].stem))
}

// siteSide appends where a name stands to the power of its sentence, and what
// stands between.
func (v *view) siteSide(out []uint64, q int, s siteSpan) []uint64 {
	items, at := v.at(q)
	side, from, to := uint64(0), s.last, at
	if s.first > at {
		side, from, to = 1, at+1, s.first
	}
	out = append(out, linear.Mix(sDistance, side, bucket(to-from+1)), linear.Mix(sDistance, side, wordAt(items, s.first-1)))
	for i := from; i < to && to-from <= 10; i++ {
		out = append(out, linear.Mix(sBetween, side, items[i].word))
		if items[i].topic != 0 {
			out = append(out, linear.Mix(sCue, side, uint64(items[i].topic)))
		}
	}
	return out
}
