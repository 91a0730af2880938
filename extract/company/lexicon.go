package company

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/gigawire/gigawire/extract/index"
)

// class is a set of the classes that a word is in.
type class uint32

// The classes: those of data/classes.txt, then the lists of single words.
const (
	legal class = 1 << iota
	firm
	trade
	body
	thing
	site
	rank
	role
	kind
	stock
	deal
	report
	near
	date
	join
	tail
	givenName
	familyName
	dictionary
	opener
	honorific
	post
	classes = iota
)

var classNames = map[string]class{
	"legal": legal, "firm": firm, "trade": trade, "body": body, "thing": thing, "site": site,
	"rank": rank, "role": role, "kind": kind, "stock": stock, "deal": deal, "report": report,
	"near": near, "date": date, "join": join, "tail": tail, "opener": opener, "honorific": honorific,
	"post": post,
}

//go:embed data/classes.txt
var classData string

//go:embed data/firstnames.txt
var givenNameData string

//go:embed data/surnames.txt
var familyNameData string

//go:embed data/words.txt
var dictionaryData string

// lexicon tells the classes of a word by the hash of its small letters.
type lexicon struct{ index.Table[class] }

// lexiconSize is about how many words there are.
const lexiconSize = 1 << 17

func newLexicon() (lexicon, error) {
	lex := lexicon{index.New[class](lexiconSize)}
	for line := range lines(classData) {
		name, words, _ := strings.Cut(line, ":")
		c, ok := classNames[name]
		if !ok {
			return lex, fmt.Errorf("reading word classes: line %q begins with no class", line)
		}
		for _, word := range strings.Fields(words) {
			*lex.At(hashWord(word)) |= c
		}
	}
	lex.add(givenNameData, givenName)
	lex.add(familyNameData, familyName)
	lex.add(dictionaryData, dictionary)
	return lex, nil
}

func (lex *lexicon) add(data string, c class) {
	for word := range lines(data) {
		*lex.At(hashWord(word)) |= c
	}
}

// lines yields the lines of data that are neither empty nor comments.
func lines(data string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(data) {
			line = strings.TrimRight(line, "\r\n")
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}
