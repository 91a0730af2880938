package render

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/mattn/go-runewidth"
)

func TestWrapped(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"one two three", []string{"one two", "three"}},
		{"  one \n two ", []string{"one   two"}},
		{"incomprehensible", []string{"incompreh", "ensible"}},
		{"株式会社ミナト", []string{"株式会社", "ミナト"}},
		{"go 🚀🚀🚀 on", []string{"go 🚀🚀🚀", "on"}},
	} {
		if diff := cmp.Diff(c.want, wrapped(c.text, 9)); diff != "" {
			t.Errorf("%q: -want +got\n%s", c.text, diff)
		}
	}
}

// FuzzText: whatever is shown, no line is too wide that could be cut, and only
// spaces are lost. A cluster of marks and one wide letter cannot be.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"one two", "株式会社ミナト 🚀", "a\x1b[2Jb\xff", "👩‍👩‍👧‍👦 family", strings.Repeat("wide", 40)} {
		f.Add(seed, 10)
	}
	f.Add("\u0605予", 0)
	f.Fuzz(func(t *testing.T, text string, width int) {
		width = 2 + max(0, width)%100
		if !utf8.ValidString(text) {
			text = strings.ToValidUTF8(text, "?")
		}
		lines := wrapped(text, width)
		for _, line := range lines {
			if w := runewidth.StringWidth(line); w > width && runewidth.Truncate(line, width, "") != "" {
				t.Errorf("a line of %d columns, not %d: %q", w, width, line)
			}
		}
		spaceless := func(s string) string { return strings.ReplaceAll(Clean(s), " ", "") }
		if got, want := spaceless(strings.Join(lines, "")), spaceless(text); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if w := runewidth.StringWidth(fit(text, width)); w != width {
			t.Errorf("%d columns of %q fit into %d", w, text, width)
		}
	})
}
