package sentence

import (
	_ "embed"
	"fmt"
	"strings"
)

// abbreviation says how a word that ends in a full stop stands to the end of
// its sentence.
type abbreviation uint8

const (
	noAbbreviation abbreviation = iota
	// beforeName stands before a name or a word: it never ends a sentence.
	beforeName
	// beforeNumber is one only before a figure, else a word and a full stop.
	beforeNumber
	// anywhere may end a sentence: it does where a word follows that seldom
	// begins a name.
	anywhere
)

//go:embed data/abbreviations.txt
var abbreviationData string

//go:embed data/starters.txt
var starterData string

var (
	// abbreviations maps those of data/abbreviations.txt, with their mark.
	abbreviations = mustParseAbbreviations(abbreviationData)
	// starters has the words of data/starters.txt.
	starters = parseStarters(starterData)
)

type abbreviationTable map[string]abbreviation

// kind returns that of a word with its mark: the listed one, or anywhere for
// an initialism.
func (t abbreviationTable) kind(word string) abbreviation {
	if kind, ok := t[word]; ok {
		return kind
	}
	if initialism(word) {
		return anywhere
	}
	return noAbbreviation
}

// initialism reports whether word is made of single letters with a full stop
// after each ("U.S.", "D.E.", "J."); a lone one must be a capital.
func initialism(word string) bool {
	if len(word)%2 != 0 || len(word) == 2 && asciiClass[word[0]] != upper {
		return false
	}
	for i := 0; i+1 < len(word); i += 2 {
		if asciiClass[word[i]]&(lower|upper) == 0 || word[i+1] != '.' {
			return false
		}
	}
	return true
}

// ownsMark reports whether the full stop or exclamation mark at the end of
// word is part of it.
func ownsMark(word string) bool {
	return abbreviations.kind(word) != noAbbreviation
}

// mustParseAbbreviations reads lines of a kind, a colon and words. The data is
// part of the program, so a mistake in it is a mistake of the program.
func mustParseAbbreviations(data string) abbreviationTable {
	kinds := map[string]abbreviation{"name": beforeName, "number": beforeNumber, "any": anywhere}
	table := abbreviationTable{}
	for _, line := range dataLines(data) {
		name, words, _ := strings.Cut(line, ":")
		kind, ok := kinds[name]
		if !ok {
			panic(fmt.Sprintf("abbreviations: line %q begins with no known kind", line))
		}
		for _, word := range strings.Fields(words) {
			table[word] = kind
		}
	}
	return table
}

func parseStarters(data string) map[string]bool {
	table := map[string]bool{}
	for _, line := range dataLines(data) {
		for _, word := range strings.Fields(line) {
			table[word] = true
		}
	}
	return table
}

// dataLines returns the lines that are neither empty nor comments.
func dataLines(data string) []string {
	var lines []string
	for line := range strings.Lines(data) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return lines
}
