package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestWord is the greatest length in bytes of a form in the tables.
const longestWord = 32

// reader reads the bytes of one sentence. Its methods take the position of a
// byte and return the end of what they found there, or that same position.
type reader struct {
	*lexicon
	raw    string // up to the end of the sentence
	spaced bool   // a plain space may stand between thousands ("of 1 500 MW")
}

// gap passes white space at i.
func (r reader) gap(i int) int {
	for i < len(r.raw) {
		size := spaceAt(r.raw, i)
		if size == 0 {
			return i
		}
		i += size
	}
	return i
}

// spaceAt returns the length of the white space or invisible character at i, 0
// if there is none.
func spaceAt(raw string, i int) int {
	switch c := raw[i]; {
	case c == ' ' || c == '\n' || c == '\r' || c == '\t':
		return 1
	case c == '&':
		return spaceEntity(raw[i:])
	case c < utf8.RuneSelf:
		return 0
	}
	switch r, size := utf8.DecodeRuneInString(raw[i:]); {
	case r == '\u200b', r == '\u00ad', r == '\u2060', unicode.IsSpace(r):
		return size
	}
	return 0
}

// spaceEntity returns the length of a space that HTML left as its name at the
// start of s, 0 if there is none.
func spaceEntity(s string) int {
	for _, entity := range [...]string{"&nbsp;", "&#160;", "&#xa0;", "&thinsp;", "&#8239;", "&shy;"} {
		if strings.HasPrefix(s, entity) {
			return len(entity)
		}
	}
	return 0
}

// hyphen passes a hyphen at i.
func (r reader) hyphen(i int) int {
	if i >= len(r.raw) {
		return i
	}
	if r.raw[i] == '-' {
		return i + 1
	}
	if c, size := utf8.DecodeRuneInString(r.raw[i:]); c == '‐' || c == '‑' {
		return i + size
	}
	return i
}

// joint passes what may stand between a number and its scale or unit: white
// space or a hyphen.
func (r reader) joint(i int) int {
	if end := r.hyphen(i); end > i {
		return end
	}
	return r.gap(i)
}

// letters passes a run of letters at i.
func (r reader) letters(i int) int {
	for i < len(r.raw) {
		c := r.raw[i]
		if 'a' <= c|0x20 && c|0x20 <= 'z' {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			return i
		}
		letter, size := utf8.DecodeRuneInString(r.raw[i:])
		if !unicode.IsLetter(letter) && !unicode.IsMark(letter) {
			return i
		}
		i += size
	}
	return i
}

// dotted passes a run of letters and of full stops between single letters at
// i ("U.S.").
func (r reader) dotted(i int) int {
	end := r.letters(i)
	for end == i+1 && end < len(r.raw) && r.raw[end] == '.' {
		i = end + 1
		end = max(i, r.letters(i))
	}
	return end
}

// sign passes a currency sign at i, or its name in HTML ("&pound;").
func (r reader) sign(i int) int {
	if i >= len(r.raw) {
		return i
	}
	switch c := r.raw[i]; {
	case c == '$':
		return i + 1
	case c == '&':
		return r.signEntity(i)
	case c < utf8.RuneSelf:
		return i
	}
	if c, size := utf8.DecodeRuneInString(r.raw[i:]); unicode.Is(unicode.Sc, c) {
		return i + size
	}
	return i
}

// longestEntity is the greatest length of the name of a sign in HTML.
const longestEntity = len("&#8364;")

// signEntity passes the name of a currency sign in HTML at i.
func (r reader) signEntity(i int) int {
	size := strings.IndexByte(r.raw[i:min(i+longestEntity, len(r.raw))], ';') + 1
	if r.before[r.raw[i:i+size]] == nil {
		return i
	}
	return i + size
}

// digitAt reports whether a digit stands at i.
func (r reader) digitAt(i int) bool {
	return i < len(r.raw) && isDigit(r.raw[i])
}

// bounded reports whether no letter or digit stands at i, so that a word can
// end there.
func (r reader) bounded(i int) bool {
	if i >= len(r.raw) {
		return true
	}
	c, _ := utf8.DecodeRuneInString(r.raw[i:])
	return !unicode.IsLetter(c) && !unicode.IsNumber(c)
}

// word returns the run of letters at i in lower case, in buf, and its end.
func (r reader) word(i int, buf *[longestWord]byte) ([]byte, int) {
	end := r.letters(i)
	return lower(r.raw[i:end], buf), end
}

// is reports whether the run of letters at i is word, in any case, and returns
// its end.
func (r reader) is(i int, word string) (int, bool) {
	end := r.letters(i)
	return end, equalFold(r.raw[i:end], word)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// lower returns s in buf with ASCII in lower case, nothing if it is too long
// to stand in a table.
func lower(s string, buf *[longestWord]byte) []byte {
	if len(s) > len(buf) {
		return nil
	}
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		buf[i] = c
	}
	return buf[:len(s)]
}

// equalFold reports whether s is word, which is in lower case, in any case.
func equalFold(s, word string) bool {
	var buf [longestWord]byte
	return len(s) == len(word) && string(lower(s, &buf)) == word
}
