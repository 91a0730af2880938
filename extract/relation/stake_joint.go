package relation

import "slices"

// holders returns who has the share that percentage q is, one of whom is known: all
// that are named side by side where each has one, and the first of those who have
// one together, for a share has but one holder. There is nobody for -1.
func (d *decoder) holders(q int, holder, company int32) []int32 {
	if holder < 0 {
		return nil
	}
	from, l := len(d.linked), d.sideBySide(q, holder)
	each, together := l.each(), l.together()
	if each || together {
		d.linked = l.named(d.linked, company)
	}
	if n := len(d.linked) - from; n < 2 || !slices.Contains(d.linked[from:], holder) {
		d.linked = append(d.linked[:from], holder)
	} else if !each {
		d.linked = d.linked[:from+1]
	}
	return d.linked[from:len(d.linked):len(d.linked)]
}

// lineup is the companies that are named side by side near a percentage: the first
// and the last of the items that name them, -1 for none.
type lineup struct {
	*share
	view        *view
	first, last int
}

// sideBySide returns the nearest companies to percentage q that are named side by side
// and of whom e is one.
func (v *view) sideBySide(q int, e int32) lineup {
	best := lineup{v.share(q), v, -1, -1}
	items, at := best.items, best.at
	for i := 0; i < len(items); i++ {
		l := lineup{best.share, v, i, i}
		for next := l.next(); next >= 0; next = l.next() {
			l.last = next
		}
		i = l.last
		if slices.Contains(l.named(nil, -1), e) && (best.first < 0 || distance(l.last, at) < distance(best.last, at)) {
			best = l
		}
	}
	return best
}

// describingWords is how many words may stand before the last of several names: "KKR
// and Dutch pension manager APG".
const describingWords = 4

// next returns the item that names another company right after the last, with a
// comma or "and" between them, -1 for none.
func (l lineup) next() int {
	k := l.last + 1
	if l.is(k, commaWord) {
		k++
	}
	if l.is(k, andWord) || l.is(k, ampersand) {
		k++
		for n := 0; n < describingWords && k < len(l.items) && l.describes(k); n++ {
			k++
		}
	}
	if k == l.last+1 || k >= len(l.items) || l.items[k].kind != isEntity || l.items[l.last].kind != isEntity {
		return -1
	}
	return k
}

// describes reports whether the word at item i may stand between "and" and a name.
func (l lineup) describes(i int) bool {
	return isContent(&l.items[i]) || l.view.tables.grammar.is(l.items, i, "filler")
}

func (l lineup) is(i int, word uint64) bool {
	return i >= 0 && i < len(l.items) && l.items[i].kind == isWord && l.items[i].word == word
}

// named appends the companies that the items name, but for one.
func (l lineup) named(out []int32, but int32) []int32 {
	for i := l.first; i >= 0 && i <= l.last; i++ {
		it := &l.items[i]
		if it.kind != isEntity {
			continue
		}
		for _, e := range l.meant(it) {
			if e != but && !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// manyMentions is more than a sentence of prose has.
const manyMentions = 100

// meant returns the companies that an item names: "the two companies" are two.
func (l lineup) meant(it *item) []int32 {
	all := l.view.mentionsOf.of(l.view.quantities[l.q].Sentence)
	if !it.nominal || len(all) > manyMentions {
		return []int32{it.index}
	}
	var out []int32
	for _, m := range all {
		if m.Span == it.Span {
			out = append(out, m.entity)
		}
	}
	return out
}

// eachReach is how far behind a percentage "each" may stand.
const eachReach = 6

// each reports whether each of the companies has a share of its own: "each of A and
// B", "A and B each own 15%", "A and B own 15% each".
func (l lineup) each() bool {
	words := l.view.tables.words.each
	if l.says(l.first-1, words) || l.is(l.first-1, ofWord) && l.says(l.first-2, words) {
		return true
	}
	for i := l.last + 1; i < l.at; i++ {
		if l.says(i, words) {
			return true
		}
	}
	for i := l.at + 1; i < min(len(l.items), l.at+1+eachReach) && !l.ends(i); i++ {
		if l.says(i, words) && !l.is(i-1, ofWord) && !l.is(i-1, inWord) {
			return true
		}
	}
	return false
}

// ends reports whether what is said of the percentage ends at item i.
func (l lineup) ends(i int) bool {
	return l.items[i].kind == isQuantity || l.view.tables.grammar.is(l.items, i, "conjunction")
}

// together reports whether they have one share: "between them A and B own 40%", "A and
// B together own 40%".
func (l lineup) together() bool {
	words := l.view.tables.words.together
	for i := max(0, l.first-2); i < l.at; i++ {
		if l.says(i, words) {
			return true
		}
	}
	return false
}

func (l lineup) says(i int, words wordSet) bool {
	return i >= 0 && i < len(l.items) && l.items[i].kind == isWord && words[l.items[i].word]
}
