package relation

import (
	"iter"
	"strings"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/index"
	"github.com/gigawire/gigawire/extract/linear"
)

// nameLists tell what a name that is no company's may be.
type nameLists struct{ places, givenNames index.Table[struct{}] }

func loadNameLists() nameLists {
	return nameLists{hashed(company.Places()), hashed(company.GivenNames())}
}

func hashed(names iter.Seq[string]) index.Table[struct{}] {
	set := index.New[struct{}](0)
	for name := range names {
		set.At(linear.HashString(name))
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
	if more && l.givenNames.Find(linear.HashString(first)) != nil {
		out |= namesPerson
	}
	return out
}

func (l *nameLists) place(name string) bool {
	return l.places.Find(linear.HashString(name)) != nil
}
