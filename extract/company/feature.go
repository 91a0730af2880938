package company

// A feature is the hash of what it is about (its template) and its value.

// template numbers what features are about. New ones are added at the end of
// the list so that the others keep their hashes.
type template uint32

// feature returns the hash of a template and a value.
func feature(t template, value uint64) uint32 {
	h := (value ^ uint64(t)*0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93
	return uint32(h >> 32)
}

// pair returns the hash of two values in order.
func pair(a, b uint64) uint64 {
	return (a*0x9E3779B97F4A7C15 ^ b) * 0xC2B2AE3D27D4EB4F
}

const (
	fBias template = iota + 1
	fPrev
	fPrev2
	fPrevTwo
	fPrevForm
	fPrevClass
	fPrevBag
	fPrevClassBag
	fPrevNamed
	fOpens
	fSentence
	fNext
	fNext2
	fNextTwo
	fNextForm
	fNextClass
	fNextBag
	fNextClassBag
	fNextNamed
	fAfterPossessive
	fCloses
	fSurface
	fExact
	fFirst
	fLast
	fFirstLength
	fLastLength
	fInside
	fForms
	fFormsOpens
	fHead
	fTail
	fFirstClass
	fLastClass
	fClasses
	fListed
	fListedOpens
	fCovered
	fLongerListed
	fPartListed
	fPrevXNext
	fPrevXListed
	fNextXListed
	fPrevClassXNextClass
	fCount
	fSmall
	fLarge
	fDictionary
	fPerson
	fSource
	fAround
	fQuoted
	fPrevListed
	fNextListed
	fSentenceCue
	fFirstTwo
	fLastTwo
	fBrackets
	fLegalAfter
	fPrevClassXForms
	fNextClassXForms
	fTicker
	fGram
	fApposition
	fPrevKind
	fPrevClass2
	fNextClass2
	fWhole
	fAllSource
	fListedNext
	fBrandRest
)

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
	if d.source[d.pieces[i].hash] {
		return 1
	}
	return 0
}

// ownFeatures appends those of the pieces first to last-1 themselves.
func (d *document) ownFeatures(f []uint32, first, last int32) []uint32 {
	n := uint64(last - first)
	surface, exact, shapes := uint64(0), uint64(0), uint64(1)
	var all, any class
	all = ^all
	words, plain := uint64(0), uint64(0)
	previous := forms
	for i := first; i < last; i++ {
		p := &d.pieces[i]
		surface = joinHash(surface, p.hash)
		exact = joinHash(exact, p.exact)
		if p.form != previous || i < first+3 {
			shapes = shapes*uint64(forms) + uint64(p.form)
		}
		previous = p.form
		if p.form == mark {
			continue
		}
		words++
		all, any = all&d.classes[i], any|d.classes[i]
		if d.classes[i]&dictionary != 0 {
			plain++
		}
		if i > first && i < last-1 {
			f = append(f, feature(fInside, p.hash))
		}
	}
	a, z := &d.pieces[first], &d.pieces[last-1]
	ca, cz := d.classes[first], d.classes[last-1]
	opens, titled := d.opening(first), d.titled(first)
	place := opens | titled<<1
	l := d.listing(first, last)
	low, end := d.bounds(first)
	prev, next := d.hashAt(first-1, low, end), d.hashAt(last, low, end)
	prevClass, nextClass := uint64(d.classAt(first-1, low, end)&contextClasses), uint64(d.classAt(last, low, end)&contextClasses)
	f = append(f,
		feature(fBias, min(n, 6)),
		feature(fSurface, surface),
		feature(fExact, exact),
		feature(fFirst, pair(a.hash, min(n, 2))),
		feature(fLast, pair(z.hash, min(n, 2))),
		feature(fForms, shapes),
		feature(fFormsOpens, pair(shapes, place)),
		feature(fHead, uint64(a.affix[0])),
		feature(fTail, uint64(z.affix[1])),
		feature(fFirstClass, pair(uint64(ca), min(n, 3))),
		feature(fLastClass, pair(uint64(cz), min(n, 3))),
		feature(fClasses, pair(uint64(all), min(words, 3))),
		feature(fListed, uint64(l)),
		feature(fListedOpens, pair(uint64(l), place)),
		feature(fPrevXNext, pair(prev, next)),
		feature(fPrevXListed, pair(prev, uint64(l))),
		feature(fNextXListed, pair(next, uint64(l))),
		feature(fPrevClassXNextClass, pair(prevClass, nextClass)),
		feature(fWhole, pair(d.alone(first, last), uint64(l)<<2|min(plain, 3))),
		feature(fDictionary, pair(plain<<8|words, place)),
		feature(fPrevClassXForms, pair(prevClass, shapes)),
		feature(fNextClassXForms, pair(nextClass, shapes)),
	)
	f = d.repetition(f, first, last, place)
	if l != 0 && last < end {
		f = append(f, feature(fListedNext, pair(uint64(l), pair(d.formAt(last, low, end), uint64(d.matches[last].entry.listed)))))
	}
	if d.isSource(first) == 1 && d.isSource(last-1) == 1 {
		f = append(f, feature(fAllSource, pair(min(n, 2), prevClass|nextClass<<32)), feature(fAllSource, n))
	}
	if last-first == 1 {
		f = grams(f, d.word(first))
	}
	f = d.neighbours(f, first, last, l)
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
	if e, ok := d.gazetteer.entries[d.surface(first, last)]; ok {
		return e
	}
	return entry{company: -1}
}

// alone tells whether the pieces make up their sentence but for marks and
// numbers, as the heads of items do: 1 with a full stop after them, 2 without.
func (d *document) alone(first, last int32) uint64 {
	low, end := d.bounds(first)
	for i := low; i < first; i++ {
		if d.pieces[i].form != mark && d.pieces[i].form != number {
			return 0
		}
	}
	for i := last; i < end; i++ {
		if d.pieces[i].form != mark {
			return 0
		}
	}
	if last < end {
		return 1
	}
	return 2
}

// repetition appends features of how the text writes the words elsewhere.
func (d *document) repetition(f []uint32, first, last int32, place uint64) []uint32 {
	c := d.words.slot(d.pieces[first].hash)
	small, large := uint64(min(c.small, 2)), uint64(min(c.large, 3))
	f = append(f, feature(fSmall, pair(small<<4|large, place)))
	if last-first == 1 {
		plain := uint64(d.classes[first] & (dictionary | givenName | familyName))
		f = append(f, feature(fLarge, pair(small<<4|large, pair(plain, place))))
	}
	return f
}

// neighbours appends features of listed names that the span cuts or holds, and
// of capitals that it leaves out on either side.
func (d *document) neighbours(f []uint32, first, last int32, l listed) []uint32 {
	low, end := d.bounds(first)
	if m := d.matches[first]; m.length > last-first {
		f = append(f, feature(fLongerListed, uint64(m.entry.listed)))
	} else if m.length > 0 && m.length < last-first {
		rest := first + m.length
		f = append(f,
			feature(fPartListed, uint64(m.entry.listed)),
			feature(fBrandRest, pair(uint64(m.entry.listed), pair(uint64(d.pieces[rest].form), uint64(d.matches[rest].entry.listed|listed(min(last-rest, 3))<<12)))))
	}
	for i := max(low, first-4); i < first; i++ {
		if i+d.matches[i].length > first {
			f = append(f, feature(fCovered, uint64(d.matches[i].entry.listed)))
		}
	}
	left, right := uint64(0), uint64(0)
	if first > low && d.pieces[first-1].named() {
		left = 1
	}
	if last < end && d.pieces[last].named() {
		right = 1 + uint64(d.classes[last]&legal)<<1
	}
	person := uint64(d.classes[first]&(givenName|familyName)) | uint64(d.classes[last-1]&(givenName|familyName|firm|trade|legal))<<32
	return append(f,
		feature(fAround, left<<32|right),
		feature(fPerson, pair(person, min(uint64(last-first), 3))),
		feature(fBrackets, pair(left<<32|right, uint64(l))),
	)
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
