package company

import (
	"github.com/gigawire/gigawire/extract/company/segment"
	"github.com/gigawire/gigawire/extract/index"
	"github.com/gigawire/gigawire/extract/sentence"
)

// document is a text on its way to entities. Its buffers are kept for the next
// text.
type document struct {
	*tables
	tagger               tagger
	text                 *sentence.Text
	hint                 Hint
	sourceName           string
	source               []uint64             // hashes of the words of that name of the newsroom
	known                index.Table[*Entity] // by the hashes of names and their beginnings
	knownText            sentence.Text
	knownPieces          []piece
	pieces               []piece
	classes              []class
	sentence             []int32 // of each piece
	starts               []int32 // first piece of each sentence, and the end of all
	matches              []match // longest listed name from each piece
	words                index.Table[counts]
	tone                 uint64 // how much the text speaks of business
	toneHidden           bool
	zones                []zone
	spans                []segment.Span
	own                  []uint32 // features of one span
	lefts, rights        []side   // of each piece of a zone
	evidences            evidences
	names                []name
	best                 []float32
	from                 []int32
	startsName, endsName []float32 // highest probability of a company that begins, or ends, at each piece
	lattice              segment.Lattice
	forms                []nameForm
	formOf               []int32               // of each name
	cores                index.Table[int32]    // forms by their cores
	keys                 index.Table[int32]    // forms by what they share
	described            index.Table[struct{}] // entities with the nouns that the text calls them
	antecedents          antecedents
}

// match is the longest listed name that begins at a piece, 0 pieces if none.
type match struct {
	length int32
	entry  entry
}

// read sets the pieces of the text and what is known of each.
func (d *document) read(t *sentence.Text, h Hint) {
	d.text, d.hint = t, h
	d.readSource()
	d.readKnown()
	d.pieces, d.sentence, d.starts = d.pieces[:0], d.sentence[:0], d.starts[:0]
	for i, s := range t.Sentences {
		d.starts = append(d.starts, int32(len(d.pieces)))
		d.pieces = appendPieces(d.pieces, t.Raw, t.Tokens[s.First:s.Last])
		for len(d.sentence) < len(d.pieces) {
			d.sentence = append(d.sentence, int32(i))
		}
	}
	d.starts = append(d.starts, int32(len(d.pieces)))
	d.classify()
	d.calm()
	d.count()
	d.matchAll()
	d.countPersons()
	d.tone = d.toneOf()
	d.findZones()
	d.findSpans()
}

// classify looks every word up in the lexicon.
func (d *document) classify() {
	d.classes = d.classes[:0]
	for i := range d.pieces {
		c := class(0)
		if d.pieces[i].form != mark {
			c = d.lexicon.Get(d.pieces[i].hash)
		}
		d.classes = append(d.classes, c)
	}
}

// matchAll finds the longest listed name from each piece that has a capital or
// is listed as it is written.
func (d *document) matchAll() {
	d.matches = d.matches[:0]
	for i := range d.pieces {
		d.matches = append(d.matches, d.matchFrom(int32(i)))
	}
}

func (d *document) matchFrom(i int32) match {
	p := &d.pieces[i]
	if p.form == mark || p.form == lower && d.lowerNames.Find(p.hash) == nil {
		return match{}
	}
	best := match{}
	end := d.starts[d.sentence[i]+1]
	sequence := uint64(0)
	for j := i; j < end; j++ {
		sequence = joinHash(sequence, d.pieces[j].hash)
		e := d.gazetteer.entries.Find(sequence)
		if e == nil {
			break
		}
		if e.listed != 0 {
			best = match{j + 1 - i, *e}
		}
		if !e.prefix {
			break
		}
	}
	return best
}

// word returns the bytes of piece i.
func (d *document) word(i int32) string { return d.pieces[i].Of(d.text.Raw) }

// span returns where the pieces from first up to last stand.
func (d *document) span(first, last int32) sentence.Span {
	return sentence.Span{Start: d.pieces[first].Start, End: d.pieces[last-1].End}
}
