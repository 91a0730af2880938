package company

import "slices"

// A name that a longer one begins with is most often short for it, even where another
// company bears it: after "Adani Power" most say "Adani". The text may tell otherwise.

// apart reports whether the text tells a listed company from one of a longer name that
// begins so: it says which owns the other, names both in one clause, or has the name in full.
func (g *grouper) apart(k int32, f *nameForm) bool {
	long := &g.forms[k]
	if f.record < 0 || !f.sure && !f.byHand || f.record == long.record {
		return false
	}
	return slices.ContainsFunc(f.names, func(n int32) bool { return g.owns(n) || g.whole(n) || g.nearName(n, long.names) })
}

// nearName reports whether one of the names, which are in order, stands in one clause
// with name i.
func (g *grouper) nearName(i int32, names []int32) bool {
	after, _ := slices.BinarySearch(names, i)
	return after > 0 && g.oneClause(names[after-1], i) || after < len(names) && g.oneClause(i, names[after])
}

// clausePieces is how long a clause is at most.
const clausePieces = 60

// oneClause reports whether name j follows name i in its sentence with no semicolon
// between them.
func (g *grouper) oneClause(i, j int32) bool {
	from, to := g.names[i].last, g.names[j].first
	if g.names[i].sentence != g.names[j].sentence || to-from > clausePieces {
		return false
	}
	for p := from; p < to; p++ {
		if g.word(p) == ";" {
			return false
		}
	}
	return true
}

// besideName is how many pieces behind a name and its comma a word such as "parent" may
// stand.
const besideName = 3

// owns reports whether name i is that of an owner of a company named before: "its parent
// Kestrel", "Kestrel, the former parent,".
func (g *grouper) owns(i int32) bool {
	n := &g.names[i]
	before, end := n.first-1, g.starts[n.sentence+1]
	if before > g.starts[n.sentence] && (g.word(before) == "," || g.phrases.Get(g.pieces[before].hash)&singularNoun != 0) && !g.above(before) {
		before--
	}
	if before >= g.starts[n.sentence] && g.above(before) {
		return true
	}
	for p := n.last + 1; n.last < end && g.word(n.last) == "," && p < min(n.last+1+besideName, end); p++ {
		if g.above(p) {
			return true
		}
	}
	return false
}

func (g *grouper) above(p int32) bool { return g.phrases.Get(g.pieces[p].hash)&above != 0 }

// whole reports whether name i has its legal form: no short name has one.
func (g *grouper) whole(i int32) bool {
	n := &g.names[i]
	for p := n.first; p < n.last; p++ {
		if g.classes[p]&legal != 0 {
			return true
		}
	}
	return false
}
