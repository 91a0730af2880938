package quantity

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/extract/sentence"
)

// strip takes out what is hidden.
func strip(s string) string {
	for _, c := range hidden {
		s = strings.ReplaceAll(s, c, "")
	}
	return s
}

// TestHiddenCharactersChangeNothing puts a soft hyphen into every longer word
// of the specs.
func TestHiddenCharactersChangeNothing(t *testing.T) {
	word := regexp.MustCompile(`\b[a-z]{4,}\b[^.]`)
	s := newScanner(t)
	for _, c := range readAll(t) {
		if strings.Contains(c.text, "&") || strip(c.text) != c.text {
			continue // the name of a character is no word
		}
		raw := word.ReplaceAllStringFunc(c.text, func(w string) string { return w[:2] + "\u00ad" + w[2:] })
		text := sentence.Split(raw)
		all := s.Scan(text)
		checkQuantities(t, text, all)
		var got []string
		for _, q := range all {
			got = append(got, strip(describe(raw, q)))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %s\nwant %s", raw, strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
		}
	}
}

func TestHiddenSpansSliceBack(t *testing.T) {
	raw := "It has 500 mega\u00adwatts, \u00adnearly\u200b $5\u200b mil\u00adlion\u00ad, in\ufeff all."
	all := newScanner(t).Scan(sentence.Split(raw))
	want := []string{"500 mega\u00adwatts", "$5\u200b mil\u00adlion"}
	var got []string
	for _, q := range all {
		got = append(got, q.Of(raw))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if cue := all[1].Cue.Of(raw); cue != "nearly" {
		t.Errorf("the cue is %q", cue)
	}
}
