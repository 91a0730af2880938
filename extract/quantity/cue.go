package quantity

import (
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// findBefore returns the longest cue that ends just before token k.
func (p *pass) findBefore(k int) (fact.Qualifier, sentence.Span, bool) {
	last := k - 1
	if last > p.first() && p.isMark(last, "-") {
		last--
	}
	if last < p.first() || !p.mayCue(last, p.cueEnds, lastWord) {
		return p.findAside(k)
	}
	var words phrase
	for first := max(k-cueWords, p.first()); first < k; first++ {
		p.write(&words, first, k)
		q, ok := p.cueBefore[string(words.bytes())]
		if initial := words.size <= len("c.") && p.text.Tokens[first].Is(sentence.Capital); ok && !initial { // "Series C $5m"
			return q, p.tokens(first, k), true
		}
	}
	return p.findAside(k)
}

// findAside returns the cue before token k that commas set off ("a tenth, say
// $5m", "at, give or take, $5m"), or an "at" that a verb of limits belongs to.
func (p *pass) findAside(k int) (fact.Qualifier, sentence.Span, bool) {
	last := k - 1
	if last <= p.first() {
		return "", sentence.Span{}, false
	}
	if q, ok := p.cueAside[p.text.Word(last)]; ok && p.isMark(last-1, ",") {
		return q, p.tokens(last, k), true
	}
	if p.isMark(last, "at") && p.capped(last) || p.isMark(last, "to") && p.limited(last) {
		return fact.UpTo, p.tokens(last, k), true
	}
	var words phrase
	for first := max(last-cueWords, p.first()+1); p.isMark(last, ",") && first < last; first++ {
		p.write(&words, first, last)
		if q, ok := p.cueBefore[string(words.bytes())]; ok && p.isMark(first-1, ",") {
			return q, p.tokens(first, last), true
		}
	}
	return "", sentence.Span{}, false
}

// themeWords is how far before "over" or "about" its verb or noun stands.
const themeWords = 12

// names reports whether the cue before token k, "over" or "about", names what a
// dispute or a talk is about: "sued Vistra over $64m".
func (p *pass) names(k int, cue sentence.Span) bool {
	theme := themes[cue.Of(p.raw)]
	if k-2 >= p.first() && p.isMark(k-2, "of", "to", "at", "for", "from", "“", `"`, "‘") {
		return false // "spoke of about $5m"
	}
	for i := k - 2; theme != 0 && i >= max(p.first(), k-themeWords); i-- {
		if p.contextOf(i)&theme != 0 {
			return true
		}
		toDo := p.wordIs(i, "to") && !p.text.Tokens[i+1].Is(sentence.Capital) && (i == p.first() || p.contextOf(i-1)&theme == 0)
		if p.contextOf(i)&contextAim != 0 || p.text.Tokens[i].Is(sentence.HasDigit) || toDo {
			return false
		}
	}
	return false
}

// themes are the cues that may name what something is about, and about what.
var themes = map[string]context{"over": contextDispute, "about": contextTalk}

// capped reports whether a verb of limits stands before token k, and no noun
// such as "market cap".
func (p *pass) capped(k int) bool {
	for i := k - 1; i > max(p.first(), k-themeWords/2); i-- {
		if p.contextOf(i)&contextCap != 0 {
			noun := p.isMark(i+1, "at") || p.isMark(i-1, "market", "a", "the", "its", "of", "whose")
			return p.text.Word(i) != "cap" || !noun || p.isMark(i-1, "to", "will", "would", "could", "should", "may", "must")
		}
		if p.text.Tokens[i].Is(sentence.HasDigit) {
			return false
		}
	}
	return false
}
