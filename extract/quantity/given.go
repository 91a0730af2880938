package quantity

import (
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// findCue returns the cue that ends just before token k, in the sense that what
// follows m gives it.
func (p *pass) findCue(k int, m *mention) (fact.Qualifier, sentence.Span, bool) {
	q, cue, ok := p.findBefore(k)
	if !ok {
		return q, cue, false
	}
	if given, longer, found := p.findGiven(k, m); found {
		return given, longer, true
	}
	if q == fact.UpTo && p.lifted(k, cue) {
		return fact.Exact, cue, true
	}
	return q, cue, true
}

// findGiven returns the cue before token k that "to" or "into" after m gives its
// sense ("passed $5m to its owner").
func (p *pass) findGiven(k int, m *mention) (fact.Qualifier, sentence.Span, bool) {
	next := p.tokenAfter(k, m.End)
	if next >= p.last() || !p.isMark(next, "to", "into", "towards") {
		return "", sentence.Span{}, false
	}
	var words phrase
	for first := max(k-cueWords, p.first()); first < k; first++ {
		p.write(&words, first, k)
		if q, ok := p.cueGiven[string(words.bytes())]; ok {
			return q, p.tokens(first, k), true
		}
	}
	return "", sentence.Span{}, false
}

// liftWords is how many words the object of a verb such as "bid" has at most.
const liftWords = 3

// lifted reports whether "up to" before token k ends what a verb and its object
// begin: "bid it up to $5m", "put the paperback up to $5".
func (p *pass) lifted(k int, cue sentence.Span) bool {
	up := k - 2
	if up-2 < p.first() || !equalFold(cue.Of(p.raw), "up to") || p.text.Tokens[up].Start != cue.Start || p.isMark(up-1, "worth", "of", "for", "at") {
		return false
	}
	for i := up - 2; i >= max(p.first(), up-1-liftWords); i-- {
		if p.contextOf(i)&contextLift != 0 {
			return p.isMark(i+1, "it", "its", "them", "their", "the", "this", "that", "his", "her")
		}
		if p.contextOf(i)&contextClause != 0 || p.text.Tokens[i].Shape&sentence.HasLetter == 0 {
			return false
		}
	}
	return false
}
