package company

import "slices"

// antecedents tells which entities phrases mean, as it goes through a text.
type antecedents struct {
	*document
	owners []int32 // of each name, -1 for outlets
	before int     // how many names stand before the phrase
	counts []int32 // of the names of each entity before the phrase
	main   int32   // the entity that the whole text names most often, the first of several
	opener int32   // the entity named first
	leader int32   // the entity named first in a paragraph
	leads  int     // that paragraph

	meant, candidates []int32 // room for what of and likeliest look at
}

// begin makes it ready for the first phrase of a text.
func (a *antecedents) begin(d *document, owners []int32, entities int) {
	d.described.Reset(len(d.names))
	*a = antecedents{
		document: d, owners: owners, opener: -1, leader: -1, leads: -1,
		counts: slices.Grow(a.counts[:0], entities)[:entities], meant: a.meant, candidates: a.candidates,
	}
	clear(a.counts)
	for _, e := range owners {
		if e >= 0 {
			a.counts[e]++
		}
	}
	a.main = largest(a.counts)
	clear(a.counts)
}

// largest returns the index of the largest count, the first of several, -1 for
// none.
func largest(counts []int32) int32 {
	at, most := int32(-1), int32(0)
	for i, n := range counts {
		if n > most {
			at, most = int32(i), n
		}
	}
	return at
}

// advance takes in the names before piece i.
func (a *antecedents) advance(i int32) {
	for ; a.before < len(a.names) && a.names[a.before].first < i; a.before++ {
		n, e := &a.names[a.before], a.owners[a.before]
		if e < 0 {
			continue
		}
		a.counts[e]++
		a.describe(n, e)
		if a.opener < 0 {
			a.opener = e
		}
		if p := a.paragraph(n.sentence); p != a.leads {
			a.leads, a.leader = p, e
		}
	}
}

func (a *antecedents) paragraph(s int32) int { return a.text.Sentences[s].Paragraph }

// holdsName reports whether a name stands within the phrase, or runs into it.
func (a *antecedents) holdsName(p phrase) bool {
	return a.before < len(a.names) && a.names[a.before].first <= p.noun ||
		a.before > 0 && a.names[a.before-1].last > p.first
}

// of returns the entities that a phrase of sentence s means, none where that is
// not sure.
func (a *antecedents) of(p phrase, s int32) []int32 {
	if meant, ok := a.told(p, s); ok {
		return meant
	}
	if e := a.likeliest(p, s); e >= 0 {
		return a.only(e)
	}
	return nil
}

// told returns the entities that a phrase of sentence s means by where it stands,
// and whether that tells: else they are weighed.
func (a *antecedents) told(p phrase, s int32) (meant []int32, ok bool) {
	if p.word&(firstOfTwo|lastOfTwo) != 0 {
		return a.oneOfTwo(p, s), true
	}
	e := a.beside(p)
	if e < 0 {
		e = a.ahead(p)
	}
	switch {
	case e >= 0 && p.word&singularNoun != 0:
		return a.only(e), true
	case p.two:
		return a.both(p, s), true
	case p.word&besideNoun != 0:
		return nil, true
	case p.word&singularNoun == 0:
		return a.several(p, s), true
	}
	next := p.noun + 1
	return nil, next < a.starts[s+1] && a.relative(next)
}

func (a *antecedents) only(e int32) []int32 {
	a.meant = append(a.meant[:0], e)
	return a.meant
}

// beside returns the entity whose name stands right before a phrase that says
// what it is ("Kestrel, the grocer,"), -1 for none.
func (a *antecedents) beside(p phrase) int32 {
	if a.before == 0 {
		return -1
	}
	n := &a.names[a.before-1]
	if n.last != p.first-1 || n.sentence != a.sentence[p.first] {
		return -1
	}
	switch a.word(n.last) {
	case ",", "(", "—", "–":
	default:
		return -1
	}
	if next := p.noun + 1; next < a.starts[n.sentence+1] && a.pieces[next].form != mark && !a.tells(next) {
		return -1
	}
	return a.owners[a.before-1]
}

// ahead returns the entity whose name stands between commas after a phrase ("the
// grocer, Kestrel,"), -1 for none.
func (a *antecedents) ahead(p phrase) int32 {
	if a.before == len(a.names) {
		return -1
	}
	n, comma := &a.names[a.before], p.noun+1
	if n.first != comma+1 || n.sentence != a.sentence[p.first] || a.word(comma) != "," || n.last >= a.starts[n.sentence+1] {
		return -1
	}
	if a.pieces[n.last].form != mark {
		return -1
	}
	return a.owners[a.before]
}

// tells reports whether piece i goes on to tell what something is, rather than
// what it does.
func (a *antecedents) tells(i int32) bool {
	return a.small(i)&telling != 0 || a.relative(i)
}

// relative reports whether a clause begins at piece i that tells which company
// is meant.
func (a *antecedents) relative(i int32) bool {
	return a.pieces[i].space && a.small(i)&relative != 0
}
