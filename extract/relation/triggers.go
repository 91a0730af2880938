package relation

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/gigawire/gigawire/extract/linear"
)

//go:embed data/triggers.txt
var triggerData string

// cue is the number of a trigger's name; 0 stands for none.
type cue uint8

// triggers finds cues among words.
type triggers struct {
	names []string
	// phrases by the hash of their first word, or of its stem.
	words, stems map[uint64][]phrase
}

// phrase is what follows the first word, and what it all means.
type phrase struct {
	rest []uint64
	cue  cue
}

// stemLength is how many bytes of a word tell it from others; endings beyond
// do not count.
const stemLength = 6

func loadTriggers(data string) (*triggers, error) {
	t := &triggers{names: []string{""}, words: map[uint64][]phrase{}, stems: map[uint64][]phrase{}}
	for line := range strings.Lines(data) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, list, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("reading triggers: line %q has no colon", line)
		}
		t.names = append(t.names, name)
		for p := range strings.SplitSeq(list, ",") {
			t.add(strings.Fields(p), cue(len(t.names)-1))
		}
	}
	return t, nil
}

func (t *triggers) add(words []string, c cue) {
	if len(words) == 0 {
		return
	}
	p := phrase{cue: c}
	for _, w := range words[1:] {
		p.rest = append(p.rest, linear.HashString(w))
	}
	stem, open := strings.CutSuffix(words[0], "*")
	if open || len(words) > 1 && strings.HasSuffix(words[len(words)-1], "*") {
		t.addStem(stem, words, c)
		return
	}
	h := linear.HashString(words[0])
	t.words[h] = append(t.words[h], p)
}

// addStem adds a phrase whose last word may have any ending.
func (t *triggers) addStem(stem string, words []string, c cue) {
	if len(words) == 1 {
		h := linear.HashString(stem[:min(len(stem), stemLength)])
		t.stems[h] = append(t.stems[h], phrase{cue: c})
		return
	}
	last := strings.TrimSuffix(words[len(words)-1], "*")
	for _, ending := range []string{"", "s", "ed", "ing", "ization", "isation", "italization", "italisation"} {
		words[len(words)-1] = last + ending
		t.add(words, c)
	}
}

// of returns the cue that begins at item i, 0 for none. Longer phrases win.
func (t *triggers) of(items []item, i int) cue {
	best, length := cue(0), -1
	for _, p := range t.words[items[i].word] {
		if len(p.rest) > length && follows(items[i+1:], p.rest) {
			best, length = p.cue, len(p.rest)
		}
	}
	if best != 0 {
		return best
	}
	for _, prefix := range items[i].prefixes {
		for _, p := range t.stems[prefix] {
			best = p.cue
		}
	}
	return best
}

func follows(items []item, rest []uint64) bool {
	if len(items) < len(rest) {
		return false
	}
	for i, w := range rest {
		if items[i].word != w {
			return false
		}
	}
	return true
}
