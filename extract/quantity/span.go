package quantity

import (
	"unicode/utf8"

	"github.com/gigawire/gigawire/extract/sentence"
)

// joiner is what stands between the two ends of a range.
type joiner uint8

const (
	noJoiner   joiner = iota
	dash              // "3-4", "3–4"
	spacedDash        // "$3 – $4"
	to                // "3 to 4", "3-to-4"
	and               // "between 3 and 4"
)

// joiner reads one at i, and returns where the second number would begin.
func (r reader) joiner(i int) (joiner, int) {
	start := r.gap(i)
	if end := r.dash(start); end > start {
		if past, ok := r.is(end, "to"); ok && r.dash(past) > past {
			return to, r.dash(past)
		}
		if after := r.gap(end); start > i && after > end {
			return spacedDash, after
		} else if start == i && after == end {
			return dash, end
		}
		return noJoiner, i
	}
	if start == i {
		return noJoiner, i
	}
	if end, ok := r.is(start, "to"); ok {
		return to, r.gap(end)
	}
	if end, ok := r.is(start, "and"); ok {
		return and, r.gap(end)
	}
	return noJoiner, i
}

// dash passes a hyphen or a dash at i.
func (r reader) dash(i int) int {
	if end := r.hyphen(i); end > i {
		return end
	}
	if i < len(r.raw) && r.raw[i] >= utf8.RuneSelf {
		switch c, size := utf8.DecodeRuneInString(r.raw[i:]); c {
		case '–', '—', '−', '‒':
			return i + size
		}
	}
	return i
}

// widestRange is how many times its first end the second end of "X to Y" can
// be: beyond it the text says how something changed ("lost $0.04 to $9.88").
const widestRange = 20

// pair adds the range whose first end is a, at token k, or the two amounts that
// share a unit, and reports whether there are any.
func (p *pass) pair(k int, a term) bool {
	join, start := p.joiner(a.End)
	if join == noJoiner || a.article {
		return false
	}
	b, ok := p.term(start)
	whole := a.kind != 0 && (a.scaled || !b.scaled)
	if !ok || b.article || b.kind == 0 && !b.scaled && join != dash || !share(&a, &b) {
		return false
	}
	verb, from := p.changes(k)
	switch {
	case join == spacedDash && !whole,
		join == and && !p.follows(k, "between"),
		join == to && whole && (verb || from || a.float()*widestRange < b.float()):
		return false
	case join == to && verb && from:
		p.found = append(p.found, single(a), single(b))
		return true
	}
	span := sentence.Span{Start: a.Start, End: b.End}
	p.found = append(p.found, newMention(span, a, b))
	return true
}

// share gives each of two ends what only the other has, and reports whether
// they make a range.
func share(a, b *term) bool {
	switch {
	case a.kind == 0 && (b.kind == 0 || b.prefixed || a.year()):
		return false
	case a.kind == 0:
		a.unit = b.unit
	case b.kind == 0 && a.kind == Money:
		b.unit = a.unit
	case a.kind != b.kind:
		return false
	}
	if a.kind == Money && !shareCurrency(a, b) {
		return false
	}
	return shareScale(a, b) && a.float() < b.float()
}

// shareCurrency narrows what the ends can mean to what both can, and reports
// whether there is any.
func shareCurrency(a, b *term) bool {
	own, other := common(a.money, b.money), common(b.money, a.money)
	if own == nil {
		return false
	}
	if len(a.money) == 1 || len(b.money) == 1 {
		a.money, b.money = own, other
	}
	return true
}

// shareScale gives the first end the scale of the second, if it has none and
// does not stand for itself ("$500,000 to $1 million").
func shareScale(a, b *term) bool {
	if a.scaled || !b.scaled {
		return true
	}
	own := a.float()
	a.scale, a.scaled = b.scale, true
	if a.float() < b.float() {
		return true
	}
	a.scale, a.scaled = 0, false
	return a.kind == Money && own >= 1000
}

// year reports whether a number is likelier a year than the end of a range.
func (t term) year() bool {
	return t.figures && !t.grouped && t.exp == 0 && 1900 <= t.digits && t.digits < 2100
}
