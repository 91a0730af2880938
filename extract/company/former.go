package company

// That a company has another name now is told by the words between both:
// "Kestrel, formerly Fjord", "Fjord, now known as Kestrel".

// joinFormer makes one company of each two names of which the text says that one
// came after the other. Those by which the lists know two companies stay apart.
func (g *grouper) joinFormer() {
	for i := 0; i+1 < len(g.names); i++ {
		old, is := g.formerAt(i)
		if !is {
			continue
		}
		g.outdate(g.forms[g.formOf[old]].names)
		a, b := g.root(g.formOf[i]), g.root(g.formOf[i+1])
		if g.agree(a, &g.forms[b]) {
			g.forms[b].parent = a
		}
	}
}

// outdate marks the names of a form that a company had once.
func (g *grouper) outdate(names []int32) {
	for _, n := range names {
		if g.names[n].former {
			return // and so are the others
		}
		g.names[n].former = true
	}
}

// maxFormer is how many pieces may stand between the two names.
const maxFormer = 8

// formerAt reports whether the words between name i and the next say that both
// are names of one company, and which of them is the old one.
func (g *grouper) formerAt(i int) (old int, is bool) {
	a, b := &g.names[i], &g.names[i+1]
	if a.sentence != b.sentence || b.first-a.last > maxFormer || g.possessive(b.last, int32(len(g.pieces))) {
		return 0, false
	}
	said := phraseWord(0)
	for p := a.last; p < b.first; p++ {
		if g.pieces[p].form == mark {
			continue
		}
		word := g.phrases.Get(g.pieces[p].hash) & betweenNames
		if word == 0 {
			return 0, false
		}
		said |= word
	}
	switch {
	case said&formerly != 0, said&called != 0 && said&once != 0:
		return i + 1, true
	case said&renamed != 0, said&called != 0 && said&now != 0:
		return i, true
	}
	return 0, false
}
