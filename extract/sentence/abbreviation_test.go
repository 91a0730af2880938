package sentence

import (
	"strings"
	"testing"
)

func TestAbbreviationData(t *testing.T) {
	seen := map[string]bool{}
	for _, line := range dataLines(abbreviationData) {
		for _, word := range strings.Fields(line)[1:] {
			if seen[word] {
				t.Errorf("%s is listed twice", word)
			}
			seen[word] = true
			if last := word[len(word)-1]; last != '.' && last != '!' {
				t.Errorf("%s ends in neither a full stop nor an exclamation mark", word)
			}
		}
	}
}

func TestOwnsMark(t *testing.T) {
	for _, word := range []string{"U.S.", "J.", "a.m.", "Inc.", "Yahoo!"} {
		if !ownsMark(word) {
			t.Errorf("%s does not own its mark", word)
		}
	}
	for _, word := range []string{"deal.", "a.", "US.", "5.", "Amazon!", "é."} {
		if ownsMark(word) {
			t.Errorf("%s owns its mark", word)
		}
	}
}

func TestUnknownKindPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	mustParseAbbreviations("nobody: Mr.")
}
