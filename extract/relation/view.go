package relation

import (
	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/sentence"
)

// item is a word of a sentence, or a whole mention of a company or quantity,
// which the models see as such and not by its words.
type item struct {
	sentence.Span
	word     uint64 // of the word in small letters, or of what it stands for
	stem     uint64
	prefixes [4]uint64 // of 3, 4, 5 and 6 bytes, for triggers
	kind     itemKind
	index    int32 // of the entity or quantity
	cue      cue
	nominal  bool
	capital  bool
}

type itemKind uint8

const (
	isWord itemKind = iota
	isEntity
	isQuantity
)

// view is a text as the models see it: its sentences as items, made when they
// are first asked for.
type view struct {
	text       *sentence.Text
	quantities []quantity.Quantity
	entities   []company.Entity
	triggers   *triggers

	sentences [][]item
	// bySentence has the quantities and mentions of each sentence.
	quantitiesOf [][]int32
	mentionsOf   [][]mention
	main         int32 // the entity most spoken of, -1 for none
}

// mention is one of an entity.
type mention struct {
	company.Mention
	entity int32
}

func newView(t *sentence.Text, quantities []quantity.Quantity, entities []company.Entity, tr *triggers) *view {
	v := &view{
		text: t, quantities: quantities, entities: entities, triggers: tr, main: -1,
		sentences:    make([][]item, len(t.Sentences)),
		quantitiesOf: make([][]int32, len(t.Sentences)), mentionsOf: make([][]mention, len(t.Sentences)),
	}
	for i := range quantities {
		s := quantities[i].Sentence
		v.quantitiesOf[s] = append(v.quantitiesOf[s], int32(i))
	}
	most := 0
	for e := range entities {
		for _, m := range entities[e].Mentions {
			v.mentionsOf[m.Sentence] = append(v.mentionsOf[m.Sentence], mention{m, int32(e)})
		}
		if n := len(entities[e].Mentions); n > most && !entities[e].Outlet {
			v.main, most = int32(e), n
		}
	}
	return v
}

// items returns the items of sentence s.
func (v *view) items(s int) []item {
	if v.sentences[s] == nil {
		v.sentences[s] = v.makeItems(s)
		for i := range v.sentences[s] {
			v.sentences[s][i].cue = v.triggers.of(v.sentences[s], i)
		}
	}
	return v.sentences[s]
}

func (v *view) makeItems(s int) []item {
	whole := v.text.Sentences[s]
	items := make([]item, 0, whole.Last-whole.First+1)
	for k := whole.First; k < whole.Last; {
		token := v.text.Tokens[k]
		it, covered := v.covering(s, token.Span)
		if !covered {
			it = v.word(k)
		}
		items = append(items, it)
		for k++; covered && k < whole.Last && v.text.Tokens[k].Start < it.End; k++ {
		}
	}
	return items
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

func (v *view) word(k int) item {
	token := v.text.Tokens[k]
	it := item{Span: token.Span, capital: token.Is(sentence.Capital)}
	if token.Is(sentence.HasDigit) && !token.Is(sentence.HasLetter) {
		it.word, it.stem = numberWord(token.Of(v.text.Raw)), 0xD
		return it
	}
	it.word, it.stem, it.prefixes = hashWord(token.Of(v.text.Raw))
	return it
}

// numberWord tells years from other numbers.
func numberWord(s string) uint64 {
	if len(s) == 4 && (s[:2] == "19" || s[:2] == "20") {
		return 0xDA
	}
	return 0xD
}

// hashWord returns the hash of a word in small letters, of its stem and of its
// first 3, 4, 5 and 6 bytes.
func hashWord(s string) (word, stem uint64, prefixes [4]uint64) {
	var buf [32]byte
	n := 0
	for i := 0; i < len(s) && n < len(buf); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[n] = c
		n++
	}
	h := uint64(fnvStart)
	for i, c := range buf[:n] {
		h = (h ^ uint64(c)) * fnvPrime
		if i >= 2 && i <= 5 {
			prefixes[i-2] = h
		}
		if i == stemLength-1 {
			stem = h
		}
	}
	if n < stemLength {
		stem = h
	}
	return h, stem, prefixes
}

// The constants of FNV-1a, so that words hash as linear.HashString has them.
const (
	fnvStart = 14695981039346656037
	fnvPrime = 1099511628211
)

// at returns the place of quantity q among the items of its sentence.
func (v *view) at(q int) (items []item, at int) {
	items = v.items(v.quantities[q].Sentence)
	for i := range items {
		if items[i].kind == isQuantity && items[i].index == int32(q) {
			return items, i
		}
	}
	return items, -1
}
