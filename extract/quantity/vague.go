package quantity

import (
	"strings"

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

// some reads "several million euros", "a few hundred MW".
func (r reader) some(i int) (mention, bool) {
	start := i
	if end, ok := r.is(i, "a"); ok {
		start = r.gap(end)
	}
	end, ok := r.flagged(start, vagueSome)
	if !ok {
		return mention{}, false
	}
	if _, plural := r.flagged(r.joint(end), vagueHeap); plural {
		return mention{}, false // "several hundreds of megawatts": the hundreds
	}
	u, end := r.counted(r.heap(end))
	return newVague(i, end, u), u.kind != 0
}

// heaps reads "tens of billions of won".
func (r reader) heaps(i int) (mention, bool) {
	end, ok := r.flagged(i, vagueHeap)
	if !ok {
		return mention{}, false
	}
	end = r.heap(end)
	if _, of := r.is(r.gap(end), "of"); !of {
		return mention{}, false
	}
	u, end := r.counted(end)
	return newVague(i, end, u), u.kind != 0
}

// unitOnly reads "gigawatt-scale", "megawatts" before "of", and "gigawatts",
// which the words before it must show to be an amount.
func (r reader) unitOnly(i int) (mention, bool) {
	u, end := r.measure(i)
	if u.kind != Power {
		return mention{}, false
	}
	if size, ok := r.isSize(end); ok {
		return newVague(i, size, u), true
	}
	_, of := r.is(r.gap(end), "of")
	m := newVague(i, end, u)
	m.bare = !of
	return m, strings.HasSuffix(r.raw[i:end], "s") && (of || u.shift == 0)
}

// digits reads "low double-digit millions of euros".
func (r reader) digits(i int) (mention, bool) {
	start := i
	if end, ok := r.flagged(i, vagueLevel); ok {
		start = r.joint(end)
	}
	end, ok := r.flagged(start, vagueDigit)
	if !ok {
		return mention{}, false
	}
	end, ok = r.is(r.joint(end), "digit")
	if !ok {
		return mention{}, false
	}
	u, end := r.counted(r.heap(end))
	return newVague(i, end, u), u.kind != 0
}

// multi reads "multi-billion-dollar", "multibillion-euro", "multi-gigawatt".
func (r reader) multi(i int) (mention, bool) {
	end := r.letters(i)
	u, end := r.counted(r.heap(end))
	return newVague(i, end, u), u.kind != 0
}

// leastFigures is the least number of figures that stands for a sum.
const leastFigures = 5

// figures reads "nine figures", "seven-figure sum": money of an unknown
// currency.
func (r reader) figures(i int) (mention, bool) {
	n, end := r.small(i)
	if n < leastFigures {
		return mention{}, false
	}
	start := r.joint(end)
	for _, word := range []string{"figure", "figures"} {
		if end, ok := r.is(start, word); ok {
			if past, ok := r.is(r.gap(end), "sum"); ok {
				end = past
			}
			return newVague(i, end, unit{kind: Money}), true
		}
	}
	return mention{}, false
}

// adjectival reads "billion-dollar", "trillion-won": about one of them.
func (r reader) adjectival(i int) (mention, bool) {
	var buf [longestWord]byte
	word, end := r.word(i, &buf)
	exp, ok := r.scales[string(word)]
	if !ok || exp < 6 || strings.HasSuffix(string(word), "s") {
		return mention{}, false
	}
	money, past := r.name(end, true)
	if money == nil || strings.HasSuffix(r.raw[end:past], "s") || !r.bounded(past) {
		return mention{}, false
	}
	m := newVague(i, past, unit{kind: Money, money: money})
	m.Qualifier = fact.Approx
	m.low = decimal{digits: 1, exp: exp + money[0].exp}
	m.high = m.low
	return m, true
}
