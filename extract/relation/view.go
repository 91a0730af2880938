package relation

import (
	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/sentence"
)

// view is a text as the models see it: its sentences as items, made when they
// are first asked for.
type view struct {
	text       *sentence.Text
	quantities []quantity.Quantity
	entities   []company.Entity
	tables     *tables

	sentences [][]item
	room      []item  // for the items of more sentences
	places    []int32 // of each quantity among the items of its sentence, from 1; 0 for none
	focused   focus
	// The quantities and mentions of each sentence.
	quantitiesOf [][]int32
	mentionsOf   [][]mention
	profile      []profile
	main         int32   // the entity most spoken of, -1 for none
	openers      []int32 // of each sentence, made when first asked for

	namesOf map[int][]siteSpan // of the sentences near power
	times   nameCounts         // of those names
}

// mention is one of an entity.
type mention struct {
	company.Mention
	entity int32
}

func newView(t *sentence.Text, quantities []quantity.Quantity, entities []company.Entity, tb *tables) *view {
	v := &view{
		text: t, quantities: quantities, entities: entities, tables: tb, main: -1,
		sentences: make([][]item, len(t.Sentences)), places: make([]int32, len(quantities)),
	}
	v.sortQuantities()
	v.sortMentions()
	most := 0
	for e := range entities {
		if n := len(entities[e].Mentions); n > most && !entities[e].Outlet {
			v.main, most = int32(e), n
		}
	}
	return v
}

// sortQuantities sorts the quantities by sentence.
func (v *view) sortQuantities() {
	counts := make([]int, len(v.text.Sentences))
	for i := range v.quantities {
		counts[v.quantities[i].Sentence]++
	}
	v.quantitiesOf = divide[int32](counts)
	for i := range v.quantities {
		s := v.quantities[i].Sentence
		v.quantitiesOf[s] = append(v.quantitiesOf[s], int32(i))
	}
}

// sortMentions sorts the mentions of companies by sentence.
func (v *view) sortMentions() {
	counts := make([]int, len(v.text.Sentences))
	for e := range v.entities {
		for _, m := range v.entities[e].Mentions {
			counts[m.Sentence]++
		}
	}
	v.mentionsOf = divide[mention](counts)
	for e := range v.entities {
		for _, m := range v.entities[e].Mentions {
			v.mentionsOf[m.Sentence] = append(v.mentionsOf[m.Sentence], mention{m, int32(e)})
		}
	}
}

// divide returns empty slices with room for so many elements each, all within
// one array.
func divide[T any](counts []int) [][]T {
	all := 0
	for _, n := range counts {
		all += n
	}
	room, out := make([]T, all), make([][]T, len(counts))
	for i, n := range counts {
		out[i], room = room[:0:n], room[n:]
	}
	return out
}

// items returns the items of sentence s.
func (v *view) items(s int) []item {
	if v.sentences[s] == nil {
		v.sentences[s] = v.makeItems(s)
		v.tables.mark(v.sentences[s], v.text.Raw)
	}
	return v.sentences[s]
}

// roomFor is for how many items room is made at once.
const roomFor = 1024

func (v *view) makeItems(s int) []item {
	whole := v.text.Sentences[s]
	if n := whole.Last - whole.First; cap(v.room)-len(v.room) < n {
		v.room = make([]item, 0, max(n, min(roomFor, len(v.text.Tokens))))
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
		}
	}
	return v.room[from:len(v.room):len(v.room)]
}

// covering returns the mention or quantity that a token is part of.
func (v *view) covering(s int, token sentence.Span) (item, bool) {
	for _, q := range v.quantitiesOf[s] {
		if v.quantities[q].Overlaps(token) {
			return item{Span: v.quantities[q].Span, word: quantityWord(v.quantities[q].Kind), kind: isQuantity, index: q}, true
		}
	}
	for _, m := range v.mentionsOf[s] {
		if m.Overlaps(token) {
			return item{Span: m.Span, word: entityWord, kind: isEntity, index: m.entity, nominal: m.Nominal}, true
		}
	}
	return item{}, false
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
