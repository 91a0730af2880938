package relation

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/gigawire/gigawire/extract/index"
)

// The tables that people extend: what numbers are about, how real things
// are, and the small words of a sentence.
var (
	//go:embed data/triggers.txt
	triggerData string
	//go:embed data/statuses.txt
	statusData string
	//go:embed data/grammar.txt
	grammarData string
)

// cue is the number of a name in a table, in the order of the table; 0 stands
// for none.
type cue uint8

// maxCues is how many names a table has at most.
const maxCues = 96

// table finds the words and phrases of a data file.
type table struct {
	names []string
	// first words of phrases, by their hash or that of their beginning.
	words, stems index.Table[first]
	phrases      []phrase // of more words than one
}

// first is what begins with a word: the word alone, most often, and phrases.
type first struct {
	alone cue   // 0 for none
	more  int32 // the last phrase that begins with it, counted from 1; 0 for none
}

// phrase is what follows the first word, and what it all means.
type phrase struct {
	rest []pattern
	cue  cue
	more int32 // the phrase before with the same first word, as first has it
}

// pattern is the hash of a word, or of its first bytes where any may follow.
type pattern struct {
	hash   uint64
	length int // how many bytes of the word count, 0 for all
}

func (p pattern) matches(it *item, raw string) bool {
	if p.length == 0 {
		return it.word == p.hash
	}
	_, _, prefixes := hashWord(it.Of(raw))
	return prefixes[p.length-shortestStem] == p.hash
}

// The bounds of a stem, in bytes. Longer ones are cut.
const (
	shortestStem = 3
	longestStem  = 10
)

func (t *table) load(data string) error {
	*t = table{names: []string{""}, words: index.New[first](0), stems: index.New[first](0)}
	for line := range strings.Lines(data) {
		list := strings.TrimSpace(line)
		if list == "" || strings.HasPrefix(list, "#") {
			continue
		}
		if line[0] != ' ' {
			name, rest, ok := strings.Cut(list, ": ")
			if !ok {
				return fmt.Errorf("reading line %q: a name and a colon are missing", list)
			}
			t.names, list = append(t.names, name), rest
		}
		if len(t.names) == 1 || len(t.names) > maxCues {
			return fmt.Errorf("reading line %q: it has no name before it, or there are more than %d names", list, maxCues-1)
		}
		if err := t.addList(list); err != nil {
			return fmt.Errorf("reading line %q: %w", list, err)
		}
	}
	return nil
}

// addList adds the phrases of a line. A comma that stands alone is a phrase.
func (t *table) addList(list string) error {
	c := cue(len(t.names) - 1)
	if strings.HasPrefix(list, ",,") {
		list = list[2:]
		if err := t.add([]string{","}, c); err != nil {
			return err
		}
	}
	for p := range strings.SplitSeq(list, ",") {
		if err := t.add(strings.Fields(p), c); err != nil {
			return err
		}
	}
	return nil
}

func (t *table) add(words []string, c cue) error {
	if len(words) == 0 {
		return nil
	}
	word, into := newPattern(words[0]), &t.words
	if word.length > 0 {
		into = &t.stems
	}
	f := into.At(word.hash)
	if len(words) == 1 {
		if f.alone != 0 && f.alone != c {
			return fmt.Errorf("%q stands under %s already", words[0], t.names[f.alone])
		}
		f.alone = c
		return nil
	}
	p := phrase{cue: c, more: f.more}
	for _, w := range words[1:] {
		p.rest = append(p.rest, newPattern(w))
	}
	t.phrases = append(t.phrases, p)
	f.more = int32(len(t.phrases))
	return nil
}

func newPattern(word string) pattern {
	stem, open := strings.CutSuffix(word, "*")
	if !open || len(stem) < shortestStem {
		hash, _, _ := hashWord(word)
		return pattern{hash: hash}
	}
	n := min(len(stem), longestStem)
	_, _, prefixes := hashWord(stem)
	return pattern{prefixes[n-shortestStem], n}
}
