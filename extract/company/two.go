package company

import "slices"

// Of two companies "both" are meant, "the former" or "the latter".

// ofTwo returns the phrase "the former" or "the latter" at piece i, if it stands by
// itself and not before a noun.
func (d *document) ofTwo(i, end int32) (phrase, bool) {
	if i+1 >= end || d.pieces[i].hash != theHash {
		return phrase{}, false
	}
	word := d.phrases.Get(d.pieces[i+1].hash) & (firstOfTwo | lastOfTwo)
	if word == 0 || i+2 < end && !d.verbal(i+2) {
		return phrase{}, false
	}
	return phrase{first: i, noun: i + 1, word: word}, true
}

// verbal reports whether piece i is a verb or a mark, so that a phrase before it is
// whole.
func (d *document) verbal(i int32) bool {
	p := &d.pieces[i]
	return p.form == mark && d.word(i) != "-" || p.hash == possessiveHash || d.classes[i]&(deal|report) != 0 ||
		d.phrases.Get(p.hash)&between != 0
}

// both returns the two entities that sentence s has named, or the one before.
func (a *antecedents) both(s int32) []int32 {
	for back := s; back >= max(0, s-1); back-- {
		own := a.namedIn(back)
		if len(own) == 2 {
			return own
		}
		if len(own) > 0 {
			return nil
		}
	}
	return nil
}

// oneOfTwo returns the entity that "the former" or "the latter" of sentence s means: one
// of the two that were named last in one sentence.
func (a *antecedents) oneOfTwo(p phrase, s int32) []int32 {
	for back := s; back >= max(0, s-sentencesBack); back-- {
		switch named := a.namedIn(back); {
		case len(named) == 0:
		case len(named) == 1 && back == s:
		case p.word&lastOfTwo != 0 && len(named) > 1:
			return a.only(named[0])
		case len(named) == 2:
			return a.only(named[1])
		default:
			return nil
		}
	}
	return nil
}

// namedIn returns the distinct entities that sentence s has named so far.
func (a *antecedents) namedIn(s int32) []int32 {
	a.meant = a.meant[:0]
	for i := a.before - 1; i >= max(0, a.before-namesBack) && a.names[i].sentence >= s; i-- {
		if e := a.owners[i]; e >= 0 && a.names[i].sentence == s && !slices.Contains(a.meant, e) {
			a.meant = append(a.meant, e)
		}
	}
	return a.meant
}
