package render

import (
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
)

// Clean makes each character that would move the cursor, or turn the direction
// of writing, a space: what a page says must not command the terminal. The
// number of code points stays.
func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, text)
}

// stretch is a part of a text: the code points from start to end, end not
// among them.
type stretch struct{ start, end int }

// wrap breaks a text at its spaces into lines of at most width columns. Only a
// word that is wider itself makes a wider line.
func wrap(text []rune, width int) []stretch {
	var lines []stretch
	column := 0
	for _, word := range wordsOf(text) {
		w := runewidth.StringWidth(string(text[word.start:word.end]))
		last := len(lines) - 1
		if last < 0 || column+1+w > width {
			lines = append(lines, word)
			column = w
			continue
		}
		column += runewidth.StringWidth(string(text[lines[last].end:word.end]))
		lines[last].end = word.end
	}
	return lines
}

func wordsOf(text []rune) []stretch {
	var out []stretch
	start := -1
	for i, r := range text {
		switch {
		case r == ' ' && start >= 0:
			out = append(out, stretch{start, i})
			start = -1
		case r != ' ' && start < 0:
			start = i
		}
	}
	if start >= 0 {
		out = append(out, stretch{start, len(text)})
	}
	return out
}

// wrapped returns the lines of a text. A word that is wider than a line goes on
// in the next.
func wrapped(text string, width int) []string {
	var out []string
	runes := []rune(Clean(text))
	for _, line := range wrap(runes, width) {
		rest := string(runes[line.start:line.end])
		for runewidth.StringWidth(rest) > width {
			head := runewidth.Truncate(rest, width, "")
			if head == "" {
				break
			}
			out, rest = append(out, head), strings.TrimPrefix(rest, head)
		}
		out = append(out, rest)
	}
	return out
}

// pad fills a text with spaces to a width in columns.
func pad(text string, width int) string { return runewidth.FillRight(text, width) }

// fit cuts or fills a text to a width in columns.
func fit(text string, width int) string {
	return pad(runewidth.Truncate(Clean(text), width, "…"), width)
}
