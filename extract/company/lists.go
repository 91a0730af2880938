package company

import (
	"iter"
	"strings"
)

// Places yields the names of countries, states, cities and other places that are
// listed.
func Places() iter.Seq[string] {
	return func(yield func(string) bool) {
		for place := range lines(placeData) {
			if !yield(place) {
				return
			}
		}
		section := listed(0)
		for line := range lines(nameData) {
			if line[0] == '[' {
				section = sections[line]
				continue
			}
			if section != inPlaces {
				continue
			}
			for name := range strings.SplitSeq(line, " | ") {
				if !yield(name) {
					return
				}
			}
		}
	}
}

// GivenNames yields the given names of people that are listed.
func GivenNames() iter.Seq[string] { return lines(givenNameData) }
