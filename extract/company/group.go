package company

import (
	"cmp"
	"slices"
	"strings"
)

// Names are grouped into companies in two steps: spans of the same words are
// one name form, then each form joins the one that it shortens.

// form of a company's name: its words without what may be left out.
type nameForm struct {
	names       []int32 // of the document, in order
	first, last int32   // pieces of the core of the first of them
	core        uint64  // hash of the core
	squeezed    uint64  // hash of the letters of the core, without spaces and marks
	record      int32   // of the lists, or -1
	parent      int32   // the form that it is joined with, or itself
}

// group returns the names of each company, in the order of their first
// mention.
func (d *document) group() [][]int32 {
	forms := d.nameForms()
	order := make([]int32, len(forms))
	for i := range forms {
		order[i], forms[i].parent = int32(i), int32(i)
	}
	// Longer names first: they take the shorter ones in.
	slices.SortStableFunc(order, func(a, b int32) int {
		return cmp.Compare(forms[b].last-forms[b].first, forms[a].last-forms[a].first)
	})
	for i, short := range order {
		for _, long := range order[:i] {
			if forms[long].parent == long && d.sameCompany(&forms[long], &forms[short]) {
				forms[short].parent = long
				if forms[long].record < 0 {
					forms[long].record = forms[short].record
				}
				break
			}
		}
	}
	return collect(forms)
}

// collect returns the names of the forms with one parent together.
func collect(forms []nameForm) [][]int32 {
	groups := make([][]int32, len(forms))
	for i := range forms {
		root := forms[i].parent
		for forms[root].parent != root {
			root = forms[root].parent
		}
		groups[root] = append(groups[root], forms[i].names...)
	}
	groups = slices.DeleteFunc(groups, func(g []int32) bool { return len(g) == 0 })
	for _, g := range groups {
		slices.Sort(g)
	}
	slices.SortFunc(groups, func(a, b []int32) int { return cmp.Compare(a[0], b[0]) })
	return groups
}

// nameForms returns the forms of the names, each with its names.
func (d *document) nameForms() []nameForm {
	var forms []nameForm
	for i := range d.names {
		n := &d.names[i]
		first, last := d.core(n.first, n.last)
		core := d.surface(first, last)
		at := slices.IndexFunc(forms, func(f nameForm) bool { return f.core == core })
		if at < 0 {
			at = len(forms)
			record := n.listed.company
			if record < 0 {
				record = d.entryOf(first, last).company
			}
			forms = append(forms, nameForm{first: first, last: last, core: core, squeezed: d.squeezed(first, last), record: record})
		}
		forms[at].names = append(forms[at].names, int32(i))
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

// squeezed returns the hash of the letters and digits of the pieces.
func (d *document) squeezed(first, last int32) uint64 {
	hash := uint64(hashOffset)
	for i := first; i < last; i++ {
		for _, r := range d.pieces[i].Of(d.text.Raw) {
			if r = fold(r); r > '@' || '0' <= r && r <= '9' {
				hash = (hash ^ uint64(r)) * hashPrime
			}
		}
	}
	return hash
}

// sameCompany reports whether the short name means the company of the long one.
func (d *document) sameCompany(long, short *nameForm) bool {
	if long.record >= 0 && long.record == short.record || long.squeezed == short.squeezed {
		return true
	}
	if long.record >= 0 && short.record >= 0 {
		return false
	}
	return d.heads(long, short) || d.acronym(long, short)
}

// heads reports whether the long name begins with the short one and goes on
// with words that say what kind of firm it is.
func (d *document) heads(long, short *nameForm) bool {
	n := short.last - short.first
	if n >= long.last-long.first {
		return false
	}
	for i := range n {
		if d.pieces[long.first+i].hash != d.pieces[short.first+i].hash {
			return false
		}
	}
	return true
}

// acronym reports whether the short name is made of the initials of the long
// one, or stands in brackets after it.
func (d *document) acronym(long, short *nameForm) bool {
	if short.last-short.first != 1 || long.last-long.first < 2 {
		return false
	}
	word := &d.pieces[short.first]
	if word.form != caps && word.form != mixed {
		return false
	}
	letters := strings.ToLower(word.Of(d.text.Raw))
	name := d.names[long.names[0]]
	for _, all := range []bool{false, true} {
		if d.initialsOf(name.first, name.last, all) == letters {
			return true
		}
	}
	return short.first == name.last+1 && d.pieces[name.last].Of(d.text.Raw) == "("
}

// initialsOf returns the initials of the pieces in small letters, with those of
// legal forms or without.
func (d *document) initialsOf(first, last int32, all bool) string {
	var letters []byte
	for i := first; i < last; i++ {
		p := &d.pieces[i]
		if p.named() && (all || d.classes[i]&legal == 0) {
			letters = append(letters, d.text.Raw[p.Start]|0x20)
		}
	}
	return string(letters)
}
