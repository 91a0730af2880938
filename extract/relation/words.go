package relation

import (
	_ "embed"
	"fmt"
	"iter"
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
	within, opening, unsited                  wordSet
	payer, receiver, counterpart, silent      wordSet
	each, together, temporal, calendar        wordSet
}

func (w *wordSets) load(data string) error {
	return loadSets(data, map[string]*wordSet{
		"relative": &w.relative, "subject": &w.subject, "describing": &w.describing, "participle": &w.participle,
		"within": &w.within, "opening": &w.opening, "unsited": &w.unsited,
		"payer": &w.payer, "receiver": &w.receiver, "counterpart": &w.counterpart, "silent": &w.silent,
		"each": &w.each, "together": &w.together, "temporal": &w.temporal, "calendar": &w.calendar,
	})
}

// loadSets reads the words of each set, between commas.
func loadSets(data string, sets map[string]*wordSet) error {
	for name, words := range namedLists(data) {
		set := sets[name]
		if set == nil {
			return fmt.Errorf("reading words: a line begins with %q, the name of no set", name)
		}
		if *set == nil {
			*set = wordSet{}
		}
		for word := range strings.SplitSeq(words, ",") {
			(*set)[linear.HashString(strings.TrimSpace(word))] = true
		}
	}
	return nil
}

// namedLists yields the name and the words of each line of a data file, the words
// as they stand after the colon.
func namedLists(data string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for line := range strings.Lines(data) {
			if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
				continue
			}
			if name, words, _ := strings.Cut(line, ":"); !yield(name, strings.TrimSpace(words)) {
				return
			}
		}
	}
}
