package company

import (
	"strings"
	"unicode"

	"github.com/gigawire/gigawire/extract/company/segment"
)

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
	if d.pricedAt(i + 1) {
		return false
	}
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

// pricedAt reports whether piece i is the sign of a currency whose letters stand
// right before it, as in HK$ and GH¢.
func (d *document) pricedAt(i int32) bool {
	if i >= int32(len(d.pieces)) || d.pieces[i].form != mark || d.pieces[i].space {
		return false
	}
	return d.currency(i)
}

// candidate reports whether the pieces may be a name, whose ends are known to
// do: brackets match, and nothing divides them unless they are listed so.
func (d *document) candidate(first, last int32) bool {
	if d.brands(first, last) || d.addresses(first, last) || last-first == 1 && d.pluralOfAcronym(first) || d.matches[first].length != last-first && d.divided(first, last) {
		return false
	}
	open, named := 0, d.matches[first].length == last-first
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

// divided reports whether a dash between spaces stands inside of the pieces, as
// after a dateline, or the end of another name, as in "Acme Ltd. Bond".
func (d *document) divided(first, last int32) bool {
	for i := first + 1; i < last-1; i++ {
		p, next := &d.pieces[i], &d.pieces[i+1]
		if p.form == mark && p.space && next.space && dash(d.word(i)) ||
			p.dotted && d.classes[i]&legal != 0 && next.named() && d.classes[i+1]&legal == 0 {
			return true
		}
	}
	return false
}

func dash(word string) bool { return word == "-" || word == "–" || word == "—" }

// addresses reports whether the pieces begin as one addresses a person.
func (d *document) addresses(first, last int32) bool {
	return last-first > 1 && d.classes[first]&honorific != 0 && d.matches[first].length < last-first
}

// pluralOfAcronym reports whether piece i is one that no list has: SSPs, IRAs.
func (d *document) pluralOfAcronym(i int32) bool {
	capitals, plural := strings.CutSuffix(d.word(i), "s")
	return plural && len(capitals) > 1 && d.matches[i].length == 0 && strings.IndexFunc(capitals, notCapital) < 0
}

func notCapital(r rune) bool { return !unicode.IsUpper(r) }
