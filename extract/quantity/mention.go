package quantity

import (
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// mention is a quantity that is being read.
type mention struct {
	Quantity
	token int // the token with which it begins
	// low and high are in plain units, of the first of money where there is any.
	low, high decimal
	// money is what the currency can be.
	money []denomination
	// firm is true where the number has a scale or separators, so that a weak
	// name of money beside it is one.
	firm bool
	// article is true where the number is no more than "a", scaled where it has
	// a scale.
	article, scaled bool
	// bare is true where it is no more than "gigawatts".
	bare bool
	// bareNumber is true where it has no unit.
	bareNumber bool
	// slang is true where its unit is a word such as "gig", and nothing beside it
	// shows that it is power.
	slang bool
	// signed is true where a sign, not a word, stands for its currency.
	signed bool
}

// newMention returns the range from low to high, or one amount that is both.
func newMention(span sentence.Span, low, high term) mention {
	m := mention{low: low.value(), high: high.value(), money: low.money}
	m.Span, m.Kind, m.Suffix, m.Qualifier = span, high.kind, high.suffix, fact.Range
	m.scaled, m.slang = high.scaled, high.slang
	m.firm = high.scaled || high.grouped
	return m
}

// single returns one amount.
func single(t term) mention {
	m := newMention(t.Span, t, t)
	m.Qualifier, m.article = fact.Exact, t.article && !t.scaled
	if t.inner.Len() > 0 {
		m.qualify(t.innerCue, t.inner)
	}
	return m
}

// qualify sets the qualifier of a mention that has none yet.
func (m *mention) qualify(q fact.Qualifier, cue sentence.Span) {
	plain := m.Qualifier == fact.Exact || m.Qualifier == fact.Approx && m.Cue.Len() == 0
	if plain && q != fact.Exact {
		m.Qualifier, m.Cue = q, cue
	}
}
