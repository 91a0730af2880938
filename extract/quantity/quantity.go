// Package quantity finds money, power, energy and percentages in a divided
// text and gives them their values.
//
// It reads a grammar by hand, from the first token that may begin it:
//
//	quantity = term [joiner term] | vague
//	term     = [prefix] number {scale} [unit]
//	prefix   = "US$" | "Rs." | "CHF" | …
//	number   = figures | words                "1,300.5", "three and a half"
//	scale    = "million" | "bn" | "crore" | …
//	unit     = name | measure | percent       "Danish kroner", "MWp", "gigs", "per cent"
//	joiner   = "-" | "to" | "and"             one end may lack what the other has
//	vague    = "tens of billions of" unit | "multi-gigawatt" | "a few" unit | …
//
// What stands beside it then refines it (a qualifier, "a share", "two … units")
// or shows that it is no amount (an exchange rate, a figure of speech). At last
// the whole text decides what a sign of several currencies means. All words
// stand in data/, and testdata/spec/ says case by case what must be found.
package quantity

import (
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// Kind is what a quantity measures.
type Kind uint8

// The kinds of quantity.
const (
	Money Kind = iota + 1
	Power
	Energy
	Percent
)

// Quantity is one mention of a measured number.
type Quantity struct {
	// Span is the core expression: the number with its scale and unit, or the
	// vague phrase; words such as "about" and a trailing "+" stand outside.
	sentence.Span
	// Sentence is the index of the sentence.
	Sentence int
	Kind     Kind
	// Low and High are in plain units of money, gigawatts, gigawatt-hours or
	// percent: equal for a single value, both 0 where the qualifier is vague.
	Low, High float64
	// Currency is an ISO 4217 code, empty where the text does not say.
	Currency string
	// Qualifier is vague where there is no number ("billions of dollars").
	Qualifier fact.Qualifier
	// Cue is the word or mark that gave the qualifier, empty for exact and range.
	Cue sentence.Span
	// Count is how many units of this size the text has ("two 600-MW units"), at least 1.
	Count int
	// Per is what the quantity is for each of ("share", "ton", "kW", "month"), else empty.
	Per string
	// Suffix is the letters after the unit of power: "p", "e", "t", "ac", "dc", else empty.
	Suffix string
	// Original is the index of the quantity that this one converts, in
	// brackets after it, or -1.
	Original int
}
