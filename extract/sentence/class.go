package sentence

import (
	"unicode"
	"unicode/utf8"
)

// charClass is what a character is to the tokeniser, one bit each.
type charClass uint16

const (
	lower charClass = 1 << iota // a letter that is not upper-case
	upper
	digit
	blank
	ignorable // invisible: soft hyphen, zero-width characters, controls
	apostrophe
	hyphen
	ampersand
	stop
	comma
	other // any other mark
)

// asciiClass is indexed by byte; those of 0x80 and above are 0.
var asciiClass = buildASCIIClass()

func buildASCIIClass() (table [256]charClass) {
	for c := range utf8.RuneSelf {
		table[c] = classOfASCII(byte(c))
	}
	return table
}

func classOfASCII(c byte) charClass {
	switch {
	case 'a' <= c && c <= 'z':
		return lower
	case 'A' <= c && c <= 'Z':
		return upper
	case isDigit(c):
		return digit
	case c == ' ' || '\t' <= c && c <= '\r':
		return blank
	case c < ' ' || c == 0x7f:
		return ignorable
	}
	switch c {
	case '\'':
		return apostrophe
	case '-':
		return hyphen
	case '&':
		return ampersand
	case '.':
		return stop
	case ',':
		return comma
	}
	return other
}

// classAt returns the class and the length in bytes of the character at i, and
// none at the end of raw.
func classAt(raw string, i int) (charClass, int) {
	if i >= len(raw) {
		return 0, 0
	}
	if class := asciiClass[raw[i]]; class != 0 {
		return class, 1
	}
	r, size := utf8.DecodeRuneInString(raw[i:])
	if r == utf8.RuneError && size == 1 {
		return lower, 1
	}
	return classOfRune(r), size
}

// classOfRune returns the class of a character beyond ASCII.
func classOfRune(r rune) charClass {
	switch r {
	case '’', 'ʼ', '＇':
		return apostrophe
	case '‐', '‑':
		return hyphen
	case '＆':
		return ampersand
	case 0x85, 0x2028, 0x2029:
		return blank
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return ignorable
	}
	switch {
	case unicode.IsUpper(r):
		return upper
	case unicode.IsLetter(r), unicode.IsMark(r):
		return lower
	case unicode.IsNumber(r):
		return digit
	case unicode.Is(unicode.Zs, r):
		return blank
	case unicode.Is(unicode.C, r):
		return ignorable
	}
	return other
}
