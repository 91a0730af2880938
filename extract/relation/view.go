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
