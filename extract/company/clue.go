package company

// clue is a set of reasons for or against an entity.
type clue uint16

const (
	always      clue = 1 << iota
	opensText        // it is the first that the text names
	isMain           // it is the one that the text names most often
	ledOther         // the paragraph names it first, and it is not the main one
	samePlace        // it was named in this paragraph, in the last few sentences
	last             // no other was named since
	ledSentence      // it was the first that its sentence named
	joined           // it stood beside another: "Kestrel and Fjord"
	dealtWith        // it stood after a verb such as "buys"
	described        // the text has called it by this noun
	oftenNamed       // it was named three times
	opensPhrase      // the phrase begins its sentence
)

// clueNames are those of data/salience.txt, in the order of the bits.
var clueNames = [clueCount]string{
	"always", "opens-text", "main", "led-other", "same-place", "last", "led-sentence", "joined", "dealt-with", "described",
	"often-named", "opens-phrase",
}

const clueCount = 12

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
		c |= ledSentence
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
