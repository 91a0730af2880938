package company

import (
	"cmp"
	"slices"
)

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
	openings map[opening][]int32
}

// group returns the names of each company, in the order of their first
// mention.
func (d *document) group() [][]int32 {
	g := grouper{document: d}
	d.findForms()
	d.keys.Reset(4 * len(g.forms))
	order := make([]int32, len(g.forms))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(g.forms[b].length(), g.forms[a].length()) })
	for _, i := range order {
		g.join(i)
	}
	g.joinFormer()
	return g.collect()
}

// join gives form i the parent that shares a key with it, and enters the keys
// by which shorter ones will find it.
func (g *grouper) join(i int32) {
	f := &g.forms[i]
	if parent, ok := g.find(i); ok {
		f.parent = parent
		if root := &g.forms[parent]; root.record < 0 || !root.sure && f.sure {
			root.record, root.sure, root.byHand = f.record, f.sure, f.byHand
		}
	}
	root := g.root(i)
	g.enter(byRecord, uint64(f.record), root)
	g.enter(byLetters, g.letters(f.first, f.last), root)
	g.enterHeads(f.first, f.last, root)
	if f.length() > 2 && g.opensName(f.first) {
		g.enterHeads(f.first+1, f.last, root)
	}
	g.enterInitials(f, root)
	g.enterTails(f, root)
}

// enterHeads enters the beginnings of the name of these pieces.
func (g *grouper) enterHeads(first, last, root int32) {
	sequence := uint64(0)
	for p := first; p < last-1; p++ {
		sequence = joinHash(sequence, g.pieces[p].hash)
		if g.classes[p]&join == 0 {
			g.enter(byHead, sequence, root)
		}
	}
}

// enterInitials enters what a form of several words is abbreviated to.
func (g *grouper) enterInitials(f *nameForm, root int32) {
	if f.length() < 2 {
		return
	}
	g.enter(byInitials, g.spelled(f.first, f.last), root)
	g.enter(byInitials, g.everyInitial(f.first, f.last), root)
	for _, n := range f.names {
		name := &g.names[n]
		g.enter(byInitials, g.initials(name.first, name.last), root)
		g.enter(byInitials, g.allInitials(name.first, name.last), root)
		g.enter(byInitials, g.spelled(name.first, name.last), root)
	}
}

// enterTails enters the ends of a form that no list has: what follows a word
// that firms begin with, and the last word if it tells more than a trade.
func (g *grouper) enterTails(f *nameForm, root int32) {
	for p := f.first + 1; p < f.last; p++ {
		begun := g.classes[p-1]&(firm|trade|body|rank) != 0 || g.opensName(p-1)
		if begun || p == f.last-1 && g.classes[p]&(legal|firm|trade) == 0 {
			g.enter(byTail, g.surface(p, f.last), root)
		}
	}
}

// enter notes that the form has the key, unless a longer one has.
func (g *grouper) enter(about int, value uint64, form int32) {
	key := pair(uint64(about), value)
	if g.keys.Find(key) == nil {
		*g.keys.At(key) = form
	}
}

// find returns the root of the longer form that form i is short for.
func (g *grouper) find(i int32) (int32, bool) {
	f := &g.forms[i]
	if f.record >= 0 {
		if k := g.keys.Find(pair(byRecord, uint64(f.record))); k != nil {
			return *k, true
		}
	}
	if k := g.keys.Find(pair(byLetters, g.letters(f.first, f.last))); k != nil {
		return *k, true
	}
	if k := g.keys.Find(pair(byHead, f.core)); k != nil && (g.agree(*k, f) || g.follows(*k, f)) && !g.apart(*k, f) {
		return *k, true
	}
	if k := g.keys.Find(pair(byTail, f.core)); k != nil && g.agree(*k, f) {
		return *k, true
	}
	if f.length() > 1 {
		return g.inBrackets(f)
	}
	if k, ok := g.familiar(f); ok {
		return k, true
	}
	if k, ok := g.abbreviated(f); ok {
		return k, true
	}
	if k, ok := g.inBrackets(f); ok {
		return k, true
	}
	return g.blended(i)
}

// follows reports whether a name of one word is only used after a longer one
// that begins so, and so shortens it, whoever else bears the short name: after
// "Compass Datacenters", "Compass" is no caterer.
func (g *grouper) follows(k int32, f *nameForm) bool {
	return f.length() == 1 && g.forms[k].names[0] < f.names[0]
}

// agree reports whether the lists let both forms be one company.
func (g *grouper) agree(k int32, f *nameForm) bool {
	long := &g.forms[k]
	switch {
	case long.record < 0, f.record < 0, long.record == f.record:
		return true
	case long.byHand && f.byHand:
		return false
	}
	return !long.sure || !f.sure
}

// root returns the form that form i was joined with in the end. It halves the path
// there, which former names can make long (van Leeuwen and van der Weide, 1977).
func (g *grouper) root(i int32) int32 {
	for g.forms[i].parent != i {
		parent := g.forms[i].parent
		g.forms[i].parent = g.forms[parent].parent
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
