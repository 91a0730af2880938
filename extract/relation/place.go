package relation

import (
	"cmp"
	"strings"

	"github.com/gigawire/gigawire/extract/linear"
)

// Where a site is a project and not itself the place, the text often says both:
// "Project Rainier in New Carlisle, Indiana". The place is what stands beside
// the site, else what the number itself is tied to.

// placeOf returns the place of quantity q, whose site was just chosen: empty
// where the site is the place, or none is said.
func (d *decoder) placeOf(q int, site string) string {
	if site == "" {
		return d.placeAround(q)
	}
	key := strings.ToLower(site)
	for _, s := range d.site.spans {
		if !strings.EqualFold(s.Of(d.text.Raw), site) {
			continue
		}
		if d.isPlace(s) {
			return ""
		}
		if place := cmp.Or(d.placeBeside(s), d.placeBefore(s)); place != "" {
			d.setPlace(key, place)
			return place
		}
	}
	if place := d.placeAround(q); place != "" {
		return place
	}
	return d.placesOf[key]
}

// setPlace remembers the place of a site for what the text says of it later.
func (d *decoder) setPlace(site, place string) {
	if d.placesOf == nil {
		d.placesOf = map[string]string{}
	}
	d.placesOf[site] = place
}

// isPlace reports whether a site is itself a place: its name is, it stands after
// "in", or the name of a region follows.
func (d *decoder) isPlace(s siteSpan) bool {
	p, name := &d.tables.places, s.Of(d.text.Raw)
	if d.geographic(name) {
		return true
	}
	if p.anyOf(p.site, name) {
		return false
	}
	items := d.items(s.in)
	before := s.first - 1
	if before >= 0 && items[before].word == theWord {
		before--
	}
	return before >= 0 && p.sure[items[before].word] || d.region(s.in, s.last) > s.last
}

// maxSiteWords is how many words such as "wind farm" may follow the name of a
// site.
const maxSiteWords = 3

// placeBeside returns the place that stands right after a site: after "in", a
// comma or a bracket.
func (d *decoder) placeBeside(s siteSpan) string {
	items, i := d.items(s.in), s.last
	for i < min(len(items), s.last+maxSiteWords) && d.tables.places.site[items[i].word] {
		i++
	}
	apart := i < len(items) && (items[i].word == commaWord || items[i].word == bracketWord)
	if apart {
		i++
	}
	if i >= len(items) {
		return ""
	}
	if place := d.placeAfter(s.in, i, true); place != "" || !apart {
		return place
	}
	return d.placeFrom(s.in, i, false)
}

// maxPlaceItems is how many items a place has at most, with the word before it.
const maxPlaceItems = 7

// placeBefore returns the place that ends right before a site, with a mark or a
// word of naming between them: "in Ohio, called Project Alder".
func (d *decoder) placeBefore(s siteSpan) string {
	items, end := d.items(s.in), s.first
	for end > 0 && d.introduces(items, end-1) {
		end--
	}
	if end == s.first || end == 0 {
		return ""
	}
	upTo := d.text.Raw[:items[end-1].End]
	for i := end - 2; i >= max(0, end-maxPlaceItems); i-- {
		if place := d.placeAfter(s.in, i, false); place != "" && strings.HasSuffix(upTo, place) {
			return place
		}
	}
	return ""
}

// introduces reports whether item i may stand between a place and the name of
// what is there.
func (d *decoder) introduces(items []item, i int) bool {
	return d.tables.grammar.is(items, i, "comma") || d.tables.grammar.is(items, i, "break") || d.tables.places.naming[items[i].word]
}

// placeReach is how far from a number its place may stand, in items.
const placeReach = 12

// placeAround returns the place that stands after quantity q, or before it, in
// the same clause.
func (d *decoder) placeAround(q int) string {
	items, at := d.at(q)
	k := d.quantities[q].Sentence
	for i := at + 1; i < min(len(items), at+placeReach) && !d.parts(items, i) && !d.tables.words.relative[items[i].word]; i++ {
		if place := d.placeAfter(k, i, false); place != "" {
			return place
		}
	}
	for i := at - 1; i >= max(0, at-placeReach) && !d.parts(items, i) && !d.tables.grammar.is(items, i, "conjunction"); i-- {
		if place := d.placeAfter(k, i, false); place != "" && !d.taken(items, i) {
			return place
		}
	}
	return ""
}

// taken reports whether the place that follows item i is that of a number before
// it, or of a seat: "2 GW in Texas", "based in Texas".
func (d *decoder) taken(items []item, i int) bool {
	if i > 0 && items[i-1].word == basedWord {
		return true
	}
	for k := i - 1; k >= max(0, i-placeReach) && !d.tables.grammar.is(items, k, "break"); k-- {
		if items[k].kind == isQuantity {
			return true
		}
	}
	return false
}

// parts reports whether item i separates what is said of one number from what is
// said of another.
func (d *decoder) parts(items []item, i int) bool {
	return items[i].kind == isQuantity || d.tables.grammar.is(items, i, "break")
}

// The hashes of words around places.
var (
	theWord, basedWord = linear.HashString("the"), linear.HashString("based")
	andWord, orWord    = linear.HashString("and"), linear.HashString("or")
)
