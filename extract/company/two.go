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

// isPair reports whether the words from piece i to the noun j, such as "the pair", mean
// two companies: nothing is told of the two, and they are no things that have a price
// or a purpose ("€71 million the pair", "140 MW for the pair").
func (d *document) isPair(i, j, end int32) bool {
	if j > i+1 && (j > i+2 || d.pieces[i+1].hash != twoHash) || j+1 < end && !d.verbal(j+1) && d.phrases.Get(d.pieces[j+1].hash)&pairVerb == 0 {
		return false
	}
	if i == d.starts[d.sentence[i]] {
		return true
	}
	switch d.word(i - 1) {
	case "for", "million", "billion":
		return false
	}
	return d.pieces[i-1].form != number
}

// several returns the two entities that a phrase such as "the companies" of sentence s
// means. One that tells what they do most often means others ("the lenders"), unless
// they say something.
func (a *antecedents) several(p phrase, s int32) []int32 {
	next, plain := p.noun+1, p.word&anyNoun != 0 && p.noun == p.first+1
	if next < a.starts[s+1] && (a.relative(next) || !plain && a.classes[next]&report == 0) {
		return nil
	}
	return a.both(p, s)
}

// both returns the two entities that are named last before a phrase of sentence s, in one
// sentence: one of them may be named again since. A phrase that says that they are two
// may look further back, and in a sentence with more names at those side by side.
func (a *antecedents) both(p phrase, s int32) []int32 {
	again, reach := int32(-1), int32(1)
	if p.two {
		reach = sentencesBack
	}
	for back := s; back >= max(0, s-reach); back-- {
		own := a.namedIn(back)
		switch {
		case len(own) == 0, len(own) == 1 && own[0] == again:
		case len(own) == 1 && back == s:
			again = own[0]
		default:
			if len(own) > 2 && p.two {
				own = a.joinedIn(back)
			}
			if len(own) == 2 && (again < 0 || slices.Contains(own, again)) {
				return own
			}
			return nil
		}
	}
	return nil
}

// joinedIn returns the last two entities of sentence s that are named side by side, with
// no third: "Kestrel and Fjord".
func (a *antecedents) joinedIn(s int32) []int32 {
	a.meant = a.meant[:0]
	for i := a.before - 1; i >= max(1, a.before-namesBack) && a.names[i-1].sentence == s; i-- {
		if !a.conjoined(i-1, i) {
			continue
		}
		listed := i > 1 && a.names[i-2].last == a.names[i-1].first-1
		if one, other := a.owners[i-1], a.owners[i]; !listed && one >= 0 && other >= 0 && one != other {
			a.meant = append(a.meant, one, other)
		}
		break
	}
	return a.meant
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
