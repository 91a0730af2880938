package company

// Spans of the same words are one form of a name. Longer forms come first, and
// each shorter one joins the company that it shortens: the same record of the
// lists, the same letters, the beginning, the end or the initials of a longer
// name, or what stands in brackets after one.

// nameForm is a name as the text writes it, legal form left out.
type nameForm struct {
	names       []int32 // of the document, in order
	first, last int32   // pieces of the core of the first of them
	core        uint64  // hash of the core
	record      int32   // of the lists, or -1
	sure        bool    // the record is that of the very name
	byHand      bool    // the record was written by hand
	parent      int32   // the form that it is joined with, or itself
}

func (f *nameForm) length() int32 { return f.last - f.first }

// findForms sets the forms of the names, each with its names, and the form of
// each name.
func (d *document) findForms() {
	d.cores.Reset(len(d.names))
	d.forms, d.formOf = d.forms[:0], d.formOf[:0]
	for i := range d.names {
		n := &d.names[i]
		first, last := d.core(n.first, n.last)
		core := d.surface(first, last)
		at := d.cores.Find(core)
		if at == nil {
			at = d.cores.At(core)
			*at = int32(len(d.forms))
			d.forms = append(d.forms, nameForm{
				first: first, last: last, core: core, parent: *at,
				record: n.listed.company, sure: n.listed.listed&short == 0, byHand: n.listed.listed&inCurated != 0,
			})
		}
		d.formOf = append(d.formOf, *at)
	}
	share(d.forms, d.formOf)
}

// share gives each form its names.
func share(forms []nameForm, formOf []int32) {
	counts := make([]int, len(forms))
	for _, k := range formOf {
		counts[k]++
	}
	room := make([]int32, len(formOf))
	for k, n := range counts {
		forms[k].names, room = room[:0:n], room[n:]
	}
	for i, k := range formOf {
		forms[k].names = append(forms[k].names, int32(i))
	}
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
