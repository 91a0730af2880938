package company

import "unicode"

// spelling is what a walk over the letters of a word has told so far.
type spelling struct {
	low, exact             uint64 // hashes of small letters, and of letters as they are
	uppers, lowers, digits int
	firstUpper, dotted     bool
}

// addByte takes the next character, which is ASCII.
func (s *spelling) addByte(c byte, first bool) {
	s.exact = (s.exact ^ uint64(c)) * hashPrime
	switch {
	case 'A' <= c && c <= 'Z':
		s.uppers++
		s.firstUpper = s.firstUpper || first
		c |= 0x20
	case 'a' <= c && c <= 'z':
		s.lowers++
	case '0' <= c && c <= '9':
		s.digits++
	case c == '.':
		s.dotted = true
	}
	s.low = (s.low ^ uint64(c)) * hashPrime
}

// addRune takes the next character, which is not.
func (s *spelling) addRune(r rune, first bool) {
	folded := fold(r)
	s.low = (s.low ^ uint64(folded)) * hashPrime
	switch {
	case unicode.IsUpper(r):
		s.uppers++
		s.firstUpper = s.firstUpper || first
		folded = r
	case unicode.IsLetter(r):
		s.lowers++
	}
	s.exact = (s.exact ^ uint64(folded)) * hashPrime
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

// form tells what a word of these letters looks like.
func (s *spelling) form() form {
	letters := s.uppers + s.lowers
	switch {
	case letters == 0 && s.digits == 0:
		return mark
	case letters == 0:
		return number
	case s.digits > 0:
		return code
	case s.uppers == 0:
		return lower
	case s.lowers == 0 && s.uppers == 1:
		return capital
	case s.lowers == 0:
		return caps
	case s.firstUpper && s.uppers == 1:
		return title
	}
	return mixed
}
