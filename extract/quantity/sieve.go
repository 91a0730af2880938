package quantity

import "unicode/utf8"

// Sieve tells in a hurry whether a text may state money, power or a
// percentage. It is given the text in pieces, as bytes that may still have
// HTML's entities; it lets some texts through that state none, and none of
// those that Scan finds one in is to be held back.
//
// It looks for signs, and for words near a number.
type Sieve struct {
	words *sieveWords
	// number, price and fraction are how many words ago there was one.
	number, price, fraction int
	digits                  int      // of the number that came last, 0 for one in words
	large                   bool     // it has a scale, or thousands
	glued                   bool     // nothing but a space or hyphen came since
	prefix                  wordKind // what the last word wants behind it
	lettered                bool     // a letter that may be a sign stands before the number
	run                     bool     // within a number
	found                   bool
}

// far is a number of words beyond which nothing belongs together.
const far = 100

// NewSieve returns a sieve for one text.
func (s *Scanner) NewSieve() *Sieve {
	return &Sieve{words: s.sieve, number: far, price: far, fraction: far}
}

// Finds takes a piece of the text and reports whether, in all that it was
// given, there may be a quantity.
func (s *Sieve) Finds(piece []byte) bool {
	s.run = false
	for i := 0; i < len(piece) && !s.found; {
		switch c := piece[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			end := wordEnd(piece, i)
			if !abbreviates(piece, i, end) {
				s.word(piece[i:end])
			}
			i = end
		case '0' <= c && c <= '9':
			s.digit()
			i++
		case c == '&' && s.words.entity(piece[i:]):
			s.found = true
		case c < utf8.RuneSelf:
			s.mark(c)
			i++
		default:
			i += s.beyond(piece[i:])
		}
	}
	return s.found
}

// wordEnd returns where a word ends that begins at i. Letters beyond ASCII
// belong to it, punctuation and signs do not.
func wordEnd(piece []byte, i int) int {
	for ; i < len(piece); i++ {
		c := piece[i]
		if c >= utf8.RuneSelf && c != 0xC2 && c != 0xE2 || 'a' <= c|0x20 && c|0x20 <= 'z' {
			continue
		}
		break
	}
	return i
}

// abbreviates reports whether a word is the first letter of an abbreviation such
// as "p.m.".
func abbreviates(piece []byte, start, end int) bool {
	return end-start == 1 && end+1 < len(piece) && piece[end] == '.' && 'a' <= piece[end+1]|0x20 && piece[end+1]|0x20 <= 'z'
}

// largeDigits is how many a number has that makes money of a letter before it.
const largeDigits = 4

func (s *Sieve) digit() {
	if s.number > 0 || !s.run {
		s.digits, s.large, s.lettered = 0, false, s.prefix&wordLetter != 0
	}
	s.run, s.fraction = true, far
	s.digits++
	s.large = s.large || s.digits >= largeDigits
	s.found = s.prefix&wordPrefix != 0 || s.lettered && s.large
	s.number, s.glued = 0, true
}

// mark takes a mark of ASCII.
func (s *Sieve) mark(c byte) {
	s.run = s.run && c == ','
	switch c {
	case '$':
		s.found = true
	case '%':
		s.found = s.number == 0 && s.glued
	case ' ', '\n':
	case '-':
		s.prefix = 0
	case '.', '/', '=':
		s.glued = false
	default:
		s.glued, s.prefix = false, 0
	}
}

// beyond takes a character beyond ASCII: a sign, a letter, or a byte of another
// character set in which 80 and A2 to A5 are those of money.
func (s *Sieve) beyond(piece []byte) int {
	r, size := utf8.DecodeRune(piece)
	if r == utf8.RuneError && size == 1 {
		c := piece[0]
		s.found = c == 0x80 || 0xA2 <= c && c <= 0xA5
		return 1
	}
	if s.words.signs[r] {
		s.found = true
		return size
	}
	if end := wordEnd(piece, 0); end > size {
		s.word(piece[:end])
		return end
	}
	s.glued = s.glued && (r == '\u00a0' || r == '\u202f' || r == '\u2011')
	if isVulgar(r) {
		s.number, s.glued = 0, true
	}
	return size
}

func isVulgar(r rune) bool { return r >= '¼' && r <= '¾' || r >= '⅐' && r <= '⅞' }
