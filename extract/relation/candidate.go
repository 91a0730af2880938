package relation

// candidates returns the entities that quantity q may concern, in a fixed
// order: those of its sentence and of the sentences before it, and the one
// most spoken of.
func (v *view) candidates(out []int32, q int) []int32 {
	s := v.quantities[q].Sentence
	for k := s; k >= 0 && k >= s-lookBack; k-- {
		for _, m := range v.mentionsOf.of(k) {
			out = appendNew(out, m.entity)
		}
	}
	if v.main >= 0 {
		out = appendNew(out, v.main)
	}
	return out
}

// lookBack is how many sentences before its own a quantity's companies are
// looked for in.
const lookBack = 4

func appendNew(list []int32, x int32) []int32 {
	for _, y := range list {
		if x == y {
			return list
		}
	}
	return append(list, x)
}

// place is where an entity stands to a quantity.
type place struct {
	*focus
	entity   int32
	mention  int // the nearest mention among the items of its sentence, -1 for none
	sentence int // how many sentences before, 0 for the same
	rank     int // how many other entities are nearer on the same side
	nominal  bool
	between  []item
}

// findPlace finds the mention of entity e that is nearest to a quantity.
func (v *view) findPlace(f *focus, e int32) place {
	p := place{focus: f, entity: e, mention: nearestMention(f.items, f.at, e)}
	if p.mention >= 0 {
		p.nominal = f.items[p.mention].nominal
		p.between = f.items[min(p.mention, f.at)+1 : max(p.mention, f.at)]
		p.rank = distinct(p.between, e)
		return p
	}
	s := v.quantities[f.quantity].Sentence
	p.sentence = lookBack + 1
	for k := s - 1; k >= 0 && k >= s-lookBack; k-- {
		for _, m := range v.mentionsOf.of(k) {
			if m.entity == e {
				p.sentence, p.nominal = s-k, m.Nominal
				p.rank = v.rankIn(k, e)
				return p
			}
		}
	}
	return p
}

func nearestMention(items []item, at int, e int32) int {
	best := -1
	for i := range items {
		if items[i].kind == isEntity && items[i].index == e && (best < 0 || distance(i, at) < distance(best, at)) {
			best = i
		}
	}
	return best
}

func distance(a, b int) int { return max(a-b, b-a) }

// distinct counts the entities among items other than e.
func distinct(items []item, e int32) int {
	var seen [8]int32
	n := 0
next:
	for i := range items {
		if items[i].kind != isEntity || items[i].index == e {
			continue
		}
		for _, s := range seen[:n] {
			if s == items[i].index {
				continue next
			}
		}
		if n == len(seen) {
			return n
		}
		seen[n] = items[i].index
		n++
	}
	return n
}

// rankIn counts the entities that sentence k names before e.
func (v *view) rankIn(k int, e int32) int {
	n := 0
	for _, m := range v.mentionsOf.of(k) {
		if m.entity < e {
			n++
		}
	}
	return min(n, 4)
}
