package company

import "slices"

// boundary stands for the word before the first and after the last of a
// sentence.
const boundary = 0x51ED270B

// hashAt returns the hash of piece i of the sentence with these bounds.
func (d *document) hashAt(i, first, end int32) uint64 {
	if i < first || i >= end {
		return boundary
	}
	return d.pieces[i].hash
}

func (d *document) classAt(i, first, end int32) class {
	if i < first || i >= end {
		return 0
	}
	return d.classes[i]
}

// contextClasses are those that matter around a name.
const contextClasses = legal | firm | trade | body | thing | site | rank | role | kind | stock | deal | report | near | date | givenName

// formAt returns the form of piece i, forms outside of the sentence.
func (d *document) formAt(i, first, end int32) uint64 {
	if i < first || i >= end {
		return uint64(forms)
	}
	return uint64(d.pieces[i].form)
}

// leftFeatures appends those of what stands before piece i, where spans begin.
func (d *document) leftFeatures(f []uint32, i int32) []uint32 {
	first, end := d.bounds(i)
	one, two := d.hashAt(i-1, first, end), d.hashAt(i-2, first, end)
	c := d.classAt(i-1, first, end) & contextClasses
	f = append(f,
		feature(fPrev, one),
		feature(fPrev2, two),
		feature(fPrevTwo, pair(one, two)),
		feature(fPrevForm, pair(d.formAt(i-1, first, end), d.formAt(i-2, first, end))),
		feature(fPrevClass, uint64(c)),
		feature(fOpens, d.opening(i)),
		feature(fSentence, uint64(min(d.sentence[i], 2))<<1|d.titled(i)),
		feature(fSource, d.isSource(i)),
	)
	for j := i - 1; j >= max(first, i-5); j-- {
		f = append(f, feature(fPrevBag, d.pieces[j].hash))
	}
	f = append(f, feature(fPrevClass2, uint64(d.classAt(i-2, first, end)&contextClasses)))
	for j := i - 1; j >= max(first, i-4); j-- {
		if c := d.classes[j] & (kind | role | rank | body | report); c != 0 && !d.pieces[j].named() {
			f = append(f, feature(fPrevClassBag, uint64(c)))
		}
	}
	if i > first && d.pieces[i-1].named() {
		f = append(f, feature(fPrevNamed, uint64(d.classes[i-1]&(givenName|familyName|dictionary|rank|legal|firm|trade))))
	}
	if i > first {
		f = append(f, feature(fPrevListed, uint64(d.matches[i-1].entry.listed)))
	}
	return f
}

// rightFeatures appends those of what stands after piece i, where spans end.
func (d *document) rightFeatures(f []uint32, i int32) []uint32 {
	first, end := d.bounds(i)
	one, two := d.hashAt(i+1, first, end), d.hashAt(i+2, first, end)
	c := d.classAt(i+1, first, end) & contextClasses
	f = append(f,
		feature(fNext, one),
		feature(fNext2, two),
		feature(fNextTwo, pair(one, two)),
		feature(fNextForm, pair(d.formAt(i+1, first, end), d.formAt(i+2, first, end))),
		feature(fNextClass, uint64(c)),
	)
	for j := i + 1; j < min(end, i+6); j++ {
		f = append(f, feature(fNextBag, d.pieces[j].hash))
	}
	f = append(f, feature(fNextClass2, uint64(d.classAt(i+2, first, end)&contextClasses)),
		feature(fApposition, d.apposition(i+1, end)))
	for j := i + 1; j < min(end, i+5); j++ {
		if c := d.classes[j] & (kind | role | stock | deal | report); c != 0 && !d.pieces[j].named() {
			f = append(f, feature(fNextClassBag, uint64(c)))
		}
	}
	if i+1 < end && d.pieces[i+1].named() {
		f = append(f, feature(fNextNamed, uint64(d.classes[i+1]&(familyName|dictionary|legal|firm|trade|body|site|thing))))
	}
	if d.possessive(i+1, end) {
		f = append(f, feature(fAfterPossessive, d.hashAt(i+2, first, end)),
			feature(fAfterPossessive, uint64(d.classAt(i+2, first, end)&contextClasses)|1<<40))
	}
	if i+1 < end {
		f = append(f, feature(fNextListed, uint64(d.matches[i+1].entry.listed)))
	}
	return f
}

// maxApposition is how many words from its article the noun of an apposition
// may stand.
const maxApposition = 8

// apposition returns what the apposition that begins at piece i, after a
// comma, calls the name: the first telling noun after an article.
func (d *document) apposition(i, end int32) uint64 {
	if i+2 >= end || d.pieces[i].form != mark || d.word(i) != "," {
		return 0
	}
	switch d.word(i + 1) {
	case "a", "an", "the":
	case "which", "who", "whose", "where", "based", "owned", "maker", "parent", "once", "part":
		return d.pieces[i+1].hash
	default:
		return 1
	}
	for j := i + 2; j < min(end, i+maxApposition); j++ {
		if d.pieces[j].form == mark && d.word(j) == "," {
			break
		}
		if c := d.classes[j] & (kind | role | body | site | thing | trade); c != 0 && d.pieces[j].form == lower {
			return pair(2, uint64(c))
		}
	}
	return 2
}

// possessive reports whether piece i is a possessive ending.
func (d *document) possessive(i, end int32) bool {
	return i < end && d.pieces[i].form == lower && !d.pieces[i].space && d.pieces[i].hash == possessiveHash
}

// bounds returns the first piece of the sentence of piece i, and its end.
func (d *document) bounds(i int32) (first, end int32) {
	s := d.sentence[i]
	return d.starts[s], d.starts[s+1]
}

// opening is 1 where a sentence or quotation begins at piece i.
func (d *document) opening(i int32) uint64 {
	if d.opens(i) {
		return 1
	}
	return 0
}

// titled is 1 where the sentence of piece i is in title case.
func (d *document) titled(i int32) uint64 {
	if d.text.Sentences[d.sentence[i]].TitleCase {
		return 1
	}
	return 0
}

func (d *document) isSource(i int32) uint64 {
	if slices.Contains(d.source, d.pieces[i].hash) {
		return 1
	}
	return 0
}
