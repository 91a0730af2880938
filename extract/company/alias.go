package company

import (
	"slices"
	"strings"
)

// A short name is told by its letters: those of the longer name, its initials,
// the beginnings of its words, or a place in brackets right after it.

// blended returns the longer form from the beginnings of whose words the form
// is made, as Taipower is from Taiwan Power.
func (g *grouper) blended(i int32) (int32, bool) {
	f := &g.forms[i]
	if f.length() > 1 || f.record >= 0 || g.pieces[f.first].Len() < 4 {
		return 0, false
	}
	word := strings.ToLower(g.word(f.first))
	for k := range g.forms {
		if long := &g.forms[k]; long.length() > 1 && g.blends(word, long.first, long.last) && !strings.HasPrefix(strings.ToLower(g.word(long.first)), word) {
			return g.root(int32(k)), true
		}
	}
	return 0, false
}

// blends reports whether word is made of beginnings of the words of the pieces
// in order, two letters or more of each.
func (g *grouper) blends(word string, first, last int32) bool {
	if word == "" || first == last {
		return word == ""
	}
	part := g.word(first)
	n := 0
	for n < len(word) && n < len(part) && part[n]|0x20 == word[n] {
		n++
	}
	for ; n >= 2; n-- {
		if g.blends(word[n:], first+1, last) {
			return true
		}
	}
	return false
}

// quotes reports whether piece i is an opening quote.
func (d *document) quotes(i int32) bool {
	switch d.word(i) {
	case `"`, "“", "‘", "'", "«":
		return true
	}
	return false
}

// inBrackets returns the form whose mention stands right before the brackets
// that hold the form and nothing else.
func (g *grouper) inBrackets(f *nameForm) (int32, bool) {
	n := g.names[f.names[0]]
	if f.names[0] == 0 || n.last >= int32(len(g.pieces)) {
		return 0, false
	}
	before := g.names[f.names[0]-1]
	open, closing := n.first-1, n.last
	if g.quotes(open) && closing+1 < int32(len(g.pieces)) {
		open, closing = open-1, closing+1
	}
	if before.last != open || g.word(open) != "(" || g.word(closing) != ")" {
		return 0, false
	}
	if g.text.Raw[before.Start]|0x20 != g.text.Raw[n.Start]|0x20 {
		return 0, false
	}
	for k := range g.forms {
		if slices.Contains(g.forms[k].names, f.names[0]-1) {
			return g.root(int32(k)), true
		}
	}
	return 0, false
}

// letters returns the hash of the letters and digits of the pieces, without
// the spaces and marks between.
func (d *document) letters(first, last int32) uint64 {
	hash := uint64(hashOffset)
	for i := first; i < last; i++ {
		for _, r := range d.word(i) {
			if r = fold(r); r > '@' || '0' <= r && r <= '9' {
				hash = (hash ^ uint64(r)) * hashPrime
			}
		}
	}
	return hash
}

// allInitials returns the hash of the initials, those of legal forms too.
func (d *document) allInitials(first, last int32) uint64 {
	hash := uint64(hashOffset)
	for i := first; i < last; i++ {
		if p := &d.pieces[i]; p.named() {
			hash = (hash ^ uint64(d.text.Raw[p.Start]|0x20)) * hashPrime
		}
	}
	return hash
}

// initialsHash returns the hash of a word taken as initials, "L&T" as "LT".
func (d *document) initialsHash(i int32) uint64 { return d.letters(i, i+1) }

// opensName reports whether piece i is a word that firms put before their name.
func (d *document) opensName(i int32) bool { return d.classes[i]&opener != 0 }
