package quantity

import (
	"embed"
	"fmt"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

//go:embed data/*.txt
var data embed.FS

// measure is what a unit of power or energy means.
type measure struct {
	kind Kind
	exp  int // the power of ten that makes GW or GWh
	// slang is true for a word that is of other things too.
	slang bool
}

// lexicon holds the tables of data/. It is not changed once it is read.
type lexicon struct {
	before       map[string][]denomination // signs and words before a number, as written
	after        map[string][]denomination // names after a number, in lower case
	places       map[string][]string       // adjective or place, as written: its currencies
	placeHeads   map[string]bool           // the first words of places of two
	codes        map[string]bool           // the codes of ISO 4217
	scales       map[string]int            // written out, in lower case
	shortScale   map[string]int            // as written
	numbers      map[string]uint64
	units        map[string]measure
	suffixes     map[string]string // form of what may stand after a unit of power: its short form
	vagueWords   map[string]vagueness
	contextWords map[string]context
	cueBefore    map[string]fact.Qualifier
	cueAfter     map[string]fact.Qualifier
	cueAside     map[string]fact.Qualifier
	cueGiven     map[string]fact.Qualifier
	cueLater     map[string]fact.Qualifier
	cueEnds      map[string]bool // the last words of cueBefore and cueGiven
	cueStarts    map[string]bool // the first words of cueAfter
	skipped      map[string]bool
	pers         map[string]string // form of what an amount is for each of: its name
	heads        map[string]head   // what can begin with a word, in lower case or as written
	laterGate    gate              // the first words of cueLater
	headGate     gate              // the same words
}

// newLexicon reads the tables.
func newLexicon() (*lexicon, error) {
	l := &lexicon{
		before: map[string][]denomination{}, after: map[string][]denomination{},
		places: map[string][]string{}, placeHeads: map[string]bool{}, codes: map[string]bool{},
		scales: map[string]int{}, shortScale: map[string]int{},
		numbers: map[string]uint64{}, units: map[string]measure{}, suffixes: map[string]string{},
		vagueWords: map[string]vagueness{}, contextWords: map[string]context{},
		cueBefore: map[string]fact.Qualifier{}, cueAfter: map[string]fact.Qualifier{}, cueAside: map[string]fact.Qualifier{},
		cueGiven: map[string]fact.Qualifier{}, cueLater: map[string]fact.Qualifier{},
		cueEnds: map[string]bool{}, cueStarts: map[string]bool{},
		skipped: map[string]bool{}, pers: map[string]string{}, heads: map[string]head{},
	}
	tables := []struct {
		name string
		add  func(line string) error
	}{
		{"currencies", l.addCurrency}, {"scales", l.addScale}, {"numbers", l.addNumber},
		{"units", l.addUnit}, {"qualifiers", l.addQualifier},
		{"vague", l.addVague}, {"context", l.addContext}, {"per", l.addPer},
	}
	for _, t := range tables {
		if err := readTable(t.name, t.add); err != nil {
			return nil, err
		}
	}
	l.addHeads()
	l.addHeadGate()
	return l, nil
}

// readTable gives add each line of a table that is not empty or a comment.
func readTable(name string, add func(line string) error) error {
	text, err := data.ReadFile("data/" + name + ".txt")
	if err != nil {
		return fmt.Errorf("reading the table of %s: %w", name, err)
	}
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := add(line); err != nil {
			return fmt.Errorf("reading the table of %s, line %d: %w", name, number, err)
		}
	}
	return nil
}
