package relation

import "math/bits"

// mark calls set for each item that is part of a phrase. The longest phrase
// that begins at an item wins, a whole word over a stem. The number is that of
// the table in the sets of the items.
func (t *table) mark(items []item, number int, raw string, set func(*item, cue)) {
	whole, stem := tableSet(1)<<number, tableSet(1)<<(stemBits+number)
	for i := 0; i < len(items); {
		if items[i].begins&(whole|stem) == 0 {
			i++
			continue
		}
		c, n := t.at(items[i:], raw, items[i].begins&stem != 0)
		for k := range n {
			set(&items[i+k], c)
		}
		i += max(n, 1)
	}
}

// at returns the cue that begins with the first of items, or with a stem of it,
// and how many items it covers.
func (t *table) at(items []item, raw string, stems bool) (best cue, length int) {
	try := func(f first) {
		if c, n := t.longest(f, items[1:], raw); n > 0 && n >= length {
			best, length = c, n
		}
	}
	if stems {
		_, _, prefixes := hashWord(items[0].Of(raw))
		for rest := items[0].stems; rest != 0; rest &= rest - 1 {
			try(t.stems.Get(prefixes[bits.TrailingZeros8(rest)]))
		}
	}
	try(t.words.Get(items[0].word))
	return best, length
}

// longest returns the cue of the longest phrase that begins with a word before
// items, and how many words it has, 0 for none.
func (t *table) longest(f first, items []item, raw string) (best cue, length int) {
	if f.alone != 0 {
		best, length = f.alone, 1
	}
	for at := f.more; at != 0; at = t.phrases[at-1].more {
		if p := &t.phrases[at-1]; len(p.rest) >= length && follows(items, raw, p.rest) {
			best, length = p.cue, len(p.rest)+1
		}
	}
	return best, length
}

func follows(items []item, raw string, rest []pattern) bool {
	if len(items) < len(rest) {
		return false
	}
	for i, p := range rest {
		if items[i].kind != isWord || !p.matches(&items[i], raw) {
			return false
		}
	}
	return true
}
