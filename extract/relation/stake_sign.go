package relation

import (
	"github.com/gigawire/gigawire/extract/linear"
	"github.com/gigawire/gigawire/extract/quantity"
)

// The signs of items that are not in the tables. Those of words that are follow
// them: that of a small word tells its list in grammar.txt, that of a cue its list in
// stakes.txt.
const (
	noSign uint64 = iota
	companySign
	nominalSign
	percentSign
	moneySign
	nameSign // a capital that is no company's: a person or a place
	grammarSign
	cueSign = grammarSign + 10
)

// sign returns what item i does between a company and a percentage. Words that do
// nothing there have none.
func (v *view) sign(s *share, i int) uint64 {
	it := &s.items[i]
	switch {
	case it.kind == isEntity && it.nominal:
		return nominalSign
	case it.kind == isEntity:
		return companySign
	case it.kind == isQuantity && v.quantities[it.index].Kind == quantity.Percent:
		return percentSign
	case it.kind == isQuantity:
		return moneySign
	case s.cues[i] != 0:
		return cueSign + uint64(s.cues[i])
	case it.grammar != 0 && !v.tables.grammar.is(s.items, i, "filler"):
		return grammarSign + uint64(it.grammar)
	case it.capital && i > 0:
		return nameSign
	}
	return noSign
}

// signsLong is how many signs are looked at one after the other.
const signsLong = 5

// run returns the signs outwards from item i, those that repeat the one before left
// out.
func (s *share) run(i, step int) (out [signsLong]uint64) {
	n := 0
	for i += step; i >= 0 && i < len(s.signs) && n < signsLong; i += step {
		if sign := s.signs[i]; sign != noSign && (n == 0 || sign != out[n-1]) {
			out[n] = sign
			n++
		}
	}
	return out
}

// way returns the signs from one item on towards another.
func (s *share) way(from, to, step int) (out [signsLong]uint64) {
	n := 0
	for i := from + step; i != to && n < signsLong; i += step {
		if sign := s.signs[i]; sign != noSign {
			out[n] = sign
			n++
		}
	}
	return out
}

// toward returns the step from item i to the percentage.
func (s *share) toward(i int) int {
	if i > s.at {
		return -1
	}
	return 1
}

// side tells on which side of the percentage an item stands, and how far.
func (s *share) side(i int) uint64 { return 10*b2i(i > s.at) + bucket(distance(i, s.at)) }

// form tells in one number what stands on either side of the percentage.
func (s *share) form() int {
	return int(linear.Mix(fShare, s.run(s.at, -1)[0], s.run(s.at, 1)[0]) >> 1)
}
