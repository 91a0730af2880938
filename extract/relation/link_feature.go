package relation

import "github.com/gigawire/gigawire/extract/linear"

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
