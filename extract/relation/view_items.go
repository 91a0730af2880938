package relation

import (
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/sentence"
)

// items returns the items of sentence s.
func (v *view) items(s int) []item {
	if v.sentences[s] == nil {
		v.sentences[s] = v.makeItems(s)
		v.tables.mark(v.sentences[s], v.text.Raw)
	}
	return v.sentences[s]
}

// roomFor is for how many items room is made at once, at least.
const roomFor = 1024

func (v *view) makeItems(s int) []item {
	whole := v.text.Sentences[s]
	if n := whole.Last - whole.First; cap(v.room)-len(v.room) < n {
		v.room = make([]item, 0, max(n, roomFor, min(2*cap(v.room), len(v.text.Tokens))))
	}
	from, at := len(v.room), 0
	for k := whole.First; k < whole.Last; k++ {
		for at = max(at, v.text.Tokens[k].Start); at < v.text.Tokens[k].End; {
			at = v.addItem(s, k, from, at)
		}
	}
	return v.room[from:len(v.room):len(v.room)]
}

// addItem adds what stands at a position of token k to the items of sentence s,
// which begin at from, and returns where it ends.
func (v *view) addItem(s, k, from, at int) int {
	rest := sentence.Span{Start: at, End: v.text.Tokens[k].End}
	it, covered := v.covering(s, rest)
	switch {
	case !covered:
		v.addWord(k, rest, false)
		return rest.End
	case it.kind == isQuantity:
		v.room = append(v.room, it)
		if v.places[it.index] == 0 {
			v.places[it.index] = int32(len(v.room) - from)
		}
		return v.tokenEnd(k, it.End)
	case it.Start > at:
		v.addWord(k, sentence.Span{Start: at, End: it.Start}, at > v.text.Tokens[k].Start)
	}
	v.room = append(v.room, it)
	if q := v.quantityAt(s, sentence.Span{Start: rest.End, End: it.End}); q >= 0 {
		return v.quantities[q].Start // "the $5bn company" refers to a company, and has a quantity
	}
	return it.End
}

// tokenEnd returns the end of the token, from token k on, in which a position
// lies.
func (v *view) tokenEnd(k, at int) int {
	for v.text.Tokens[k].End < at {
		k++
	}
	return v.text.Tokens[k].End
}

// covering returns the quantity, or else the first mention, that a span has a
// part of.
func (v *view) covering(s int, span sentence.Span) (item, bool) {
	if q := v.quantityAt(s, span); q >= 0 {
		return item{Span: v.quantities[q].Span, word: quantityWord(v.quantities[q].Kind), kind: isQuantity, index: q}, true
	}
	var first *mention
	for i, m := range v.mentionsOf.of(s) {
		if m.Overlaps(span) && (first == nil || m.Start < first.Start) {
			first = &v.mentionsOf.of(s)[i]
		}
	}
	if first == nil {
		return item{}, false
	}
	return item{Span: first.Span, word: entityWord, kind: isEntity, index: first.entity, nominal: first.Nominal}, true
}

// quantityAt returns the quantity that a token is part of, -1 for none.
func (v *view) quantityAt(s int, token sentence.Span) int32 {
	for _, q := range v.quantitiesOf.of(s) {
		if v.quantities[q].Overlaps(token) {
			return q
		}
	}
	return -1
}

// What mentions and quantities are called among words.
const entityWord = 0xE

func quantityWord(k quantity.Kind) uint64 { return 0x100 + uint64(k) }

// at returns the place of quantity q among the items of its sentence, -1 for
// none.
func (v *view) at(q int) (items []item, at int) {
	items = v.items(v.quantities[q].Sentence)
	return items, int(v.places[q]) - 1
}
