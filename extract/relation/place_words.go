package relation

import (
	_ "embed"
	"strings"
)

//go:embed data/places.txt
var placeData string

// placeWords are the sets of data/places.txt.
type placeWords struct{ region, last, side, sure, unsure, on, site, naming wordSet }

func (p *placeWords) load(data string) error {
	return loadSets(data, map[string]*wordSet{
		"region": &p.region, "last": &p.last, "side": &p.side, "sure": &p.sure, "unsure": &p.unsure, "on": &p.on, "site": &p.site, "naming": &p.naming,
	})
}

// anyOf reports whether a word of the name is in the set.
func (p *placeWords) anyOf(set wordSet, name string) bool {
	for word := range strings.FieldsSeq(name) {
		if set[lowerHash(word)] {
			return true
		}
	}
	return false
}
