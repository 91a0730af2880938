package relation

import (
	"strings"

	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/sentence"
)

// placeAfter returns the place that follows item i of sentence k, if that is a
// word that places stand after. Beside a site its name may be unknown.
func (d *decoder) placeAfter(k, i int, beside bool) string {
	p, w := &d.tables.places, d.items(k)[i].word
	switch {
	case p.sure[w]:
		return d.placeFrom(k, i+1, beside)
	case p.unsure[w]:
		return d.placeFrom(k, i+1, false)
	case p.on[w]:
		if place := d.placeFrom(k, i+1, false); p.last[lowerHash(lastWord(place))] {
			return place
		}
	}
	return ""
}

// placeFrom returns the place whose name begins at item i of sentence k, with the
// regions that follow; none where it is one of several.
func (d *decoder) placeFrom(k, i int, unknown bool) string {
	items, p := d.items(k), &d.tables.places
	if i < len(items) && items[i].word == theWord {
		i++
	}
	first := i
	for i < len(items) && !items[i].capital && p.side[items[i].word] {
		i++
	}
	s, ok := d.nameAt(k, i)
	if !ok {
		return ""
	}
	name, end := s.Of(d.text.Raw), d.region(k, s.last)
	known := end > s.last || d.geographic(name)
	if !known && (!unknown || p.anyOf(p.site, name)) || d.placeGoesOn(k, end) {
		return ""
	}
	return sentence.Span{Start: items[first].Start, End: items[end-1].End}.Of(d.text.Raw)
}

// nameAt returns the name that begins at item i of sentence k.
func (d *decoder) nameAt(k, i int) (siteSpan, bool) {
	for _, s := range d.names(k) {
		if s.first == i {
			return s, true
		}
	}
	return siteSpan{}, false
}

// region returns the item after the regions that stand from item i of sentence k
// on, each after a comma: i where none does.
func (d *decoder) region(k, i int) int {
	items := d.items(k)
	for i+1 < len(items) && items[i].word == commaWord {
		s, ok := d.nameAt(k, i+1)
		if !ok || !d.tables.places.isRegion(s.Of(d.text.Raw)) {
			break
		}
		i = s.last
	}
	return i
}

// placeGoesOn reports whether what ends before item i is no place by itself:
// another follows ("in Ohio and Texas"), or a number ("at US 6.9 cents").
func (d *decoder) placeGoesOn(k, i int) bool {
	items := d.items(k)
	if i >= len(items) {
		return false
	}
	switch items[i].word {
	case numberWord:
		return true
	case commaWord, andWord, orWord:
		s, ok := d.nameAt(k, i+1)
		return ok && d.geographic(s.Of(d.text.Raw))
	}
	return items[i].kind == isQuantity && d.quantities[items[i].index].Kind == quantity.Money
}

// geographic reports whether a name is listed as that of a place, or made as such
// names are: "Licking County", "West Texas".
func (d *decoder) geographic(name string) bool {
	p := &d.tables.places
	if p.isRegion(name) || d.tables.names.place(name) {
		return true
	}
	first, rest, more := strings.Cut(name, " ")
	return more && (p.last[lowerHash(lastWord(name))] || p.side[lowerHash(first)] && d.geographic(rest))
}

// isRegion reports whether a name is that of a region, which may end with the
// full stop of an abbreviation.
func (p *placeWords) isRegion(name string) bool {
	return p.region[lowerHash(strings.TrimSuffix(name, "."))]
}

func lastWord(name string) string { return name[strings.LastIndexByte(name, ' ')+1:] }

// lowerHash returns the hash of a name in small letters.
func lowerHash(name string) uint64 {
	hash, _, _ := hashWord(name)
	return hash
}
