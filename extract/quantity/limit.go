package quantity

import (
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// deniedWords is how far before a cue the word stands that denies it.
const deniedWords = 7

// denied returns what the cue before token k says: where the clause denies "more
// than" or "less than", the amount is a limit ("never paid more than $5m").
func (p *pass) denied(k int, q fact.Qualifier, cue sentence.Span) fact.Qualifier {
	if q != fact.Over && q != fact.Under {
		return q
	}
	i := k - 1
	for i > p.first() && p.text.Tokens[i].Start > cue.Start {
		i--
	}
	if !p.denies(i, k) {
		return q
	}
	if q == fact.Over {
		return fact.UpTo
	}
	return fact.AtLeast
}

// denies reports whether the clause denies the cue from token cue up to token k.
// A preposition is denied with its verb only ("is never over $5m", but "no bids
// for firms under $5m", "did not find over $5m").
func (p *pass) denies(cue, k int) bool {
	compares := !p.isMark(k-1, "over", "above", "under", "below", "beyond", "past", "beneath", "of")
	if cue > p.first() && p.isMark(k-1, "over") && p.contextOf(cue-1)&(contextVerb|contextChange|contextNot) == 0 {
		return false
	}
	for i := cue - 1; i >= max(p.first(), cue-deniedWords); i-- {
		context := p.contextOf(i)
		switch {
		case context&contextNot != 0, compares && (p.wordIs(i, "no") || p.wordIs(i, "nothing") || p.wordIs(i, "none")):
			return true
		case context&contextClause != 0, p.text.Tokens[i].Shape&sentence.HasLetter == 0, p.isMark(i, "on", "in", "at", "from"):
			return false
		case !compares && p.isMark(i, "for", "of", "to"):
			return false
		}
	}
	return false
}

// limited reports whether a verb of limits and its object stand before token k:
// "limit credits to $5m".
func (p *pass) limited(k int) bool {
	for i := k - 2; i >= max(p.first(), k-deniedWords); i-- {
		if p.contextOf(i)&contextLimit != 0 {
			return p.text.Word(i) != "limit" || p.isMark(i-1, "to", "will", "would", "could", "should", "may", "must")
		}
		if p.contextOf(i)&contextClause != 0 || p.text.Tokens[i].Shape&sentence.HasLetter == 0 {
			return false
		}
	}
	return false
}
