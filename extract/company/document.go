package company

import (
	"github.com/gigawire/gigawire/extract/company/segment"
	"github.com/gigawire/gigawire/extract/sentence"
)

// document is a text on its way to entities. Its buffers are kept for the next
// text.
type document struct {
	*tables
	tagger                  tagger
	text                    *sentence.Text
	hint                    Hint
	source                  map[uint64]bool // hashes of the words of the newsroom's name
	known                   knownNames
	knownPieces             []piece
	pieces                  []piece
	classes                 []class
	sentence                []int32 // of each piece
	starts                  []int32 // first piece of each sentence, and the end of all
	matches                 []match // longest listed name from each piece
	words                   wordCounts
	zones                   []zone
	spans                   []segment.Span
	own                     []uint32 // features of one span
	leftScores, rightScores []segment.Scores
	evidences               evidences
	names                   []name
	best                    []float32
	from                    []int32
	startsName, endsName    []float32 // highest probability of a company that begins, or ends, at each piece
	lattice                 segment.Lattice
}

// match is the longest listed name that begins at a piece, 0 pieces if none.
type match struct {
	length int32
	entry  entry
}

// zone is a run of pieces that names may stand in, with its spans.
type zone struct {
	first, last        int32 // pieces
	spanFrom, spanUpTo int32
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
	d.count()
	d.matchAll()
	d.findZones()
	d.findSpans()
}

// classify looks every word up in the lexicon.
func (d *document) classify() {
	d.classes = d.classes[:0]
	for i := range d.pieces {
		c := class(0)
		if d.pieces[i].form != mark {
			c = d.lexicon[d.pieces[i].hash]
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
	if p.form == mark || p.form == lower && !d.lowerNames[p.hash] {
		return match{}
	}
	best := match{}
	end := d.starts[d.sentence[i]+1]
	sequence := uint64(0)
	for j := i; j < end; j++ {
		sequence = joinHash(sequence, d.pieces[j].hash)
		e, ok := d.gazetteer.entries[sequence]
		if !ok {
			break
		}
		if e.listed != 0 {
			best = match{j + 1 - i, e}
		}
		if !e.prefix {
			break
		}
	}
	return best
}

const (
	// maxZone bounds the pieces of a zone, maxSpan those of a name.
	maxZone = 40
	maxSpan = 11
)

// findZones sets the zones: from a piece that can begin a name as far as names
// can reach.
func (d *document) findZones() {
	d.zones = d.zones[:0]
	for s := range d.text.Sentences {
		for i, end := d.starts[s], d.starts[s+1]; i < end; {
			if !d.begins(i) {
				i++
				continue
			}
			last := i + 1
			for last < end && last-i < maxZone && (d.begins(last) || d.inside(last, end)) {
				last++
			}
			d.zones = append(d.zones, zone{first: i, last: last})
			i = last
		}
	}
}

// begins reports whether a name can begin at piece i.
func (d *document) begins(i int32) bool {
	p := &d.pieces[i]
	return p.named() || p.form == number && d.pieces[i].Len() < 5 || d.matches[i].length > 0 && p.form == lower ||
		p.form == lower && p.dotted
}

// inside reports whether piece i may stand inside or at the end of a name.
func (d *document) inside(i, end int32) bool {
	p := &d.pieces[i]
	switch p.form {
	case lower:
		return d.classes[i]&(join|tail) != 0 || !p.space || d.covered(i)
	case number:
		return true
	case mark:
		return d.joins(i, end)
	}
	return false
}

// covered reports whether a listed name that begins before piece i has it.
func (d *document) covered(i int32) bool {
	for j := i - 1; j >= 0 && j > i-6; j-- {
		if j+d.matches[j].length > i {
			return true
		}
	}
	return false
}

// joins reports whether the mark at piece i may stand inside of a name.
func (d *document) joins(i, end int32) bool {
	word := d.pieces[i].Of(d.text.Raw)
	switch word {
	case "&", "'", "’", "+", "-", "‑", "‐", "!", ".", "/", ")", "°":
		return true
	case ",":
		return i+1 < end && (d.classes[i+1]&legal != 0 || d.ampersandNear(i, end))
	case "(", "–":
		return i+2 < end && d.pieces[i+1].named()
	}
	return false
}

// ampersandNear reports whether the comma at piece i is one of a firm named
// after partners, as in Hobbs, Lister & Crane.
func (d *document) ampersandNear(i, end int32) bool {
	for j := i + 1; j < end && j < i+7; j++ {
		if d.pieces[j].form == mark && d.pieces[j].Of(d.text.Raw) == "&" {
			return true
		}
	}
	return false
}

// findSpans sets the candidate spans of each zone, sorted by their ends.
func (d *document) findSpans() {
	d.spans = d.spans[:0]
	for z := range d.zones {
		zone := &d.zones[z]
		zone.spanFrom = int32(len(d.spans))
		for last := zone.first + 1; last <= zone.last; last++ {
			if !d.ends(last-1, zone) {
				continue
			}
			for first := last - 1; first >= zone.first && last-first <= maxSpan; first-- {
				if d.begins(first) && d.candidate(first, last) {
					d.spans = append(d.spans, segment.Span{First: first - zone.first, Last: last - zone.first})
				}
			}
		}
		zone.spanUpTo = int32(len(d.spans))
	}
}

// ends reports whether a name can end with piece i.
func (d *document) ends(i int32, z *zone) bool {
	p := &d.pieces[i]
	switch p.form {
	case lower:
		return d.classes[i]&tail != 0 || !p.space && i > z.first || d.covered(i) || d.begins(i)
	case mark:
		switch p.Of(d.text.Raw) {
		case "'", "’", "+", "!", ")", "°":
			return i > z.first && (!p.space)
		case ".":
			return i > z.first && !p.space && (d.pieces[i-1].form == caps || d.pieces[i-1].form == lower)
		}
		return false
	}
	return true
}

// candidate reports whether the pieces may be a name, whose ends are known to
// do: brackets match, two small words do not meet unless listed, and no comma
// stands but before a legal form or between partners.
func (d *document) candidate(first, last int32) bool {
	if d.brands(first, last) {
		return false
	}
	open, named := 0, false
	for i := first; i < last; i++ {
		p := &d.pieces[i]
		named = named || p.named() || p.form == lower && i == first
		if p.form != mark {
			continue
		}
		switch p.Of(d.text.Raw) {
		case "(":
			open++
		case ")":
			open--
		}
		if open < 0 {
			return false
		}
	}
	return named && open == 0
}

// word returns the bytes of piece i.
func (d *document) word(i int32) string { return d.pieces[i].Of(d.text.Raw) }
