package relation

import "github.com/gigawire/gigawire/extract/linear"

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
