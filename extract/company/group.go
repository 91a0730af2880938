package company

import (
	"cmp"
	"slices"
	"strings"
)

// Spans of the same words are one form of a name. Longer forms come first, and
// each shorter one joins the company that it shortens: the same record of the
// lists, the same letters, the beginning, the end or the initials of a longer
// name, or what stands in brackets after one.

// nameForm is a name as the text writes it, legal form left out.
type nameForm struct {
	names       []int32 // of the document, in order
	first, last int32   // pieces of the core of the first of them
	core        uint64  // hash of the core
	record      int32   // of the lists, or -1
	sure        bool    // the record is that of the very name
	parent      int32   // the form that it is joined with, or itself
}

// What a key of a form is about.
const (
	byRecord = iota + 1
	byLetters
	byHead
	byTail
	byInitials
)

// grouper joins forms by the keys they share.
type grouper struct {
	*document
	forms []nameForm
	keys  map[uint64]int32 // form that has the key
}

// group returns the names of each company, in the order of their first
// mention.
func (d *document) group() [][]int32 {
	g := grouper{document: d, forms: d.nameForms(), keys: map[uint64]int32{}}
	order := make([]int32, len(g.forms))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(g.forms[b].length(), g.forms[a].length()) })
	for _, i := range order {
		g.join(i)
	}
	return g.collect()
}

func (f *nameForm) length() int32 { return f.last - f.first }

// nameForms returns the forms of the names, each with its names.
func (d *document) nameForms() []nameForm {
	var forms []nameForm
	at := map[uint64]int32{}
	for i := range d.names {
		n := &d.names[i]
		first, last := d.core(n.first, n.last)
		core := d.surface(first, last)
		k, ok := at[core]
		if !ok {
			k = int32(len(forms))
			at[core] = k
			forms = append(forms, nameForm{
				first: first, last: last, core: core, parent: k,
				record: n.listed.company, sure: n.listed.listed&short == 0,
			})
		}
		forms[k].names = append(forms[k].names, int32(i))
	}
	return forms
}

// core cuts the article, the legal form and what stands in brackets off a name.
func (d *document) core(first, last int32) (int32, int32) {
	if last-first > 1 && d.pieces[first].hash == theHash {
		first++
	}
	for last-first > 1 && (d.classes[last-1]&legal != 0 || d.pieces[last-1].form == mark || d.bracketed(last-1)) {
		last--
	}
	return first, last
}

// bracketed reports whether piece i stands right after an opening bracket.
func (d *document) bracketed(i int32) bool {
	return i > 0 && d.pieces[i-1].Of(d.text.Raw) == "("
}

// join gives form i the parent that shares a key with it, and enters the keys
// by which shorter ones will find it.
func (g *grouper) join(i int32) {
	f := &g.forms[i]
	if parent, ok := g.find(i); ok {
		f.parent = parent
		if root := &g.forms[parent]; root.record < 0 || !root.sure && f.sure {
			root.record, root.sure = f.record, f.sure
		}
	}
	root := g.root(i)
	g.enter(byRecord, uint64(f.record), root)
	g.enter(byLetters, g.letters(f.first, f.last), root)
	sequence := uint64(0)
	for p := f.first; p < f.last-1; p++ {
		sequence = joinHash(sequence, g.pieces[p].hash)
		if g.classes[p]&join == 0 {
			g.enter(byHead, sequence, root)
		}
	}
	if f.length() > 1 {
		for _, n := range f.names {
			name := &g.names[n]
			g.enter(byInitials, g.initials(name.first, name.last), root)
			g.enter(byInitials, g.allInitials(name.first, name.last), root)
		}
	}
	for p := f.first + 1; p < f.last && f.record < 0; p++ {
		if g.classes[p-1]&(firm|trade|body|rank) != 0 || g.opensName(p-1) {
			g.enter(byTail, g.surface(p, f.last), root)
		}
	}
}

// enter notes that the form has the key, unless a longer one has.
func (g *grouper) enter(about int, value uint64, form int32) {
	key := pair(uint64(about), value)
	if _, ok := g.keys[key]; !ok {
		g.keys[key] = form
	}
}

// find returns the root of the longer form that form i is short for.
func (g *grouper) find(i int32) (int32, bool) {
	f := &g.forms[i]
	if f.record >= 0 {
		if k, ok := g.keys[pair(byRecord, uint64(f.record))]; ok {
			return k, true
		}
	}
	if k, ok := g.keys[pair(byLetters, g.letters(f.first, f.last))]; ok {
		return k, true
	}
	if k, ok := g.keys[pair(byHead, f.core)]; ok && g.agree(k, f) {
		return k, true
	}
	if k, ok := g.keys[pair(byTail, f.core)]; ok && g.agree(k, f) {
		return k, true
	}
	if f.length() > 1 {
		return g.inBrackets(f)
	}
	if k, ok := g.keys[pair(byInitials, g.initialsHash(f.first))]; ok && g.pieces[f.first].form >= caps && g.agree(k, f) {
		return k, true
	}
	if k, ok := g.inBrackets(f); ok {
		return k, true
	}
	return g.blended(i)
}

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

// agree reports whether the lists let both forms be one company.
func (g *grouper) agree(k int32, f *nameForm) bool {
	long := &g.forms[k]
	return long.record < 0 || f.record < 0 || long.record == f.record || !long.sure || !f.sure
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

func (g *grouper) root(i int32) int32 {
	for g.forms[i].parent != i {
		i = g.forms[i].parent
	}
	return i
}

// collect returns the names of the forms with one root together.
func (g *grouper) collect() [][]int32 {
	groups := make([][]int32, len(g.forms))
	for i := range g.forms {
		root := g.root(int32(i))
		groups[root] = append(groups[root], g.forms[i].names...)
	}
	groups = slices.DeleteFunc(groups, func(names []int32) bool { return len(names) == 0 })
	for _, names := range groups {
		slices.Sort(names)
	}
	slices.SortFunc(groups, func(a, b []int32) int { return cmp.Compare(a[0], b[0]) })
	return groups
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
