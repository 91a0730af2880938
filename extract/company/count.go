package company

// counts are how often a text writes a word with a small letter, and with a
// capital where the place does not ask for one.
type counts struct {
	small, large uint16
	persons      // what names of persons have the word
}

// count notes how the text writes each word outside of lines in title case.
func (d *document) count() {
	d.words.Reset(len(d.pieces))
	for i := range d.pieces {
		p := &d.pieces[i]
		if p.form == mark || p.form == number || d.text.Sentences[d.sentence[i]].TitleCase {
			continue
		}
		c := d.words.At(p.hash)
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
	case `"`, "“", "‘", "•", ":", "—", "*", "**", "'":
		return true
	case "-", "–", "(", "[", "#", ".", ")":
		return i-1 == first || i-2 == first
	}
	return false
}
