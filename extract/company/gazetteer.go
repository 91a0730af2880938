package company

import (
	"strings"

	"github.com/gigawire/gigawire/extract/index"
	"github.com/gigawire/gigawire/extract/sentence"
)

// listed is a set of what the lists say of a name.
type listed uint16

// What a name can be.
const (
	inCurated   listed = 1 << iota // a company, by hand
	inRegister                     // a company, by the register of securities
	inOutlets                      // a newsroom or newspaper
	inPlaces                       // a place
	inBodies                       // an agency, university, club, index, law …
	inProducts                     // a product, project, work or brand
	inPeople                       // a person
	short                          // an alias that needs its company near
	isCompany   = inCurated | inRegister
	isNoCompany = inPlaces | inBodies | inProducts | inPeople
)

// entry is what the gazetteer knows of a sequence of words.
type entry struct {
	listed  listed
	prefix  bool  // a longer name begins with it
	company int32 // index of the record, or -1
}

// gazetteer finds listed names by the hashes of their words.
type gazetteer struct {
	entries index.Table[entry]
	pieces  []piece // buffer while names are added
}

// join adds the hash of a word to that of the words before it, 0 at first.
func joinHash(sequence, word uint64) uint64 {
	sequence = (sequence ^ word) * 0x9E3779B97F4A7C15
	return sequence ^ sequence>>29
}

// add enters a name. The index of its record is -1 where it has none; an
// earlier record stays.
func (g *gazetteer) add(name string, l listed, record int32) {
	g.pieces = appendPieces(g.pieces[:0], name, tokensOf(name))
	sequence := uint64(0)
	for i := range g.pieces {
		sequence = joinHash(sequence, g.pieces[i].hash)
		e := g.entries.Find(sequence)
		if e == nil {
			e = g.entries.At(sequence)
			e.company = -1
		}
		if i < len(g.pieces)-1 {
			e.prefix = true
		} else {
			e.listed |= l
			if e.company < 0 {
				e.company = record
			}
		}
	}
}

// find returns what is known of a name, a company of -1 if nothing is.
func (g *gazetteer) find(name string) entry {
	g.pieces = appendPieces(g.pieces[:0], name, tokensOf(name))
	sequence := uint64(0)
	for i := range g.pieces {
		sequence = joinHash(sequence, g.pieces[i].hash)
	}
	if e := g.entries.Find(sequence); e != nil {
		return *e
	}
	return entry{company: -1}
}

// tokensOf divides a listed name as an article's words are divided.
func tokensOf(name string) []sentence.Token {
	if !strings.ContainsAny(name, " .,-'’&!/+()") {
		return []sentence.Token{{Span: sentence.Span{End: len(name)}, Shape: sentence.HasLetter}}
	}
	return sentence.Split(name).Tokens
}
