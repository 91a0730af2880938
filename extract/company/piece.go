package company

import (
	"unicode"
	"unicode/utf8"

	"github.com/gigawire/gigawire/extract/sentence"
)

// form is what a piece looks like.
type form uint8

const (
	mark    form = iota // neither letter nor digit
	lower               // begins with a small letter and has no capital
	title               // Amazon
	capital             // A: a single capital letter
	caps                // IBM
	mixed               // iPhone, OpenAI
	number              // 777
	code                // 3M, H20, C3.ai: letters and digits
	forms               // how many there are
)

// piece is a token, or a part of one that a hyphen divides: in "Google-backed"
// the name is a part only.
type piece struct {
	sentence.Span
	hash   uint64 // of the word in small letters
	exact  uint64 // of the word as written
	affix  [2]uint32
	form   form
	space  bool // white space stands before it
	dotted bool // has a full stop inside or at its end
}

// named reports whether the piece can begin a name by its form alone.
func (p *piece) named() bool { return p.form >= title && p.form != number || p.form == code }

// appendPieces adds the pieces of the tokens of raw to dst.
func appendPieces(dst []piece, raw string, tokens []sentence.Token) []piece {
	for _, t := range tokens {
		if !t.Is(sentence.HasLetter) {
			dst = append(dst, newPiece(raw, t.Span, t.Is(sentence.Space)))
			continue
		}
		dst = appendParts(dst, raw, t)
	}
	return dst
}

// appendParts adds the parts of a word between its hyphens, and the hyphens.
func appendParts(dst []piece, raw string, t sentence.Token) []piece {
	space, from := t.Is(sentence.Space), t.Start
	for i := t.Start; i < t.End; {
		size := hyphen(raw, i, t.End)
		if size == 0 {
			i++
			continue
		}
		if i > from {
			dst = append(dst, newPiece(raw, sentence.Span{Start: from, End: i}, space))
			space = false
		}
		dst = append(dst, newPiece(raw, sentence.Span{Start: i, End: i + size}, space))
		i += size
		from, space = i, false
	}
	if from < t.End {
		dst = append(dst, newPiece(raw, sentence.Span{Start: from, End: t.End}, space))
	}
	return dst
}

// hyphen returns the size of the hyphen at raw[i], or 0.
func hyphen(raw string, i, end int) int {
	switch {
	case raw[i] == '-':
		return 1
	case raw[i] == 0xE2 && i+2 < end && raw[i+1] == 0x80 && (raw[i+2] == 0x90 || raw[i+2] == 0x91):
		return 3
	}
	return 0
}

const (
	hashOffset = 14695981039346656037
	hashPrime  = 1099511628211
)

// newPiece hashes the word in one walk over its bytes and tells its form.
func newPiece(raw string, span sentence.Span, space bool) piece {
	p := piece{Span: span, space: space}
	word := span.Of(raw)
	low, exact := uint64(hashOffset), uint64(hashOffset)
	var uppers, lowers, digits int
	firstUpper := false
	for i := 0; i < len(word); {
		c := word[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(word[i:])
			folded := fold(r)
			low = (low ^ uint64(folded)) * hashPrime
			if unicode.IsUpper(r) {
				uppers++
				firstUpper = firstUpper || i == 0
				exact = (exact ^ uint64(r)) * hashPrime
			} else {
				if unicode.IsLetter(r) {
					lowers++
				}
				exact = (exact ^ uint64(folded)) * hashPrime
			}
			i += size
			continue
		}
		exact = (exact ^ uint64(c)) * hashPrime
		switch {
		case 'A' <= c && c <= 'Z':
			uppers++
			firstUpper = firstUpper || i == 0
			c |= 0x20
		case 'a' <= c && c <= 'z':
			lowers++
		case '0' <= c && c <= '9':
			digits++
		case c == '.':
			p.dotted = true
		}
		low = (low ^ uint64(c)) * hashPrime
		i++
	}
	p.hash, p.exact = low, exact
	p.form = formOf(uppers, lowers, digits, firstUpper)
	if p.form == code && uppers == 0 && '0' <= word[0] && word[0] <= '9' {
		p.form = number // 7am, 29.8p
	}
	p.affix = affixes(word)
	return p
}

// fold returns the small letter of r, and the plain mark of a typographic one.
func fold(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ':
		return '\''
	case '–', '‐', '‑':
		return '-'
	}
	return unicode.ToLower(r)
}

func formOf(uppers, lowers, digits int, firstUpper bool) form {
	switch {
	case uppers+lowers == 0 && digits == 0:
		return mark
	case uppers+lowers == 0:
		return number
	case digits > 0:
		return code
	case uppers == 0:
		return lower
	case lowers == 0 && uppers == 1:
		return capital
	case lowers == 0:
		return caps
	case firstUpper && uppers == 1:
		return title
	}
	return mixed
}

// affixes returns hashes of the first and last three bytes of a word.
func affixes(word string) [2]uint32 {
	if len(word) <= 3 {
		return [2]uint32{}
	}
	n := len(word)
	head := uint32(word[0]|0x20) | uint32(word[1]|0x20)<<8 | uint32(word[2]|0x20)<<16
	tail := uint32(word[n-3]|0x20) | uint32(word[n-2]|0x20)<<8 | uint32(word[n-1]|0x20)<<16
	return [2]uint32{head, tail}
}
