package duplicate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one of a text: the hash of its small letters, and its kind.
type word struct {
	hash uint64
	kind kind
}

// kind is what a word looks like.
type kind uint8

const (
	plain  kind = iota
	name        // it begins with a capital that is not a sentence's
	number      // it begins with a digit, has another, and is no year
)

// The parameters of FNV-1a (Fowler, Noll and Vo).
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// words returns the words of a text in order: letters and digits, with the
// points and commas within a number.
func words(text string) []word {
	out := make([]word, 0, len(text)/5)
	begins := true // whether a capital is a sentence's and not a name's
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isLetter(r) {
			begins = begins && r == ' ' || strings.ContainsRune(".!?:\n\"“‘", r)
			i += size
			continue
		}
		end, hash := readWord(text, i)
		out = append(out, word{hash, kindOf(text[i:end], r, begins)})
		i, begins = end, false
	}
	return out
}

// readWord returns where the word that begins at start ends, and its hash.
func readWord(text string, start int) (end int, hash uint64) {
	hash = fnvOffset
	for end = start; end < len(text); {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !isLetter(r) && !isPoint(text, end) {
			break
		}
		hash = (hash ^ uint64(small(r))) * fnvPrime
		end += size
	}
	return end, mix(hash)
}

func kindOf(s string, first rune, begins bool) kind {
	switch {
	case isDigit(s[0]) && len(s) > 1 && !isYear(s):
		return number
	case !begins && unicode.IsUpper(first):
		return name
	default:
		return plain
	}
}

func isYear(s string) bool { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") }

// isPoint reports whether a point or comma stands between two digits.
func isPoint(text string, i int) bool {
	return i > 0 && i+1 < len(text) && (text[i] == '.' || text[i] == ',') && isDigit(text[i-1]) && isDigit(text[i+1])
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func small(r rune) rune {
	if r >= utf8.RuneSelf {
		return unicode.ToLower(r)
	}
	if r >= 'A' && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// mix spreads a hash over all its bits (the finaliser of Stafford, 2011,
// variant 13).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
