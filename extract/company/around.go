package company

// placeFeatures appends those of what stands on both sides, and of either side
// with what the span is.
func (d *document) placeFeatures(f []uint32, first, last int32, shapes uint64, l listed) []uint32 {
	low, end := d.bounds(first)
	prev, next := d.hashAt(first-1, low, end), d.hashAt(last, low, end)
	prevClass := uint64(d.classAt(first-1, low, end) & contextClasses)
	nextClass := uint64(d.classAt(last, low, end) & contextClasses)
	f = append(f,
		feature(fPrevXNext, pair(prev, next)),
		feature(fPrevXListed, pair(prev, uint64(l))),
		feature(fNextXListed, pair(next, uint64(l))),
		feature(fPrevClassXNextClass, pair(prevClass, nextClass)),
		feature(fPrevClassXForms, pair(prevClass, shapes)),
		feature(fNextClassXForms, pair(nextClass, shapes)),
	)
	if l != 0 && last < end {
		f = append(f, feature(fListedNext, pair(uint64(l), pair(d.formAt(last, low, end), uint64(d.matches[last].entry.listed)))))
	}
	return f
}

// sourceFeatures appends those of a span that repeats the newsroom's name.
func (d *document) sourceFeatures(f []uint32, first, last int32) []uint32 {
	if d.isSource(first) == 0 || d.isSource(last-1) == 0 {
		return f
	}
	low, end := d.bounds(first)
	n := uint64(last - first)
	around := uint64(d.classAt(first-1, low, end)&contextClasses) | uint64(d.classAt(last, low, end)&contextClasses)<<32
	return append(f, feature(fAllSource, pair(min(n, 2), around)), feature(fAllSource, n))
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
	c := d.words.Get(d.pieces[first].hash)
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
