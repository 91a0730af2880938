package company

import (
	"github.com/gigawire/gigawire/extract/company/segment"
	"github.com/gigawire/gigawire/extract/index"
)

// evidence is what the spans that share a key say.
type evidence struct {
	// best and next are the two highest probabilities, so that a span can ask
	// for the highest of all others; total is the sum, count how many.
	best, next, total float32
	count             int32
}

// evidences has the evidence of each key of one text.
type evidences struct{ index.Table[evidence] }

func (e *evidences) of(key uint64) evidence { return e.Get(key | 1) }

func (e *evidences) add(key uint64, p float32) {
	s := e.At(key | 1)
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
func (s evidence) others(own float32) (best float32, any bool) {
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
	d.evidences.Reset(2 * (len(d.spans) + d.known.Len()))
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
	if p[LabelPerson] >= floor && (last-first > 1 || d.ranked(first)) {
		d.evidences.add(evidenceKey(keySurname, d.pieces[last-1].hash), p[LabelPerson])
	}
	if last-first < 2 || name < floor {
		return
	}
	sequence := uint64(0)
	for i := first; i < last-1; i++ {
		sequence = joinHash(sequence, d.pieces[i].hash)
		d.evidences.add(evidenceKey(keyHead, sequence), name)
	}
	d.evidences.add(evidenceKey(keyInitials, d.initials(first, last)), name)
}

// ranked reports whether what stands before a person's name stands before piece i.
func (d *document) ranked(i int32) bool {
	low, end := d.bounds(i)
	return d.classAt(i-1, low, end)&(rank|honorific) != 0
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
