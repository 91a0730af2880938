package company

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/index"
)

//go:embed data/places.txt
var placeData string

//go:embed data/names.txt
var nameData string

// gazetteerSize is about how many names and beginnings of names are listed.
const gazetteerSize = 1 << 16

// newTables reads the data files, but for some parts.
func newTables(without Part) (*tables, error) {
	lex, err := newLexicon()
	if err != nil {
		return nil, err
	}
	phrases, err := readPhraseWords()
	if err != nil {
		return nil, err
	}
	salience, err := readSalience(salienceData)
	if err != nil {
		return nil, err
	}
	t := &tables{
		lexicon: lex, phrases: phrases, salience: salience,
		gazetteer:  gazetteer{entries: index.New[entry](gazetteerSize)},
		lowerNames: index.New[struct{}](0),
	}
	if err := t.loadLists(without); err != nil {
		return nil, err
	}
	if without&PartCues != 0 {
		t.lexicon.forget(cues)
	}
	return t, nil
}

// loadLists reads the lists of names, but for some parts: what is written by
// hand first, since an earlier record stays.
func (t *tables) loadLists(without Part) error {
	if without&PartNames == 0 {
		if err := t.loadNames(); err != nil {
			return err
		}
	}
	if without&PartRegister == 0 {
		if err := t.loadRegister(); err != nil {
			return err
		}
	}
	for place := range lines(placeData) {
		t.gazetteer.add(place, inPlaces, -1)
	}
	return nil
}

// sections are the headings of data/names.txt.
var sections = map[string]listed{
	"[company]": inCurated, "[outlet]": inOutlets, "[product]": inProducts, "[body]": inBodies, "[person]": inPeople,
	"[place]": inPlaces, private: inCurated,
}

// private is the heading of companies that are none of the register's.
const private = "[private]"

// loadNames reads the names written by hand. Companies and outlets have
// records; those of an outlet serve where it is in the news itself.
func (t *tables) loadNames() error {
	section, isPrivate := listed(0), false
	for line := range lines(nameData) {
		if line[0] == '[' {
			if section = sections[line]; section == 0 {
				return fmt.Errorf("reading data/names.txt: %s is none of the sections known", line)
			}
			isPrivate = line == private
			continue
		}
		names := strings.Split(line, " | ")
		index := int32(-1)
		if section&(inCurated|inOutlets) != 0 {
			index = int32(len(t.records))
			t.records = append(t.records, fact.Company{Name: names[0]})
		}
		if isPrivate {
			t.private = append(t.private, index)
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
		t.lowerNames.At(hashWord(first))
	}
}
