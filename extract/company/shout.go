package company

// A headline in capitals writes IBM and APPLE alike. Its words are read as if
// it were in title case, as the articles that the model learned from are.

// acronymSize is how many letters a word in capitals may have at most to stay
// an acronym there.
const acronymSize = 3

// calm gives the words of sentences in capitals the forms of title case.
func (d *document) calm() {
	for s := range d.text.Sentences {
		if d.text.Sentences[s].TitleCase && d.shouted(d.starts[s], d.starts[s+1]) {
			d.calmWords(d.starts[s], d.starts[s+1])
		}
	}
}

// shouted reports whether all words of the pieces are in capitals.
func (d *document) shouted(first, end int32) bool {
	for i := first; i < end; i++ {
		switch d.pieces[i].form {
		case lower, title, mixed:
			return false
		}
	}
	return true
}

func (d *document) calmWords(first, end int32) {
	for i := first; i < end; i++ {
		p := &d.pieces[i]
		switch {
		case p.form == caps && p.Len() > acronymSize:
			p.form = title
		case p.form == caps && d.classes[i]&dictionary != 0:
			p.form = lower
		case p.hash == possessiveHash:
			p.form = lower
		}
	}
}
