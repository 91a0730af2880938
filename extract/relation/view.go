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
	shared    share
	// The quantities and mentions of each sentence.
	quantitiesOf bySentence[int32]
	mentionsOf   bySentence[mention]
	profile      []profile // of each entity, none before it is first asked for
	main         int32     // the entity most spoken of, -1 for none
	openers      []int32   // of each sentence, made when first asked for

	namesOf  [][]siteSpan // of the sentences near power, nil before they are first asked for
	nameRoom []siteSpan
	times    nameCounts // of those names
}

// mention is one of an entity.
type mention struct {
	company.Mention
	entity int32
}

// begin makes the view one of another text, in the room that it has.
func (v *view) begin(t *sentence.Text, quantities []quantity.Quantity, entities []company.Entity, tb *tables) {
	v.text, v.quantities, v.entities, v.tables = t, quantities, entities, tb
	v.sentences, v.room = cleared(v.sentences, len(t.Sentences)), v.room[:0]
	v.places = cleared(v.places, len(quantities))
	v.focused = focus{places: v.focused.places}
	v.shared.q = -1
	v.profile, v.openers = v.profile[:0], v.openers[:0]
	v.namesOf, v.nameRoom = cleared(v.namesOf, len(t.Sentences)), v.nameRoom[:0]
	v.times.reset()
	v.sortQuantities()
	v.sortMentions()
	v.findMain()
}

func (v *view) findMain() {
	v.main = -1
	most := 0
	for e := range v.entities {
		if n := len(v.entities[e].Mentions); n > most && !v.entities[e].Outlet {
			v.main, most = int32(e), n
		}
	}
}

// sortQuantities sorts the quantities by sentence.
func (v *view) sortQuantities() {
	all := &v.quantitiesOf
	all.reset(len(v.text.Sentences))
	for i := range v.quantities {
		all.count(v.quantities[i].Sentence)
	}
	all.divide()
	for i := range v.quantities {
		all.add(v.quantities[i].Sentence, int32(i))
	}
}

// sortMentions sorts the mentions of companies by sentence.
func (v *view) sortMentions() {
	all := &v.mentionsOf
	all.reset(len(v.text.Sentences))
	for e := range v.entities {
		for _, m := range v.entities[e].Mentions {
			all.count(m.Sentence)
		}
	}
	all.divide()
	for e := range v.entities {
		for _, m := range v.entities[e].Mentions {
			all.add(m.Sentence, mention{m, int32(e)})
		}
	}
}

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
