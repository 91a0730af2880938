package extract

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPositionsCountCodePoints(t *testing.T) {
	texts := []string{
		"", "plain", "€1.5bn and £3", strings.Repeat("x", stride-1) + "€ after the block",
		strings.Repeat("naïve — “quoted” ", 100), "\xff\x80\x80 broken " + strings.Repeat("\x80", 2*stride),
		strings.Repeat("😀", stride),
	}
	for _, text := range texts {
		p := newPositions(text)
		for i := range text {
			if got, want := p.at(i), utf8.RuneCountInString(text[:i]); got != want {
				t.Fatalf("at(%d) of %.20q = %d, want %d", i, text, got, want)
			}
		}
		if got, want := p.at(len(text)), utf8.RuneCountInString(text); got != want {
			t.Errorf("at(end) of %.20q = %d, want %d", text, got, want)
		}
	}
}

func FuzzPositions(f *testing.F) {
	f.Add(strings.Repeat("é", stride), 7)
	f.Fuzz(func(t *testing.T, text string, i int) {
		if i < 0 || i > len(text) || (i < len(text) && !utf8.RuneStart(text[i])) {
			return // spans stand at the starts of code points only
		}
		if got, want := newPositions(text).at(i), utf8.RuneCountInString(text[:i]); got != want {
			t.Errorf("at(%d) = %d, want %d", i, got, want)
		}
	})
}
