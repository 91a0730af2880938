// Package company finds the companies that a text names, and says which
// mentions are the same company.
package company

import (
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// Mention is one place that names a company or refers to it.
type Mention struct {
	sentence.Span
	// Sentence is the index of the sentence.
	Sentence int
	// Nominal is true of a reference that is no name: "the company", "the
	// chipmaker", "it" where that is sure.
	Nominal bool
}

// Entity is a company with all its mentions in the order of the text.
type Entity struct {
	fact.Company
	// Mentions has at least one that is not nominal.
	Mentions []Mention
	// Outlet is true of a company that is only cited as a report's source.
	Outlet bool
	// Confidence is the probability, 0 to 1, that this is a company.
	Confidence float64
	// Reason says which list, cue or model decided, for people to read.
	Reason string
}
