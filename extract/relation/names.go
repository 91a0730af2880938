package relation

import (
	"iter"
	"strings"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/linear"
)

// nameLists tell what a name that is no company's may be.
type nameLists struct{ places, givenNames map[uint64]struct{} }

func loadNameLists() nameLists {
	return nameLists{hashed(company.Places()), hashed(company.GivenNames())}
}

func hashed(names iter.Seq[string]) map[uint64]struct{} {
	set := map[uint64]struct{}{}
	for name := range names {
		set[linear.HashString(name)] = struct{}{}
	}
	return set
}

// What the lists say of a name.
const (
	namesPlace  = 1 << iota // it is a place's
	namesPart               // its last word is
	namesPerson             // it begins with a given name and has a second word
)

// says returns what the lists say of a name.
func (l *nameLists) says(name string) uint64 {
	var out uint64
	if l.place(name) {
		out |= namesPlace
	}
	if l.place(name[strings.LastIndexByte(name, ' ')+1:]) {
		out |= namesPart
	}
	first, _, more := strings.Cut(name, " ")
	if _, given := l.givenNames[linear.HashString(first)]; given && more {
		out |= namesPerson
	}
	return out
}

func (l *nameLists) place(name string) bool {
	_, is := l.places[linear.HashString(name)]
	return is
}
