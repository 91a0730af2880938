package quantity

import (
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// vague reads an amount that has no number at i: "billions of dollars", "a few
// hundred megawatts", "multi-billion-euro", "nine-figure sum". "Billion-dollar"
// is about one billion.
func (r reader) vague(i int, head head) (m mention, ok bool) {
	if head&(headSome|headArticle) != 0 {
		m, ok = r.some(i)
	}
	if !ok && head&headHeap != 0 {
		m, ok = r.heaps(i)
	}
	if !ok && head&headUnit != 0 {
		m, ok = r.unitOnly(i)
	}
	if !ok && head&headDigit != 0 {
		m, ok = r.digits(i)
	}
	if !ok && head&headMulti != 0 {
		m, ok = r.multi(i)
	}
	if !ok && head&headNumber != 0 {
		m, ok = r.figures(i)
	}
	if !ok && head&headScale != 0 {
		m, ok = r.adjectival(i)
	}
	return m, ok
}

// newVague returns a mention of an unknown number of the unit.
func newVague(start, end int, u unit) mention {
	m := mention{money: u.money, firm: true, slang: u.slang}
	m.Span = sentence.Span{Start: start, End: end}
	m.Kind, m.Suffix, m.Qualifier = u.kind, u.suffix, fact.Vague
	return m
}

// flagged reports whether a word with the flag stands at i, and its end.
func (r reader) flagged(i int, flag vagueness) (int, bool) {
	var buf [longestWord]byte
	word, end := r.word(i, &buf)
	return end, r.vagueWords[string(word)]&flag != 0
}

// counted reads a unit of money or power at i, with "of" before it or not.
func (r reader) counted(i int) (unit, int) {
	start := r.joint(i)
	if end, ok := r.is(start, "of"); ok {
		i = end
	}
	if u, end := r.measure(r.joint(i)); u.kind == Power {
		return u, end
	}
	if money, end := r.name(i, true); money != nil && r.bounded(end) {
		return unit{kind: Money, money: money}, end
	}
	return unit{}, i
}

// mostHeaps is how many scales a vague amount has at most, so that a text of
// nothing else is read in linear time.
const mostHeaps = 4

// heap passes scales at i, with "of" and "and" between: "hundred million",
// "tens of billions".
func (r reader) heap(i int) int {
	for range mostHeaps {
		start := r.joint(i)
		if start == i {
			return i
		}
		for _, link := range []string{"of", "and"} {
			if end, ok := r.is(start, link); ok {
				start = r.joint(end)
			}
		}
		var buf [longestWord]byte
		word, end := r.word(start, &buf)
		if _, ok := r.scales[string(word)]; !ok && r.vagueWords[string(word)]&vagueHeap == 0 && string(word) != "dozen" {
			return i
		}
		i = end
	}
	return i
}
