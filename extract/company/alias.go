package company

import "strings"

// A short name is told by its letters: those of the longer name, its initials,
// the beginnings of its words, or a place in brackets right after it.

// opening is how the first two words of a name begin, two small letters of each.
type opening [4]byte

// familiar returns the longer form that begins as the form does without the S
// that people put on: Barfoots is Barfoot & Thompson.
func (g *grouper) familiar(f *nameForm) (int32, bool) {
	word, ok := strings.CutSuffix(g.word(f.first), "s")
	if !ok || f.record >= 0 || len(word) < 4 {
		return 0, false
	}
	word = strings.TrimRight(word, "'’")
	if k := g.keys.Find(pair(byHead, joinHash(0, hashWord(word)))); k != nil {
		return *k, true
	}
	return 0, false
}

// blended returns the longer form from the beginnings of whose words the form
// is made, as Taipower is from Taiwan Power: the first in the text of several.
func (g *grouper) blended(i int32) (int32, bool) {
	f := &g.forms[i]
	if f.length() > 1 || g.pieces[f.first].Len() < 4 {
		return 0, false
	}
	word := strings.ToLower(g.word(f.first))
	best, found := int32(0), false
	for at := 2; at+2 <= len(word); at++ {
		for _, k := range g.opened()[opening{word[0], word[1], word[at], word[at+1]}] {
			if found && k >= best {
				break
			}
			if long := &g.forms[k]; g.agree(k, f) && g.blends(word, long.first, long.last) && !strings.HasPrefix(strings.ToLower(g.word(long.first)), word) {
				best, found = k, true
			}
		}
	}
	return g.root(best), found
}

// opened returns the forms of two words and more by how they begin, made when
// first asked for.
func (g *grouper) opened() map[opening][]int32 {
	if g.openings != nil {
		return g.openings
	}
	g.openings = map[opening][]int32{}
	for k := range g.forms {
		f := &g.forms[k]
		if f.length() < 2 || g.pieces[f.first].Len() < 2 || g.pieces[f.first+1].Len() < 2 {
			continue
		}
		one, two := g.word(f.first), g.word(f.first+1)
		key := opening{one[0] | 0x20, one[1] | 0x20, two[0] | 0x20, two[1] | 0x20}
		g.openings[key] = append(g.openings[key], int32(k))
	}
	return g.openings
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
	return g.root(g.formOf[f.names[0]-1]), true
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

// opensName reports whether piece i is a word that firms put before their name.
func (d *document) opensName(i int32) bool { return d.classes[i]&opener != 0 }
