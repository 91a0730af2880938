package company

import "strings"

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

// everyInitial returns the hash of the initials, those of small words too: the
// Bank of Bhutan is BoB.
func (d *document) everyInitial(first, last int32) uint64 {
	hash := uint64(hashOffset)
	for i := first; i < last; i++ {
		if p := &d.pieces[i]; p.form != mark {
			hash = (hash ^ uint64(d.text.Raw[p.Start]|0x20)) * hashPrime
		}
	}
	return hash
}

// spelled returns the hash of the initials, and of all letters of words in
// capitals: SP New Energy Corp. is SPNEC.
func (d *document) spelled(first, last int32) uint64 {
	hash := uint64(hashOffset)
	for i := first; i < last; i++ {
		p := &d.pieces[i]
		word := p.Of(d.text.Raw)
		if p.form != caps {
			word = word[:countOf(p.named())]
		}
		for j := range len(word) {
			hash = (hash ^ uint64(word[j]|0x20)) * hashPrime
		}
	}
	return hash
}

// initialsHash returns the hash of a word taken as initials, "L&T" as "LT".
func (d *document) initialsHash(i int32) uint64 { return d.letters(i, i+1) }

// abbreviated returns the longer form that has the word at piece i for its
// initials, with or without a CO for company at its end: HEPCO, Wamco.
func (g *grouper) abbreviated(f *nameForm) (int32, bool) {
	hashes := [3]uint64{}
	if g.pieces[f.first].form >= caps {
		hashes[0] = g.initialsHash(f.first)
	}
	if word, ok := strings.CutSuffix(strings.ToLower(g.word(f.first)), "co"); ok && len(word) > 2 {
		hashes[1], hashes[2] = hashWord(word), hashWord(word+"c")
	}
	for _, hash := range hashes {
		if k := g.keys.Find(pair(byInitials, hash)); k != nil && g.agree(*k, f) {
			return *k, true
		}
	}
	return 0, false
}
