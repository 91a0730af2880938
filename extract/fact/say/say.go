// Package say puts facts into the words in which people are told of them.
package say

import (
	"fmt"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

// Companies returns the names of whom a fact is about.
func Companies(f *fact.Fact) string {
	switch {
	case f.Type == fact.TypeStake && f.Holder != nil && f.Company != nil:
		return f.Holder.Name + " in " + f.Company.Name
	case f.Company != nil:
		return f.Company.Name
	}
	names := make([]string, len(f.Companies))
	for i, p := range f.Companies {
		names[i] = p.Name
	}
	return strings.Join(names, ", ")
}

// Detail returns what is said of a fact beside its value: "market cap",
// "planned, post-money", "demand, Project Rainier", "2 mentions".
func Detail(f *fact.Fact) string {
	switch f.Type {
	case fact.TypeCompany:
		return mentions(f)
	case fact.TypeAmount:
		return words(string(f.Role))
	case fact.TypeGigawatt:
		return words(string(f.Kind), string(f.Status), f.Site, f.Place)
	default:
		return words(string(f.Status), string(f.Basis))
	}
}

func mentions(f *fact.Fact) string {
	switch {
	case f.Outlet:
		return "outlet"
	case len(f.Mentions) == 1:
		return "1 mention"
	default:
		return fmt.Sprintf("%d mentions", len(f.Mentions))
	}
}

// words joins those that are not empty, and writes those of the schema as
// people do.
func words(of ...string) string {
	var out []string
	for _, word := range of {
		switch word {
		case "":
		case string(fact.BasisPreMoney), string(fact.BasisPostMoney):
			out = append(out, strings.ReplaceAll(word, "_", "-"))
		default:
			out = append(out, strings.ReplaceAll(word, "_", " "))
		}
	}
	return strings.Join(out, ", ")
}
