package company

import (
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
	word := span.Of(raw)
	s := spelling{low: hashOffset, exact: hashOffset}
	for i := 0; i < len(word); {
		if c := word[i]; c < utf8.RuneSelf {
			s.addByte(c, i == 0)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		s.addRune(r, i == 0)
		i += size
	}
	p := piece{Span: span, space: space, dotted: s.dotted, hash: s.low, exact: s.exact, form: s.form(), affix: affixes(word)}
	if p.form == code && s.uppers == 0 && '0' <= word[0] && word[0] <= '9' {
		p.form = number // 7am, 29.8p
	}
	return p
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
