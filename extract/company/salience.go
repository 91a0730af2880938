package company

import (
	"math"
	"slices"
)

// Of the entities that a phrase may mean, the most salient one is meant (Lappin
// and Leass, 1994): each clue adds to its weight, and the weights are those of
// a log-linear model in which "none of them" weighs nothing.

// clue is a reason for or against an entity.
type clue uint16

const (
	always      clue = 1 << iota
	opensText        // it is the first that the text names
	isMain           // it is the one that the text names most often
	ledOther         // the paragraph names it first, and it is not the main one
	samePlace        // it was named in this paragraph, in the last few sentences
	last             // no other was named since
	ledPhrase        // it was the first that its sentence named
	joined           // it stood beside another: "Kestrel and Fjord"
	dealtWith        // it stood after a verb such as "buys"
	described        // the text has called it by this noun
	oftenNamed       // it was named three times
	opensPhrase      // the phrase begins its sentence
)

// clueWeights were fitted to annotated articles and rounded.
var clueWeights = [...]struct {
	clue
	weight float64
}{
	{always, -1.4}, {opensText, 1.9}, {isMain, 0.8}, {ledOther, 1.4}, {samePlace, 0.3}, {last, 0.7}, {ledPhrase, 0.4},
	{joined, -2}, {dealtWith, 1.4}, {described, 1.3}, {oftenNamed, -0.6}, {opensPhrase, 0.4},
}

// sureFrom is the probability from which a phrase is given to an entity.
const sureFrom = 0.6

// likeliest returns the entity that a phrase of sentence s most likely means, -1
// where that is not sure.
func (a *antecedents) likeliest(p phrase, s int32) int32 {
	if next := p.noun + 1; next < a.starts[s+1] && a.relative(next) {
		return -1
	}
	best, most, all := int32(-1), 0.0, 1.0
	for _, e := range a.near(s) {
		w := math.Exp(a.clues(p, s, e).weight())
		all += w
		if w > most {
			best, most = e, w
		}
	}
	if most < sureFrom*all {
		return -1
	}
	return best
}

func (c clue) weight() float64 {
	sum := 0.0
	for _, w := range clueWeights {
		if c&w.clue != 0 {
			sum += w.weight
		}
	}
	return sum
}

// How far back names are weighed.
const (
	sentencesBack = 3
	namesBack     = 12
)

// recent reports whether name i is one of the last before a phrase of sentence s.
func (a *antecedents) recent(i int, s int32) bool {
	return i >= 0 && i >= a.before-namesBack && a.names[i].sentence >= s-sentencesBack
}

// near returns the entities that a phrase of sentence s may mean.
func (a *antecedents) near(s int32) []int32 {
	a.candidates = a.candidates[:0]
	for i := a.before - 1; a.recent(i, s); i-- {
		a.consider(a.owners[i])
	}
	a.consider(a.main)
	a.consider(a.opener)
	return a.candidates
}

func (a *antecedents) consider(e int32) {
	if e >= 0 && a.counts[e] > 0 && !slices.Contains(a.candidates, e) {
		a.candidates = append(a.candidates, e)
	}
}

// clues returns what speaks for and against entity e.
func (a *antecedents) clues(p phrase, s, e int32) clue {
	c := always
	set := func(is clue, on bool) {
		if on {
			c |= is
		}
	}
	set(opensText, e == a.opener)
	set(isMain, e == a.main)
	set(ledOther, e == a.leader && e != a.main && a.leads == a.paragraph(s))
	set(oftenNamed, a.counts[e] >= 3)
	set(described, a.described.Find(pair(uint64(e), p.hash)) != nil)
	set(opensPhrase, p.first <= a.starts[s]+1)
	for i := a.before - 1; a.recent(i, s); i-- {
		if a.owners[i] == e {
			return c | a.lastName(i, s)
		}
	}
	return c
}

// lastName returns the clues of name i, the last of its entity before a phrase
// of sentence s.
func (a *antecedents) lastName(i int, s int32) clue {
	n := &a.names[i]
	c := clue(0)
	if a.paragraph(n.sentence) == a.paragraph(s) {
		c |= samePlace
	}
	if i == a.before-1 {
		c |= last
	}
	if i == 0 || a.names[i-1].sentence != n.sentence {
		c |= ledPhrase
	}
	if a.conjoined(i-1, i) || a.conjoined(i, i+1) {
		c |= joined
	}
	if n.first > a.starts[n.sentence] && a.classes[n.first-1]&deal != 0 {
		c |= dealtWith
	}
	return c
}

// conjoined reports whether nothing but a conjunction stands between names i
// and j.
func (a *antecedents) conjoined(i, j int) bool {
	if i < 0 || j >= len(a.names) || a.names[j].first != a.names[i].last+1 {
		return false
	}
	switch a.word(a.names[i].last) {
	case "and", "or", "&":
		return true
	}
	return false
}

// maxDescription is how many pieces a description may have.
const maxDescription = 8

// describe notes the nouns by which the text calls entity e at name n: in the
// name, right before it, and beside it after "a".
func (a *antecedents) describe(n *name, e int32) {
	end := a.starts[n.sentence+1]
	for i := max(n.first-1, a.starts[n.sentence]); i < n.last; i++ {
		*a.described.At(pair(uint64(e), a.pieces[i].hash)) = struct{}{}
	}
	if n.last+2 >= end || a.word(n.last) != "," {
		return
	}
	switch a.word(n.last + 1) {
	case "a", "an", "the":
	default:
		return
	}
	for i := n.last + 2; i < min(end, n.last+2+maxDescription) && a.inPhrase(i); i++ {
		if hash, word := a.nounAt(i); word != 0 {
			*a.described.At(pair(uint64(e), hash)) = struct{}{}
		}
	}
}
