package company

import "github.com/gigawire/gigawire/extract/company/segment"

// The second look weighs each span again, knowing what the first look made of
// the rest of the text: the same name elsewhere, the longer name that it
// shortens, the person whose surname it is, the other items of its list.

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
	sSurnameListed
	sTone
	sToneListed
	sPerson
	sPersonOwn
	sShortened
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

// noLevel is that of a probability that nothing is known of.
const noLevel = 8

// secondFeatures appends what the rest of the text says of a span.
func (d *document) secondFeatures(f []uint32, first, last int32, p segment.Scores) []uint32 {
	own := level(p[LabelCompany] + p[LabelOutlet])
	one := uint64(min(last-first, 2))
	listed := uint64(d.listing(first, last))
	if tags := d.speech(first, last, p); tags != 0 {
		f = append(f, feature(sSpeech, tags), feature(sSpeechListed, pair(tags, listed)))
	}
	f = append(f,
		feature(sBias, one),
		feature(sOwn, pair(own, one)),
		feature(sOwnListed, pair(own, listed)),
		feature(sTone, pair(d.tone, pair(own, one))),
		feature(sToneListed, pair(d.tone, pair(own, listed))),
		feature(sListLeft, d.listLeft(first)),
		feature(sListRight, d.listRight(last)),
	)
	f, same := d.sameFeatures(f, first, last, p)
	return d.partFeatures(f, first, last, same)
}

// sameFeatures appends what the text makes of the same words elsewhere, and
// returns how likely a company it finds them at best.
func (d *document) sameFeatures(f []uint32, first, last int32, p segment.Scores) ([]uint32, uint64) {
	name, other := p[LabelCompany]+p[LabelOutlet], p[LabelPerson]+p[LabelOther]
	surface := d.surface(first, last)
	evidence := d.evidences.of(evidenceKey(keySurface, surface))
	same, mean := uint64(noLevel), uint64(noLevel)
	if best, any := evidence.others(name); any {
		same = level(best)
	}
	if evidence.count > 1 {
		mean = level((evidence.total - name) / float32(evidence.count-1))
	}
	differs, _ := d.evidences.of(evidenceKey(keyElse, surface)).others(other)
	head := d.evidence(keyHead, surface)
	own, one := level(name), uint64(min(last-first, 2))
	plain := uint64(d.classes[first]&dictionary)<<2 | d.opening(first)<<1 | d.titled(first)
	return append(f,
		feature(sSame, pair(same, own)),
		feature(sSameMean, pair(mean, uint64(min(evidence.count, 4)))),
		feature(sSameElse, level(differs)),
		feature(sSameListed, pair(same, uint64(d.listing(first, last)))),
		feature(sSamePlain, pair(same, pair(plain, one))),
		feature(sHead, pair(head, own)),
		feature(sHeadPlain, pair(head, pair(plain, one))),
	), same
}

// partFeatures appends what the text makes of a longer name that ends in the
// word or has its letters as initials, or of the first word of a longer span.
func (d *document) partFeatures(f []uint32, first, last int32, same uint64) []uint32 {
	hash := d.pieces[first].hash
	if last-first > 1 {
		return append(f,
			feature(sShorter, d.evidence(keySurface, joinHash(0, hash))),
			feature(sShortened, d.shortened(first, last)),
		)
	}
	f = d.personFeatures(f, first, same)
	surname, initials := d.evidence(keySurname, hash), uint64(0)
	if d.pieces[first].form == caps {
		initials = d.evidence(keyInitials, hash)
	}
	return append(f,
		feature(sSurname, surname),
		feature(sSurnameOwn, pair(surname, same)),
		feature(sSurnameListed, pair(surname, uint64(d.listing(first, last)))),
		feature(sInitials, initials),
	)
}

// evidence returns the level of the highest probability with a key.
func (d *document) evidence(about, hash uint64) uint64 {
	return level(d.evidences.of(evidenceKey(about, hash)).best)
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
