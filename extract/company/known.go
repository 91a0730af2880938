package company

import (
	"github.com/gigawire/gigawire/extract/fact"
)

// readKnown enters the names of known companies, their identity and the
// evidence that they are companies.
func (d *document) readKnown() {
	d.known.Reset(2 * len(d.hint.Known))
	for i := range d.hint.Known {
		e := &d.hint.Known[i]
		d.knownText.Reset(e.Name)
		d.knownPieces = appendPieces(d.knownPieces[:0], e.Name, d.knownText.Tokens)
		sequence := uint64(0)
		for j := range d.knownPieces {
			p := &d.knownPieces[j]
			sequence = joinHash(sequence, p.hash)
			if p.form != mark && d.lexicon.Get(p.hash)&join == 0 && d.known.Find(sequence) == nil {
				*d.known.At(sequence) = e
			}
		}
	}
}

// addKnown adds the evidence of the known companies to that of the text.
func (d *document) addKnown() {
	for hash, e := range d.known.All() {
		if !(*e).Outlet {
			d.evidences.add(evidenceKey(keySurface, hash), float32((*e).Confidence))
			d.evidences.add(evidenceKey(keyHead, hash), float32((*e).Confidence))
		}
	}
}

// knownCompany returns the known company that one of the names means.
func (d *document) knownCompany(names []int32) (fact.Company, bool) {
	for _, i := range names {
		first, last := d.core(d.names[i].first, d.names[i].last)
		if e := d.known.Get(d.surface(first, last)); e != nil {
			return e.Company, true
		}
	}
	return fact.Company{}, false
}

// readSource notes the words of the newsroom's name, which is often that of the
// text before.
func (d *document) readSource() {
	if d.hint.Source == d.sourceName {
		return
	}
	d.sourceName, d.source = d.hint.Source, d.source[:0]
	for _, token := range tokensOf(d.sourceName) {
		p := newPiece(d.sourceName, token.Span, false)
		if p.form != mark && p.form != lower {
			d.source = append(d.source, p.hash)
		}
	}
}
