package quantity

import (
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

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
