package company

// look is what the pieces of a span are, taken together.
type look struct {
	surface, exact, shapes uint64 // hashes of the words and of their forms
	all                    class  // classes that every word is in
	words, plain           uint64 // how many words, and how many are ordinary
}

// lookAt takes the pieces first to last-1 together.
func (d *document) lookAt(first, last int32) look {
	l := look{shapes: 1, all: ^class(0)}
	previous := forms
	for i := first; i < last; i++ {
		p := &d.pieces[i]
		l.surface, l.exact = joinHash(l.surface, p.hash), joinHash(l.exact, p.exact)
		if p.form != previous || i < first+3 {
			l.shapes = l.shapes*uint64(forms) + uint64(p.form)
		}
		previous = p.form
		if p.form == mark {
			continue
		}
		l.words++
		l.all &= d.classes[i]
		if d.classes[i]&dictionary != 0 {
			l.plain++
		}
	}
	return l
}

// ownFeatures appends those of the pieces first to last-1 themselves.
func (d *document) ownFeatures(f []uint32, first, last int32) []uint32 {
	own, listed := d.lookAt(first, last), d.listing(first, last)
	place := d.opening(first) | d.titled(first)<<1
	f = d.wordFeatures(f, first, last)
	f = append(f,
		feature(fSurface, own.surface),
		feature(fExact, own.exact),
		feature(fForms, own.shapes),
		feature(fFormsOpens, pair(own.shapes, place)),
		feature(fClasses, pair(uint64(own.all), min(own.words, 3))),
		feature(fListed, uint64(listed)),
		feature(fListedOpens, pair(uint64(listed), place)),
		feature(fListedPlain, pair(uint64(listed), min(own.plain, 2)<<2|min(own.words, 3))),
		feature(fWhole, pair(d.alone(first, last), uint64(listed)<<2|min(own.plain, 3))),
		feature(fDictionary, pair(own.plain<<8|own.words, place)),
		feature(fTone, pair(d.tone, uint64(listed)<<8|min(own.words, 3))),
		feature(fToneForms, pair(d.tone, own.shapes)),
		feature(fTonePlain, pair(d.tone, pair(min(own.plain, 2)<<2|min(own.words, 3), place))),
	)
	f = d.placeFeatures(f, first, last, own.shapes, listed)
	f = d.repetition(f, first, last, place)
	f = d.sourceFeatures(f, first, last)
	if last-first == 1 {
		f = grams(f, d.word(first))
	}
	return d.neighbours(f, first, last, listed)
}

// wordFeatures appends those of the first word, the last and those between.
func (d *document) wordFeatures(f []uint32, first, last int32) []uint32 {
	n := uint64(last - first)
	a, z := &d.pieces[first], &d.pieces[last-1]
	f = append(f,
		feature(fBias, min(n, 6)),
		feature(fFirst, pair(a.hash, min(n, 2))),
		feature(fLast, pair(z.hash, min(n, 2))),
		feature(fHead, uint64(a.affix[0])),
		feature(fTail, uint64(z.affix[1])),
		feature(fFirstClass, pair(uint64(d.classes[first]), min(n, 3))),
		feature(fLastClass, pair(uint64(d.classes[last-1]), min(n, 3))),
	)
	for i := first + 1; i < last-1; i++ {
		if d.pieces[i].form != mark {
			f = append(f, feature(fInside, d.pieces[i].hash))
		}
	}
	return f
}

// listing says what the lists say of the pieces as one name.
func (d *document) listing(first, last int32) listed { return d.entryOf(first, last).listed }

// entryOf returns what the gazetteer knows of the pieces as one name.
func (d *document) entryOf(first, last int32) entry {
	m := d.matches[first]
	if m.length == last-first {
		return m.entry
	}
	if m.length < last-first {
		return entry{company: -1}
	}
	if e := d.gazetteer.entries.Find(d.surface(first, last)); e != nil {
		return *e
	}
	return entry{company: -1}
}

// grams appends features of the runs of four bytes of a word.
func grams(f []uint32, word string) []uint32 {
	if len(word) < 4 || len(word) > 20 {
		return f
	}
	run := uint32('^')
	for i := range len(word) + 1 {
		c := byte('$')
		if i < len(word) {
			c = word[i] | 0x20
		}
		run = run<<8 | uint32(c)
		if i >= 2 {
			f = append(f, feature(fGram, uint64(run)))
		}
	}
	return f
}
