package company

import "strings"

// zone is a run of pieces that names may stand in, with its spans.
type zone struct {
	first, last        int32 // pieces
	spanFrom, spanUpTo int32
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
		p.form == lower && p.dotted && !addressed(d.word(i))
}

// addressed reports whether a word is an address on the web and not the name of
// a site, such as booking.com.
func addressed(word string) bool { return strings.Count(word, ".") > 1 }

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
