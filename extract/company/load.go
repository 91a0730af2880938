package company

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

//go:embed data/places.txt
var placeData string

//go:embed data/names.txt
var nameData string

//go:embed data/sec.tsv
var registerData string

// gazetteerSize is about how many names and beginnings of names are listed.
const gazetteerSize = 1 << 16

// newTables reads the data files.
func newTables() (*tables, error) {
	lex, err := newLexicon()
	if err != nil {
		return nil, err
	}
	nouns, err := readNouns()
	if err != nil {
		return nil, err
	}
	t := &tables{
		lexicon: lex, nouns: nouns,
		gazetteer:  gazetteer{entries: newIndex[entry](gazetteerSize)},
		lowerNames: newIndex[struct{}](0),
	}
	if err := t.loadNames(); err != nil {
		return nil, err
	}
	if err := t.loadRegister(); err != nil {
		return nil, err
	}
	for place := range lines(placeData) {
		t.gazetteer.add(place, inPlaces, -1)
	}
	return t, nil
}

// sections are the headings of data/names.txt.
var sections = map[string]listed{
	"[company]": inCurated, "[outlet]": inOutlets, "[product]": inProducts, "[body]": inBodies, "[person]": inPeople,
	"[place]": inPlaces,
}

// loadNames reads the names written by hand. Companies and outlets have
// records; those of an outlet serve where it is in the news itself.
func (t *tables) loadNames() error {
	section := listed(0)
	for line := range lines(nameData) {
		if line[0] == '[' {
			if section = sections[line]; section == 0 {
				return fmt.Errorf("reading data/names.txt: %s is none of the sections known", line)
			}
			continue
		}
		names := strings.Split(line, " | ")
		index := int32(-1)
		if section&(inCurated|inOutlets) != 0 {
			index = int32(len(t.records))
			t.records = append(t.records, fact.Company{Name: names[0]})
		}
		for _, name := range names {
			t.addName(name, section, index)
		}
		if section == inProducts {
			t.addName(names[0]+"s", section, index)
		}
	}
	return nil
}

// addName enters a name, and notes how it begins if that is a small letter.
func (t *tables) addName(name string, l listed, record int32) {
	t.gazetteer.add(name, l, record)
	if first, _, _ := strings.Cut(name, " "); first == strings.ToLower(first) {
		t.lowerNames.at(hashWord(first))
	}
}

// loadRegister reads the companies of the register of securities, whose short
// names leave out what a longer one ends in.
func (t *tables) loadRegister() error {
	for line := range lines(registerData) {
		fields := strings.Split(line, "\t")
		if len(fields) != 4 {
			return fmt.Errorf("reading data/sec.tsv: line %q has %d fields, not 4", line, len(fields))
		}
		t.addListed(fact.Company{Name: fields[0], Ticker: fields[1], Exchange: fields[2], CIK: fields[3]})
	}
	return nil
}

// addListed enters a company of the register: its identifiers go to the record
// written by hand that has the name, if there is one. What is written by hand
// to be no company stays none: a club is a team first, though it has shares.
func (t *tables) addListed(c fact.Company) {
	known := t.gazetteer.find(c.Name)
	if known.listed&isNoCompany != 0 && known.listed&isCompany == 0 {
		return
	}
	index := known.company
	if index < 0 {
		index = int32(len(t.records))
		t.records = append(t.records, c)
	} else if own := &t.records[index]; own.CIK == "" {
		own.Ticker, own.Exchange, own.CIK = c.Ticker, c.Exchange, c.CIK
	}
	t.gazetteer.add(c.Name, inRegister, index)
	if name, ok := t.shortName(c.Name); ok {
		t.gazetteer.add(name, inRegister|short, index)
	}
}

// shortName returns the name without the words of firms at its end, if what is
// left is no ordinary word.
func (t *tables) shortName(name string) (string, bool) {
	words := strings.Fields(name)
	n := len(words)
	for n > 1 && t.lexicon.get(hashWord(words[n-1]))&(legal|firm|trade) != 0 {
		n--
	}
	if n == len(words) || n == 1 && (t.lexicon.get(hashWord(words[0])) != 0 || len(words[0]) < 4) {
		return "", false
	}
	return strings.Join(words[:n], " "), true
}
