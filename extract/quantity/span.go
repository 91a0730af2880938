package quantity

import (
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

const (
	// widestRange is how many times its first end the second end of "$X to $Y"
	// can be: beyond it the text says how something changed ("lost $0.04 to
	// $9.88").
	widestRange = 20
	// widestChoice is the same for ends that "or" or a dash between spaces
	// joins: beyond it they are two things.
	widestChoice = 4
)

// pair adds the range whose first end is a, at token k, or the two amounts that
// share a unit, and reports whether there are any.
func (p *pass) pair(k int, a term) bool {
	join, start := p.joiner(a.End)
	if join == noJoiner || a.article || equalFold(p.raw[a.Start:a.End], "half") {
		return false
	}
	b, ok := p.term(start)
	whole := a.kind != 0 && (a.scaled || !b.scaled)
	loose := join == or || join == spacedDash && !whole
	if !ok || b.article || b.kind == 0 && !b.scaled && join != dash || loose && !p.choice(k, a, b) || !share(&a, &b) {
		return false
	}
	verb, from := p.changes(k)
	if from && p.afterRange(a.kind) {
		verb, from = false, false
	}
	switch {
	case join == and && !p.follows(k, "between"),
		loose && a.float()*widestChoice < b.float(),
		join == to && whole && (verb || from || p.isStep(k, a, b) || a.tooFarFrom(b)):
		return false
	case join == to && verb && from:
		p.found = append(p.found, single(a), single(b))
		return true
	}
	span := sentence.Span{Start: a.Start, End: b.End}
	p.found = append(p.found, newMention(span, a, b))
	return true
}

// tooFarFrom reports whether b is too far above t for "t to b" to be a range of
// money.
func (t term) tooFarFrom(b term) bool {
	return t.kind == Money && t.digits > 0 && t.float()*widestRange < b.float()
}

// widestStep is how many times its first end the second end of "by X to Y" can
// be for both to be steps, and stepWords how far before it a verb of
// change stands that says so.
const (
	widestStep = 2
	stepWords  = 8
)

// isStep reports whether a, at token k, is by how much something changed, to b:
// "raised it by $100m to $225m".
func (p *pass) isStep(k int, a, b term) bool {
	if k-1 < p.first() || !p.wordIs(k-1, "by") {
		return false
	}
	for i := k - 2; i >= max(p.first(), k-stepWords); i-- {
		if p.contextOf(i)&contextChange != 0 {
			return true
		}
	}
	return a.float()*widestStep < b.float()
}

// afterRange reports whether the last quantity of the sentence is a range of the
// kind, so that "from X to Y" after it is another: "$60-65bn, up from $35bn to
// $40bn".
func (p *pass) afterRange(kind Kind) bool {
	last := len(p.found) - 1
	return last >= 0 && p.found[last].Sentence == p.sentence && p.found[last].Kind == kind && p.found[last].Qualifier == fact.Range
}

// choice reports whether a, at token k, and b can be two values of one thing
// though only "or" or a dash between spaces joins them: what they share is
// written once, or both have it in the same words ("$5 or $10").
func (p *pass) choice(k int, a, b term) bool {
	if a.kind == 0 {
		return k == p.first() || !p.text.Tokens[k-1].Is(sentence.Capital) // "Phase 2 – 600 MW"
	}
	return b.kind == 0 || a.kind == b.kind && a.suffix == b.suffix && a.prefixed == b.prefixed && len(a.money) == len(b.money)
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

// leastAlone is the least first end that stands for itself before a scaled one.
const leastAlone = 100

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
	return a.kind == Money && own >= leastAlone
}

// year reports whether a number is likelier a year than the end of a range.
func (t term) year() bool {
	return t.figures && !t.grouped && t.exp == 0 && 1900 <= t.digits && t.digits < 2100
}
