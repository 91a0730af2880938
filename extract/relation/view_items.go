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
	from := len(v.room)
	for k := whole.First; k < whole.Last; {
		token := v.text.Tokens[k]
		it, covered := v.covering(s, token.Span)
		if !covered {
			it = v.word(k)
		}
		v.room = append(v.room, it)
		if it.kind == isQuantity && v.places[it.index] == 0 {
			v.places[it.index] = int32(len(v.room) - from)
		}
		for k++; covered && k < whole.Last && v.text.Tokens[k].Start < it.End; k++ {
			if it.kind == isEntity && v.quantityAt(s, v.text.Tokens[k].Span) >= 0 {
				break // "the $5bn company" refers to a company, and has a quantity
			}
		}
	}
	return v.room[from:len(v.room):len(v.room)]
}

// covering returns the mention or quantity that a token is part of.
func (v *view) covering(s int, token sentence.Span) (item, bool) {
	if q := v.quantityAt(s, token); q >= 0 {
		return item{Span: v.quantities[q].Span, word: quantityWord(v.quantities[q].Kind), kind: isQuantity, index: q}, true
	}
	for _, m := range v.mentionsOf.of(s) {
		if m.Overlaps(token) {
			return item{Span: m.Span, word: entityWord, kind: isEntity, index: m.entity, nominal: m.Nominal}, true
		}
	}
	return item{}, false
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
