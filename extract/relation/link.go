package relation

import (
	"github.com/gigawire/gigawire/extract/linear"
)

// candidates returns the entities that quantity q may concern, in a fixed
// order: those of its sentence and of the sentences before it, and the one
// most spoken of.
func (v *view) candidates(out []int32, q int) []int32 {
	s := v.quantities[q].Sentence
	for k := s; k >= 0 && k >= s-lookBack; k-- {
		for _, m := range v.mentionsOf[k] {
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
	items    []item
	at       int // the quantity among the items
	mention  int // the nearest mention among the items of its sentence, -1 for none
	sentence int // how many sentences before, 0 for the same
	rank     int // how many other entities are nearer on the same side
	nominal  bool
	between  []item
}

// place finds the mention of entity e that is nearest to quantity q.
func (v *view) place(q int, e int32) place {
	items, at := v.at(q)
	p := place{items: items, at: at, mention: nearestMention(items, at, e)}
	if p.mention >= 0 {
		p.nominal = items[p.mention].nominal
		p.between = items[min(p.mention, at)+1 : max(p.mention, at)]
		p.rank = distinct(p.between, e)
		return p
	}
	s := v.quantities[q].Sentence
	p.sentence = lookBack + 1
	for k := s - 1; k >= 0 && k >= s-lookBack; k-- {
		for _, m := range v.mentionsOf[k] {
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
	for _, m := range v.mentionsOf[k] {
		if m.entity < e {
			n++
		}
	}
	return min(n, 4)
}

// linking appends the features that tell whether quantity q, of a class,
// concerns entity e. linked tells whether the quantity before it does: 0 where
// there is none, 1 for no and 2 for yes.
func (v *view) linking(out []uint64, q int, e int32, class, linked int) []uint64 {
	p := v.place(q, e)
	c := uint64(class)
	out = append(out, linear.Mix(fBias), linear.Mix(fBias, c), linear.Mix(fLinked, uint64(linked)), linear.Mix(fLinked, uint64(linked), c))
	out = v.standing(out, e, &p, c)
	if p.mention < 0 {
		return v.earlier(out, q, &p, c)
	}
	return v.same(out, &p, c)
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

// earlier appends features of an entity that the sentence does not name.
func (v *view) earlier(out []uint64, q int, p *place, c uint64) []uint64 {
	s := v.quantities[q].Sentence
	others := uint64(min(distinct(p.items, -1), 3))
	back := uint64(p.sentence)
	sameParagraph := uint64(0)
	if p.sentence <= s && v.text.Sentences[s-min(p.sentence, s)].Paragraph == v.text.Sentences[s].Paragraph {
		sameParagraph = 1
	}
	return append(out,
		linear.Mix(fSame, back, sameParagraph), linear.Mix(fSame, back, c), linear.Mix(fNone, others, back),
		linear.Mix(fNone, others, sameParagraph, c), linear.Mix(fRank, uint64(p.rank), back, others),
		linear.Mix(fQuantityWord, wordAt(p.items, p.at-1), back), linear.Mix(fWordBefore, wordAt(p.items, 0), others, back))
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
	others := uint64(min(distinct(p.items, -1), 4))
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
		if it.cue != 0 {
			out = append(out, linear.Mix(fCueBetween, side, uint64(it.cue)), linear.Mix(fCueBetween, side, uint64(it.cue), c))
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
