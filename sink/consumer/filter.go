package consumer

import (
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

// Filter says which facts are wanted. The zero value wants all.
type Filter struct {
	// Types are the types of facts, all where it is empty.
	Types []fact.Type
	// Company is part of the name or ID of a company that the fact is about, in
	// capital or small letters.
	Company string
	// MinValue is the least that the upper end of the number may be: plain units
	// of money, gigawatts or percent. Above 0, facts without a number are not
	// wanted.
	MinValue float64
	// Qualifiers are those of the number, any where it is empty.
	Qualifiers []fact.Qualifier
	// Source is part of the name of the article's newsroom.
	Source string
}

// types returns the types of facts that are wanted.
func (f Filter) types() []fact.Type {
	if len(f.Types) == 0 {
		return fact.Types()
	}
	return f.Types
}

// Match reports whether a fact is wanted.
func (f Filter) Match(of *fact.Fact) bool {
	value, qualifier := number(of)
	return (len(f.Types) == 0 || slices.Contains(f.Types, of.Type)) && value >= f.MinValue &&
		(len(f.Qualifiers) == 0 || slices.Contains(f.Qualifiers, qualifier)) &&
		(f.Source == "" || contains(of.Article.Source, f.Source)) && f.about(of)
}

func (f Filter) about(of *fact.Fact) bool {
	if f.Company == "" {
		return true
	}
	var names []string
	for _, c := range []*fact.Company{of.Company, of.Holder} {
		if c != nil {
			names = append(names, c.Name, c.ID)
		}
	}
	for _, p := range of.Companies {
		names = append(names, p.Name, p.ID)
	}
	return slices.ContainsFunc(names, func(name string) bool { return contains(name, f.Company) })
}

func contains(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}

// number returns the upper end of a fact's number, 0 where there is none, and its
// qualifier.
func number(f *fact.Fact) (high float64, q fact.Qualifier) {
	var end *float64
	switch {
	case f.Amount != nil:
		end, q = f.Amount.High, f.Amount.Qualifier
	case f.Power != nil:
		end, q = f.Power.High, f.Power.Qualifier
	case f.Percent != nil:
		end, q = f.Percent.High, f.Qualifier
	}
	if end != nil {
		high = *end
	}
	return high, q
}
