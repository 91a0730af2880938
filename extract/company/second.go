package company

import "github.com/gigawire/gigawire/extract/company/segment"

// The second look weighs each span again, knowing what the first look made of
// the rest of the text: the same name elsewhere, the longer name that it
// shortens, the person whose surname it is, the other items of its list.

// evidence is what the spans that share a key say.
type evidence struct {
	key uint64
	// best and next are the two highest probabilities, so that a span can ask
	// for the highest of all others; total is the sum, count how many.
	best, next, total float32
	count             int32
}

// evidences is a hash table of one text, kept for the next.
type evidences struct {
	slots []evidence
	mask  uint64
}

func (e *evidences) reset(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	if cap(e.slots) < size {
		e.slots = make([]evidence, size)
	} else {
		e.slots = e.slots[:size]
		clear(e.slots)
	}
	e.mask = uint64(size - 1)
}

func (e *evidences) find(key uint64) *evidence {
	key |= 1
	for i := key >> 20; ; i++ {
		s := &e.slots[i&e.mask]
		if s.key == key || s.key == 0 {
			return s
		}
	}
}

func (e *evidences) add(key uint64, p float32) {
	s := e.find(key)
	s.key = key | 1
	s.count++
	s.total += p
	if p > s.best {
		s.best, s.next = p, s.best
	} else {
		s.next = max(s.next, p)
	}
}

// others returns the highest probability of the other spans with the key, and
// whether there are any, given that of the span that asks.
func (s *evidence) others(own float32) (best float32, any bool) {
	if own >= s.best {
		return s.next, s.count > 1
	}
	return s.best, s.count > 0
}

// What a key of evidence is about.
const (
	keySurface  = iota + 1 // a company of that name
	keyHead                // a company whose longer name begins so
	keySurname             // a person whose name ends so
	keyElse                // a person or thing of that name
	keyInitials            // a company with these initials
)

func evidenceKey(about uint64, hash uint64) uint64 { return pair(about, hash) }

// floor is the probability below which a span says nothing.
const floor = 0.02

// gather collects the evidence of all spans after the first look.
func (d *document) gather() {
	d.evidences.reset(6*len(d.spans) + 4*len(d.known))
	d.addKnown()
	d.startsName, d.endsName = d.startsName[:0], d.endsName[:0]
	for range d.pieces {
		d.startsName, d.endsName = append(d.startsName, 0), append(d.endsName, 0)
	}
	for _, z := range d.zones {
		for _, s := range d.spans[z.spanFrom:z.spanUpTo] {
			d.gatherSpan(z.first+s.First, z.first+s.Last, s.P)
		}
	}
}

func (d *document) gatherSpan(first, last int32, p segment.Scores) {
	name := p[LabelCompany] + p[LabelOutlet]
	other := p[LabelPerson] + p[LabelOther]
	if name < floor && other < floor {
		return
	}
	surface := d.surface(first, last)
	d.evidences.add(evidenceKey(keySurface, surface), name)
	d.evidences.add(evidenceKey(keyElse, surface), other)
	d.startsName[first] = max(d.startsName[first], name)
	d.endsName[last-1] = max(d.endsName[last-1], name)
	if last-first < 2 {
		return
	}
	if p[LabelPerson] >= floor {
		d.evidences.add(evidenceKey(keySurname, d.pieces[last-1].hash), p[LabelPerson])
	}
	if name < floor {
		return
	}
	sequence := uint64(0)
	for i := first; i < last-1; i++ {
		sequence = joinHash(sequence, d.pieces[i].hash)
		d.evidences.add(evidenceKey(keyHead, sequence), name)
	}
	d.evidences.add(evidenceKey(keyInitials, d.initials(first, last)), name)
}

// surface returns the hash of the pieces in small letters.
func (d *document) surface(first, last int32) uint64 {
	sequence := uint64(0)
	for i := first; i < last; i++ {
		sequence = joinHash(sequence, d.pieces[i].hash)
	}
	return sequence
}

// initials returns the hash of the word made of the capitals of the pieces,
// legal forms left out.
func (d *document) initials(first, last int32) uint64 {
	hash := uint64(hashOffset)
	for i := first; i < last; i++ {
		p := &d.pieces[i]
		if !p.named() || d.classes[i]&legal != 0 {
			continue
		}
		hash = (hash ^ uint64(d.text.Raw[p.Start]|0x20)) * hashPrime
	}
	return hash
}

const (
	sBias template = iota + 100
	sOwn
	sSame
	sSameMean
	sSameElse
	sHead
	sSurname
	sShorter
	sInitials
	sListLeft
	sListRight
	sSameListed
	sSamePlain
	sHeadPlain
	sOwnListed
	sSurnameOwn
	sSpeech
	sSpeechListed
)

// level sorts a probability into one of eight.
func level(p float32) uint64 {
	switch {
	case p < 0.02:
		return 0
	case p < 0.1:
		return 1
	case p < 0.25:
		return 2
	case p < 0.5:
		return 3
	case p < 0.75:
		return 4
	case p < 0.9:
		return 5
	case p < 0.97:
		return 6
	}
	return 7
}

// secondFeatures appends what the rest of the text says of a span.
func (d *document) secondFeatures(f []uint32, first, last int32, p segment.Scores) []uint32 {
	name, other := p[LabelCompany]+p[LabelOutlet], p[LabelPerson]+p[LabelOther]
	surface := d.surface(first, last)
	same := d.evidences.find(evidenceKey(keySurface, surface))
	best, any := same.others(name)
	sameLevel := level(best)
	if !any {
		sameLevel = 8
	}
	mean := uint64(8)
	if same.count > 1 {
		mean = level((same.total - name) / float32(same.count-1))
	}
	differs, _ := d.evidences.find(evidenceKey(keyElse, surface)).others(other)
	head := level(d.evidences.find(evidenceKey(keyHead, surface)).best)
	one := min(last-first, 2)
	var surname, initials, shorter uint64
	if one == 1 {
		surname = level(d.evidences.find(evidenceKey(keySurname, d.pieces[first].hash)).best)
		if d.pieces[first].form == caps {
			initials = level(d.evidences.find(evidenceKey(keyInitials, d.pieces[first].hash)).best)
		}
	} else {
		shorter = level(d.evidences.find(evidenceKey(keySurface, joinHash(0, d.pieces[first].hash))).best)
	}
	if tags := d.speech(first, last, p); tags != 0 {
		f = append(f, feature(sSpeech, tags), feature(sSpeechListed, pair(tags, uint64(d.listing(first, last)))))
	}
	own := level(name)
	plain := uint64(d.classes[first]&dictionary)<<2 | d.opening(first)<<1 | d.titled(first)
	return append(f,
		feature(sBias, uint64(one)),
		feature(sOwn, pair(own, uint64(one))),
		feature(sSame, pair(sameLevel, own)),
		feature(sSameMean, pair(mean, uint64(min(same.count, 4)))),
		feature(sSameElse, level(differs)),
		feature(sHead, pair(head, own)),
		feature(sSurname, surname),
		feature(sSurnameOwn, pair(surname, sameLevel)),
		feature(sShorter, pair(shorter, uint64(one))),
		feature(sInitials, initials),
		feature(sListLeft, d.listLeft(first)),
		feature(sListRight, d.listRight(last)),
		feature(sSameListed, pair(sameLevel, uint64(d.listing(first, last)))),
		feature(sOwnListed, pair(own, uint64(d.listing(first, last)))),
		feature(sSamePlain, pair(sameLevel, pair(plain, uint64(one)))),
		feature(sHeadPlain, pair(head, pair(plain, uint64(one)))),
	)
}

// listLeft tells how likely the item before piece i in a list is a company.
func (d *document) listLeft(i int32) uint64 {
	low, _ := d.bounds(i)
	j := i - 1
	for n := 0; j >= low && n < 2 && d.joinsList(j); n++ {
		j--
	}
	if j < low || j == i-1 {
		return 9
	}
	return level(d.endsName[j])
}

// listRight tells how likely the item that follows piece last-1 in a list is a
// company.
func (d *document) listRight(last int32) uint64 {
	_, end := d.bounds(last - 1)
	j := last
	for n := 0; j < end && n < 2 && d.joinsList(j); n++ {
		j++
	}
	if j >= end || j == last {
		return 9
	}
	return level(d.startsName[j])
}

// joinsList reports whether piece i stands between the items of a list.
func (d *document) joinsList(i int32) bool {
	switch d.pieces[i].Of(d.text.Raw) {
	case ",", "and", "or", "&", "/", "with", ";":
		return true
	}
	return false
}
