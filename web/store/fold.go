package store

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// contains reports whether a text has some words in it, in capital or small
// letters. It is quick where the words begin with a letter of ASCII.
func contains(text, words string) bool {
	if words == "" {
		return true
	}
	first, _ := utf8.DecodeRuneInString(words)
	if first >= utf8.RuneSelf {
		return strings.Contains(strings.ToLower(text), strings.ToLower(words))
	}
	lower, upper := byte(unicode.ToLower(first)), byte(unicode.ToUpper(first))
	for at := 0; at < len(text); at++ {
		if c := text[at]; (c == lower || c == upper) && hasPrefix(text[at:], words) {
			return true
		}
	}
	return false
}

// hasPrefix reports whether a text begins with a prefix, in capital or small
// letters, code point by code point.
func hasPrefix(text, prefix string) bool {
	for _, want := range prefix {
		got, size := utf8.DecodeRuneInString(text)
		if size == 0 || got != want && unicode.ToLower(got) != unicode.ToLower(want) {
			return false
		}
		text = text[size:]
	}
	return true
}
