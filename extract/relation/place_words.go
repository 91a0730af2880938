package relation

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/gigawire/gigawire/extract/linear"
)

//go:embed data/places.txt
var placeData string

// placeWords are the sets of data/places.txt.
type placeWords struct{ region, last, side, sure, unsure, on, site, naming wordSet }

func loadPlaceWords(data string) (placeWords, error) {
	p := placeWords{wordSet{}, wordSet{}, wordSet{}, wordSet{}, wordSet{}, wordSet{}, wordSet{}, wordSet{}}
	sets := map[string]wordSet{
		"region": p.region, "last": p.last, "side": p.side, "sure": p.sure, "unsure": p.unsure, "on": p.on, "site": p.site, "naming": p.naming,
	}
	for line := range strings.Lines(data) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, words, _ := strings.Cut(line, ":")
		set := sets[name]
		if set == nil {
			return p, fmt.Errorf("reading line %q: it begins with the name of no set", line)
		}
		for word := range strings.SplitSeq(words, ",") {
			set[linear.HashString(strings.TrimSpace(word))] = true
		}
	}
	return p, nil
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
