package relation

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

//go:embed data/bases.txt
var basisData string

// basisWords are the words around a valuation that tell its basis.
type basisWords struct {
	basis fact.Basis
	words []string // in small letters
}

// basisLists are those of all bases, of which the first that stand there hold.
type basisLists []basisWords

func (b *basisLists) load(data string) error {
	for name, words := range namedLists(data) {
		if !slices.Contains(fact.Bases(), fact.Basis(name)) || words == "" {
			return fmt.Errorf("reading bases: %q is no basis with words after it", name)
		}
		*b = append(*b, basisWords{fact.Basis(name), strings.Split(words, ", ")})
	}
	return nil
}

// basis reads what a valuation measures from the words around it.
func (d *decoder) basis(q int, role fact.Role) fact.Basis {
	if role == fact.RoleMarketCap {
		return fact.BasisMarketCap
	}
	around := strings.ToLower(d.around(q))
	for _, b := range d.tables.bases {
		if slices.ContainsFunc(b.words, func(words string) bool { return strings.Contains(around, words) }) {
			return b.basis
		}
	}
	return ""
}

// basisReach is how many items on either side the basis is looked for in.
const basisReach = 6

// around returns the text of the items around a quantity, up to the next one.
func (d *decoder) around(q int) string {
	items, at := d.at(q)
	if at < 0 {
		return ""
	}
	first, last := at, at
	for first > 0 && at-first < basisReach && items[first-1].kind != isQuantity {
		first--
	}
	for last < len(items)-1 && last-at < basisReach && items[last+1].kind != isQuantity {
		last++
	}
	return d.text.Raw[items[first].Start:items[last].End]
}
