package company

// counts says how a text writes a word.
type counts struct {
	hash uint64
	// small and large are how often it is written with a small letter, and
	// with a capital where the place does not ask for one.
	small, large uint16
}

// wordCounts is a hash table of the words of one text, kept for the next.
type wordCounts struct {
	slots []counts
	mask  uint64
}

// reset empties the table and makes room for n words.
func (w *wordCounts) reset(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	if cap(w.slots) < size {
		w.slots = make([]counts, size)
	} else {
		w.slots = w.slots[:size]
		clear(w.slots)
	}
	w.mask = uint64(size - 1)
}

// slot returns the counts of a word, new ones if there are none.
func (w *wordCounts) slot(hash uint64) *counts {
	for i := hash ^ hash>>32; ; i++ {
		c := &w.slots[i&w.mask]
		if c.hash == hash {
			return c
		}
		if c.hash == 0 {
			c.hash = hash
			return c
		}
	}
}

// count notes how the text writes each word outside of lines in title case.
func (d *document) count() {
	d.words.reset(len(d.pieces))
	for i := range d.pieces {
		p := &d.pieces[i]
		if p.form == mark || p.form == number || d.text.Sentences[d.sentence[i]].TitleCase {
			continue
		}
		c := d.words.slot(p.hash)
		if p.form == lower {
			c.small++
		} else if !d.opens(int32(i)) {
			c.large++
		}
	}
}

// opens reports whether piece i is the first word of its sentence or quotation,
// which has a capital whatever it is.
func (d *document) opens(i int32) bool {
	first := d.starts[d.sentence[i]]
	if i == first {
		return true
	}
	before := &d.pieces[i-1]
	if before.form != mark {
		return false
	}
	switch before.Of(d.text.Raw) {
	case `"`, "“", "‘", "•", ":", "—", "*", "'":
		return true
	case "-", "–", "(", "[", "#", ".", ")":
		return i-1 == first || i-2 == first
	}
	return false
}
