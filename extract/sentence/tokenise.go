package sentence

import "slices"

// bytesPerToken is a low estimate for English news, which has about 4.6: the
// slice of tokens is then seldom grown.
const bytesPerToken = 4

// tokeniser walks over raw once, from pos.
type tokeniser struct {
	raw    string
	pos    int
	space  bool // white space stands before pos
	tokens []Token
}

// tokenise returns the tokens of raw in order, in room if there is enough. What is neither white space nor
// ignorable belongs to exactly one of them.
//
// Words and numbers are one kind of token: a run of letters and digits, so
// "500MW", "3-4bn", "2.2-gigawatt" and "C3.ai" are one each. A full stop is
// part of an initialism ("U.S.") and of a listed abbreviation ("Inc."), also
// where it ends the sentence too. A mark is a token, but a run of the same of
// .-=*_#~ is one ("...", "--").
func tokenise(raw string, room []Token) []Token {
	t := tokeniser{raw: raw, tokens: slices.Grow(room[:0], len(raw)/bytesPerToken+8)}
	for t.pos < len(raw) {
		switch class, size := classAt(raw, t.pos); {
		case class&(lower|upper|digit) != 0:
			t.word()
		case class == blank:
			t.space = true
			t.pos += size
		case class == ignorable:
			t.pos += size
		case class == apostrophe:
			t.apostrophe(size)
		default:
			t.mark(size)
		}
	}
	return t.tokens
}

// emit adds a token that reaches from pos to end, and goes there.
func (t *tokeniser) emit(end int, shape Shape) {
	if t.space {
		shape |= Space
		t.space = false
	}
	t.tokens = append(t.tokens, Token{Span{t.pos, end}, shape})
	t.pos = end
}

// word takes a run of letters and digits with the marks that belong inside.
func (t *tokeniser) word() {
	raw, end := t.raw, t.pos
	var seen charClass
	letters := 0
	for end < len(raw) {
		class, size := asciiClass[raw[end]], 1
		if class == 0 {
			class, size = classAt(raw, end)
		}
		if class&(lower|upper) != 0 {
			letters++
		} else if class != digit && !t.continues(class, end, size) {
			break
		}
		seen |= class
		end += size
	}
	if end < len(raw) && (raw[end] == '.' || raw[end] == '!') && ownsMark(raw[t.pos:end+1]) {
		end++
	}
	t.emit(end, t.shape(seen, letters))
}

// shape tells the shape of the word at pos from the classes seen in it.
func (t *tokeniser) shape(seen charClass, letters int) Shape {
	var s Shape
	if letters > 0 {
		s |= HasLetter
	}
	if seen&digit != 0 {
		s |= HasDigit
	}
	if seen&upper == 0 {
		return s
	}
	if class, _ := classAt(t.raw, t.pos); class == upper {
		s |= Capital
	}
	if letters > 1 && seen&lower == 0 {
		s |= AllCaps
	}
	return s
}

// continues reports whether the mark or ignorable character of that class at i,
// after a letter or digit of the word at pos, lies inside of the word.
func (t *tokeniser) continues(class charClass, i, size int) bool {
	if class == ignorable {
		return true
	}
	if class&(apostrophe|hyphen|ampersand|stop|comma|blank) == 0 || class == blank && size == 1 {
		return false
	}
	next, _ := classAt(t.raw, i+size)
	if next&(lower|upper|digit) == 0 {
		return false
	}
	switch class {
	case apostrophe:
		return !possessive(t.raw, i+size)
	case hyphen, ampersand:
		return true
	case stop:
		return t.joinsAtStop(i)
	case comma:
		return isDigit(t.raw[i-1]) && next == digit
	default: // a no-break or thin space between thousands
		return isDigit(t.raw[i-1]) && threeDigits(t.raw[i+size:])
	}
}

// joinsAtStop reports whether the full stop at i, which stands between letters
// or digits, is inside of a word ("Amazon.com", "U.S", "2.2") rather than the
// end of a sentence whose space is missing ("the deal.The").
func (t *tokeniser) joinsAtStop(i int) bool {
	before, after := t.raw[i-1], t.raw[i+1:]
	next, size := classAt(after, 0)
	if next == digit {
		return isDigit(before) || !ownsMark(t.raw[t.pos:i+1])
	}
	if next == lower {
		return true
	}
	second, _ := classAt(after, size)
	return second != lower || !isDigit(before) && loneLetter(t.raw[t.pos:i])
}

// loneLetter reports whether the last of the stop-separated parts of word is a
// single byte.
func loneLetter(word string) bool {
	n := len(word)
	return n == 1 || n > 1 && word[n-2] == '.'
}

// possessive reports whether an s that ends a word stands at i.
func possessive(raw string, i int) bool {
	if i >= len(raw) || raw[i]|0x20 != 's' {
		return false
	}
	class, _ := classAt(raw, i+1)
	return class&(lower|upper|digit) == 0
}

// apostrophe takes a possessive ending, or the mark alone.
func (t *tokeniser) apostrophe(size int) {
	if len(t.tokens) > 0 && possessive(t.raw, t.pos+size) {
		t.emit(t.pos+size+1, HasLetter)
		return
	}
	t.emit(t.pos+size, 0)
}

// mark takes a mark, or a run of the same one where runs mean one thing.
func (t *tokeniser) mark(size int) {
	end := t.pos + size
	switch c := t.raw[t.pos]; c {
	case '.', '-', '=', '*', '_', '#', '~':
		for end < len(t.raw) && t.raw[end] == c {
			end++
		}
	}
	t.emit(end, 0)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// threeDigits reports whether s begins with exactly three digits.
func threeDigits(s string) bool {
	return len(s) >= 3 && isDigit(s[0]) && isDigit(s[1]) && isDigit(s[2]) &&
		(len(s) == 3 || !isDigit(s[3]))
}
