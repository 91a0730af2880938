package relation

// frame is what stands around a quantity in its sentence: the words that it
// hangs on, as far as they can be told without parsing.
type frame struct {
	items []item
	at    int
	// left is the first item before the quantity and its qualifier that is
	// not a filler, -1 where the sentence begins.
	left int
	// preposition is the one directly before, as in "fine of $5m"; 0 for none.
	preposition uint64
	// governor is the word of content that the quantity hangs on to the left:
	// the noun or verb before the preposition. -1 for none.
	governor int
	// head is the last noun of the run directly after: "$5m bond sale". -1
	// for none.
	head int
	// after is the preposition directly after, as in "$5m in revenue", and
	// complement the first word of content after it, -1 for none.
	after      uint64
	complement int
	// first and last bound the clause: no break stands between.
	first, last int
}

// The reach of a governor, of a run of nouns and of a complement, in items.
const (
	governorReach   = 6
	headReach       = 5
	complementReach = 6
)

func (t *tables) frame(items []item, at, from int) frame {
	f := frame{items: items, at: at, governor: -1, head: -1, complement: -1}
	f.left = t.skipFillers(items, from-1)
	start := f.left
	if t.grammar.is(items, f.left, "preposition") {
		f.preposition = items[f.left].word
		start = t.skipFillers(items, f.left-1)
	}
	f.governor = t.governor(items, start)
	f.head = t.run(items, at)
	if f.head < 0 && t.grammar.is(items, at+1, "preposition") {
		f.after = items[at+1].word
		f.complement = t.content(items, at+2, 1, complementReach)
	}
	f.first, f.last = t.clause(items, at)
	return f
}

// is reports whether item i is in the list of a name.
func (t *table) is(items []item, i int, name string) bool {
	return i >= 0 && i < len(items) && items[i].grammar != 0 && t.names[items[i].grammar] == name
}

func (t *tables) skipFillers(items []item, i int) int {
	for i >= 0 && items[i].kind == isWord && (t.grammar.is(items, i, "filler")) {
		i--
	}
	return i
}

// isContent reports whether an item is a word that carries meaning.
func isContent(it *item) bool {
	return it.kind == isWord && it.grammar == 0 && it.stem != numberWord && it.stem != yearWord
}

// content returns the first word of content from i on in a direction, -1
// where a break or the reach ends first.
func (t *tables) content(items []item, i, step, reach int) int {
	for n := 0; i >= 0 && i < len(items) && n < reach; i, n = i+step, n+1 {
		if isContent(&items[i]) {
			return i
		}
		if t.grammar.is(items, i, "break") {
			return -1
		}
	}
	return -1
}

// governor returns the word of content that stands before item i, over words that
// only tell when: "revenue for the quarter ended June 30 was". Where nothing else
// stands there it is such a word.
func (t *tables) governor(items []item, i int) int {
	first := t.content(items, i, -1, governorReach)
	for at := first; at >= 0; at = t.content(items, at-1, -1, governorReach) {
		if w := items[at].word; !t.words.temporal[w] && !t.words.calendar[w] {
			return at
		}
	}
	return first
}

// run returns the last of the words of content that follow directly, -1 for
// none.
func (t *tables) run(items []item, at int) int {
	last := -1
	for i := at + 1; i < len(items) && i <= at+headReach; i++ {
		if !isContent(&items[i]) {
			break
		}
		last = i
	}
	return last
}

// clause returns the first and last item between the breaks around a
// quantity.
func (t *tables) clause(items []item, at int) (first, last int) {
	first, last = at, at
	for first > 0 && !t.grammar.is(items, first-1, "break") {
		first--
	}
	for last+1 < len(items) && !t.grammar.is(items, last+1, "break") {
		last++
	}
	return first, last
}

// gap tells whether item i is in the clause of the quantity, and whether
// another quantity stands between: 0 for no item, 1 to 4.
func (f *frame) gap(i int) uint64 {
	if i < 0 {
		return 0
	}
	out := uint64(1)
	if i < f.first || i > f.last {
		out += 2
	}
	for k := min(i, f.at) + 1; k < max(i, f.at); k++ {
		if f.items[k].kind == isQuantity {
			return out + 1
		}
	}
	return out
}

func (f *frame) distanceTo(i int) uint64 {
	if i < 0 {
		return 0
	}
	return bucket(distance(i, f.at))
}

// bucket rounds a distance: 1, 2, 3, 4-5, 6-8, 9-14, 15 and more.
func bucket(d int) uint64 {
	switch {
	case d <= 3:
		return uint64(d)
	case d <= 5:
		return 4
	case d <= 8:
		return 5
	case d <= 14:
		return 6
	default:
		return 7
	}
}
