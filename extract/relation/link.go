package relation

import (
	"slices"

	"github.com/gigawire/gigawire/extract/linear"
	"github.com/gigawire/gigawire/extract/quantity"
)

// candidates returns the entities that quantity q may concern, in a fixed
// order: those of its sentence and of the sentences before it, and the one
// most spoken of.
func (v *view) candidates(out []int32, q int) []int32 {
	s := v.quantities[q].Sentence
	for k := s; k >= 0 && k >= s-lookBack; k-- {
		for _, m := range v.mentionsOf.of(k) {
			out = appendNew(out, m.entity)
		}
	}
	if v.main >= 0 {
		out = appendNew(out, v.main)
	}
	return out
}

// lookBack is how many sentences before its own a quantity's companies are
// looked for in.
const lookBack = 4

func appendNew(list []int32, x int32) []int32 {
	for _, y := range list {
		if x == y {
			return list
		}
	}
	return append(list, x)
}

// place is where an entity stands to a quantity.
type place struct {
	*focus
	entity   int32
	mention  int // the nearest mention among the items of its sentence, -1 for none
	sentence int // how many sentences before, 0 for the same
	rank     int // how many other entities are nearer on the same side
	nominal  bool
	between  []item
}

// findPlace finds the mention of entity e that is nearest to a quantity.
func (v *view) findPlace(f *focus, e int32) place {
	p := place{focus: f, entity: e, mention: nearestMention(f.items, f.at, e)}
	if p.mention >= 0 {
		p.nominal = f.items[p.mention].nominal
		p.between = f.items[min(p.mention, f.at)+1 : max(p.mention, f.at)]
		p.rank = distinct(p.between, e)
		return p
	}
	s := v.quantities[f.quantity].Sentence
	p.sentence = lookBack + 1
	for k := s - 1; k >= 0 && k >= s-lookBack; k-- {
		for _, m := range v.mentionsOf.of(k) {
			if m.entity == e {
				p.sentence, p.nominal = s-k, m.Nominal
				p.rank = v.rankIn(k, e)
				return p
			}
		}
	}
	return p
}

func nearestMention(items []item, at int, e int32) int {
	best := -1
	for i := range items {
		if items[i].kind == isEntity && items[i].index == e && (best < 0 || distance(i, at) < distance(best, at)) {
			best = i
		}
	}
	return best
}

func distance(a, b int) int { return max(a-b, b-a) }

// distinct counts the entities among items other than e.
func distinct(items []item, e int32) int {
	var seen [8]int32
	n := 0
next:
	for i := range items {
		if items[i].kind != isEntity || items[i].index == e {
			continue
		}
		for _, s := range seen[:n] {
			if s == items[i].index {
				continue next
			}
		}
		if n == len(seen) {
			return n
		}
		seen[n] = items[i].index
		n++
	}
	return n
}

// rankIn counts the entities that sentence k names before e.
func (v *view) rankIn(k int, e int32) int {
	n := 0
	for _, m := range v.mentionsOf.of(k) {
		if m.entity < e {
			n++
		}
	}
	return min(n, 4)
}

// ties tell whether the quantity before, in the same sentence and in earlier
// ones, concerns a company: 0 where there is none, 1 for no and 2 for yes.
type ties struct{ here, earlier int }

func tieOf(parties []int32, e int32) int {
	return 1 + int(b2i(slices.Contains(parties, e)))
}

// lastQuantities returns the quantities before q that have a meaning, in its
// sentence and before it, -1 for none.
func (v *view) lastQuantities(q int) (here, earlier int) {
	here, earlier = -1, -1
	for p := q - 1; p >= 0; p-- {
		if k := v.quantities[p].Kind; k != quantity.Money && k != quantity.Power {
			continue
		}
		if v.quantities[p].Sentence != v.quantities[q].Sentence {
			return here, p
		}
		if here < 0 {
			here = p
		}
	}
	return here, earlier
}

// linking appends the features that tell whether quantity q, of a class,
// concerns entity e.
func (v *view) linking(out []uint64, q int, e int32, class int, t ties) []uint64 {
	p := v.place(q, e)
	c := uint64(class)
	present := b2i(p.mention >= 0)
	out = tied(append(out, linear.Mix(fBias), linear.Mix(fBias, c)), t, p, c)
	out = v.standing(out, e, p, c)
	a := p.attachment
	out = append(out, linear.Mix(fAttached, uint64(a.how), a.matches(e)), linear.Mix(fAttached, uint64(a.how), a.matches(e), c), linear.Mix(fAttached, 9, uint64(a.how), a.matches(e), present))
	out = v.profiled(out, e, present, c)
	if p.mention < 0 {
		return v.elsewhere(out, q, e, p, c)
	}
	return v.attached(v.same(out, p, c), p, c)
}

// tiedAt is where the ties stand among the features of linking.
const tiedAt = 2

// tied appends whether earlier quantities concern the entity.
func tied(out []uint64, t ties, p *place, c uint64) []uint64 {
	here, earlier, present := uint64(t.here), uint64(t.earlier), b2i(p.mention >= 0)
	return append(out, linear.Mix(fLinked, here), linear.Mix(fLinked, here, c),
		linear.Mix(fLinked, 1, earlier, present), linear.Mix(fLinked, 2, earlier, present, p.pronoun),
		linear.Mix(fLinked, 3, earlier, here, present))
}

// standing appends what the entity is to the article.
func (v *view) standing(out []uint64, e int32, p *place, c uint64) []uint64 {
	entity := &v.entities[e]
	isMain, outlet := b2i(e == v.main), b2i(entity.Outlet)
	mentions := uint64(min(len(entity.Mentions), 6))
	here := b2i(p.mention >= 0)
	return append(out, linear.Mix(fMain, isMain, here), linear.Mix(fRoleMain, isMain, here, c), linear.Mix(fCount, mentions, here),
		linear.Mix(fMention, outlet), linear.Mix(fMention, b2i(e == 0), 7, here), linear.Mix(fMention, b2i(p.nominal), 9, here))
}

// elsewhere appends features of an entity that the sentence does not name.
func (v *view) elsewhere(out []uint64, q int, e int32, p *place, c uint64) []uint64 {
	s := v.quantities[q].Sentence
	others := uint64(min(p.others, 3))
	back := uint64(p.sentence)
	sameParagraph := uint64(0)
	if p.sentence <= s && v.text.Sentences[s-min(p.sentence, s)].Paragraph == v.text.Sentences[s].Paragraph {
		sameParagraph = 1
	}
	return append(out,
		linear.Mix(fSame, back, sameParagraph), linear.Mix(fSame, back, c), linear.Mix(fNone, others, back),
		linear.Mix(fNone, others, sameParagraph, c), linear.Mix(fRank, uint64(p.rank), back, others),
		linear.Mix(fQuantityWord, wordAt(p.items, p.at-1), back), linear.Mix(fWordBefore, wordAt(p.items, 0), others, back),
		linear.Mix(fPronoun, 50, p.pronoun, back, b2i(p.rank == 0)), linear.Mix(fPronoun, 51, p.pronoun, others, b2i(p.rank == 0), sameParagraph),
		linear.Mix(fPronoun, 52, p.pronoun, others, c, back),
		linear.Mix(fListed, 21, v.listed(e), c))
}

// pronouns tells whether a pronoun stands before the quantity, and whether a
// company is named between.
func (v *view) pronouns(items []item, at int) uint64 {
	for i := at - 1; i >= 0; i-- {
		if items[i].kind == isEntity {
			return 2
		}
		if v.tables.grammar.is(items, i, "pronoun") || v.possessive(items, i) {
			return 1
		}
	}
	return 0
}

func (v *view) possessive(items []item, i int) bool {
	switch items[i].word {
	case itsWord, theirWord:
		return true
	}
	return false
}

// same appends features of an entity in the quantity's sentence.
func (v *view) same(out []uint64, p *place, c uint64) []uint64 {
	side := b2i(p.mention > p.at)
	near, rank := bucket(distance(p.mention, p.at)), uint64(min(p.rank, 3))
	numbers := uint64(0)
	for i := range p.between {
		if p.between[i].kind == isQuantity {
			numbers = min(numbers+1, 3)
		}
	}
	before, after := wordAt(p.items, p.mention-1), wordAt(p.items, p.mention+1)
	subject := b2i(distinct(p.items[:p.mention], -1) == 0)
	others := uint64(min(p.others, 4))
	out = append(out,
		linear.Mix(fDistance, side, near), linear.Mix(fRoleDistance, side, near, c),
		linear.Mix(fRank, 20+side, rank, numbers), linear.Mix(fRoleRank, side, rank, c), linear.Mix(fRank, 30, side, rank, others),
		linear.Mix(fSubject, subject, side, others), linear.Mix(fSubject, 9, subject, side, c),
		linear.Mix(fWordBefore, side, before), linear.Mix(fRoleBefore, side, before, c),
		linear.Mix(fWordAfter, side, after), linear.Mix(fRoleAfter, side, after, c),
		linear.Mix(fLeftPair, side, wordAt(p.items, p.mention-2), before),
		linear.Mix(fWordAfter, 5, side, after, wordAt(p.items, p.mention+2)),
		linear.Mix(fQuantityWord, 3, side, wordAt(p.items, p.at-1), near), linear.Mix(fQuantityWord, 4, side, wordAt(p.items, p.at+1), near))
	return between(out, p, side, c)
}

// attached appends how a mention hangs together with the words that the
// quantity hangs on, and with the words about itself.
func (v *view) attached(out []uint64, p *place, c uint64) []uint64 {
	items := p.items
	f := &p.frame
	side := b2i(p.mention > p.at)
	inside := b2i(p.mention >= f.first && p.mention <= f.last)
	first := b2i(firstEntityFrom(items, f.first) == p.mention)
	governor := uint64(0)
	if f.governor >= 0 {
		governor = 1 + b2i(p.mention > f.governor)
	}
	verb := topicAt(items, f.governor)
	leftTopic, rightTopic := topicNear(items, p.mention, -1), topicNear(items, p.mention, 1)
	leftWord, rightWord := grammarAt(items, p.mention-1), grammarAt(items, p.mention+1)
	return append(out,
		linear.Mix(fClauseParty, inside, first, side, c), linear.Mix(fClauseParty, inside, first, side, uint64(min(p.rank, 3))),
		linear.Mix(fVerbParty, governor, verb, side), linear.Mix(fVerbParty, governor, verb, side, c),
		linear.Mix(fVerbParty, 9, governor, f.preposition, verb, inside),
		linear.Mix(fOwnTopic, leftTopic, side), linear.Mix(fOwnTopic, 1, rightTopic, side),
		linear.Mix(fOwnTopic, 2, leftTopic, c, side), linear.Mix(fOwnTopic, 3, rightTopic, c, side),
		linear.Mix(fOwnTopic, 4, leftWord, rightWord, side), linear.Mix(fOwnTopic, 5, leftWord, rightWord, c, inside),
		linear.Mix(fPronoun, v.pronounBetween(p), side, inside, c),
		linear.Mix(fListed, 20, v.listed(items[p.mention].index), c),
	)
}

// topicNear returns the topic within two items of a mention on one side.
func topicNear(items []item, mention, step int) uint64 {
	for i := mention + step; i != mention+3*step; i += step {
		if t := topicAt(items, i); t != 0 {
			return t
		}
	}
	return 0
}

func grammarAt(items []item, i int) uint64 {
	if i < 0 || i >= len(items) {
		return end
	}
	if items[i].grammar == 0 {
		return uint64(items[i].kind) + 200
	}
	return items[i].word
}

// pronounBetween tells whether a pronoun, or a nominal of another company,
// stands between a mention and the quantity.
func (v *view) pronounBetween(p *place) uint64 {
	for i := range p.between {
		if v.tables.grammar.is(p.between, i, "pronoun") {
			return 1
		}
		if p.between[i].kind == isEntity && p.between[i].nominal {
			return 2
		}
	}
	return 0
}

func firstEntityFrom(items []item, i int) int {
	for ; i < len(items); i++ {
		if items[i].kind == isEntity {
			return i
		}
	}
	return -1
}

// between appends the words that stand between entity and quantity.
func between(out []uint64, p *place, side, c uint64) []uint64 {
	if len(p.between) == 0 {
		return append(out, linear.Mix(fBetween, side, end, c))
	}
	for i := range p.between {
		it := &p.between[i]
		if len(p.between) <= 12 {
			out = append(out, linear.Mix(fBetween, side, it.word))
			out = append(out, linear.Mix(fBetween, 7, side, it.word, c))
		}
		if it.topic != 0 {
			out = append(out, linear.Mix(fCueBetween, side, uint64(it.topic)), linear.Mix(fCueBetween, side, uint64(it.topic), c))
		}
	}
	if len(p.between) == 1 {
		out = append(out, linear.Mix(fBetween, 8, side, p.between[0].word, c))
	}
	if len(p.between) == 2 {
		out = append(out, linear.Mix(fBetween, 9, side, p.between[0].word, p.between[1].word))
	}
	return out
}

func b2i(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
