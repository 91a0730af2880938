package relation

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/gigawire/gigawire/extract/linear"
)

//go:embed data/words.txt
var wordData string

// wordSet is a set of words by their hashes.
type wordSet map[uint64]bool

// wordSets are those of data/words.txt.
type wordSets struct {
	relative, subject, describing, participle wordSet
	within, opening, calendar                 wordSet
}

func loadWords(data string) (*wordSets, error) {
	w := &wordSets{}
	fields := map[string]*wordSet{
		"relative": &w.relative, "subject": &w.subject, "describing": &w.describing, "participle": &w.participle,
		"within": &w.within, "opening": &w.opening, "calendar": &w.calendar,
	}
	for line := range strings.Lines(data) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, words, _ := strings.Cut(line, ":")
		set := fields[name]
		if set == nil {
			return nil, fmt.Errorf("reading line %q: it begins with the name of no set", line)
		}
		if *set == nil {
			*set = wordSet{}
		}
		for word := range strings.FieldsSeq(words) {
			(*set)[linear.HashString(word)] = true
		}
	}
	return w, nil
}
