package company

// A person is named in full once and by the surname from there on; a company by
// the beginning of its name. So a full name says what the short one is.

// persons are how often a word stands in a text as part of a person's name.
type persons struct {
	surname uint16 // after a given name
	given   uint16 // before a surname
	ranked  uint16 // after what stands before a person's name
}

// countPersons notes the words of the full names of persons.
func (d *document) countPersons() {
	for i := range d.pieces {
		d.countPerson(int32(i))
	}
}

func (d *document) countPerson(i int32) {
	_, end := d.bounds(i)
	if d.classes[i]&rank != 0 && i+1 < end && d.pieces[i+1].form == title {
		d.words.At(d.pieces[i+1].hash).ranked++
	}
	last := d.surnameFrom(i, end)
	if last == 0 {
		return
	}
	d.words.At(d.pieces[i].hash).given++
	d.words.At(d.pieces[last].hash).surname++
}

// maxBetween is how many words may stand between a given name and its surname:
// initials, and particles.
const maxBetween = 2

// surnameFrom returns the surname of the person whose full name begins at piece
// i, 0 if none does: it begins with a given name, or says after a comma what the
// person is.
func (d *document) surnameFrom(i, end int32) int32 {
	if !d.personal(i) || d.classes[i]&dictionary != 0 && d.opening(i) == 1 || d.matches[i].length > 1 {
		return 0
	}
	last := i
	for j := i + 1; j < end && j <= i+1+maxBetween && (d.personal(j) || d.pieces[j].form == capital); j++ {
		if d.classes[j]&(legal|firm|trade|body|site|thing) != 0 {
			return 0
		}
		last = j
	}
	if last == i || d.pieces[last].form == capital || d.classes[i]&givenName == 0 && !d.postAfter(last+1, end) {
		return 0
	}
	return last
}

// maxPost is how many words from its comma a post may stand, as in ", the
// company's chief operating officer".
const maxPost = 5

// postAfter reports whether the apposition that begins at piece i is of a
// person.
func (d *document) postAfter(i, end int32) bool {
	if i >= end || d.word(i) != "," {
		return false
	}
	for j := i + 1; j < min(end, i+1+maxPost); j++ {
		switch d.word(j) {
		case ",", "whose", "which", "where":
			return false
		}
		if d.classes[j]&(rank|post) != 0 {
			return true
		}
	}
	return false
}

// personal reports whether piece i looks like a word of a person's name.
func (d *document) personal(i int32) bool {
	f := d.pieces[i].form
	return f == title || f == mixed
}

// personFeatures appends what names of persons have the word at piece i, which
// is a name alone.
func (d *document) personFeatures(f []uint32, i int32, same uint64) []uint32 {
	c := d.words.Get(d.pieces[i].hash)
	as := uint64(min(c.surname, 2))<<4 | uint64(min(c.given, 2))<<2 | uint64(min(c.ranked, 2))
	return append(f,
		feature(sPerson, pair(as, uint64(d.listing(i, i+1)))),
		feature(sPersonOwn, pair(as, same)),
	)
}

// shortened tells by which of its words a longer name is repeated: persons are
// by their last, companies by their first.
func (d *document) shortened(first, last int32) uint64 {
	a, z := d.words.Get(d.pieces[first].hash), d.words.Get(d.pieces[last-1].hash)
	return uint64(min(last-first, 4))<<8 | repeated(a.large, z.large)
}

// repeated compares how often the ends of a name stand in the text.
func repeated(a, z uint16) uint64 {
	switch {
	case a > z+1:
		return 1
	case a > z:
		return 2
	case z > a+1:
		return 3
	case z > a:
		return 4
	}
	return 0
}
