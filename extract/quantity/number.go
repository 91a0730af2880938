package quantity

import "unicode/utf8"

// number is a number in figures or words, without its scale.
type number struct {
	decimal
	grouped bool // separators stand between thousands
	figures bool // in figures
	article bool // no more than "a"
}

// number reads a number at i: "1,300.5", "2½", "2 1/2", "twenty-five", "half
// a", "three and a half", "two thirds of a".
func (r reader) number(i int) (number, int) {
	n, end := r.literal(i)
	if end == i {
		if part, end := r.glyph(i); end > i {
			return number{decimal: decimal{digits: part, exp: -2}}, end
		}
		return r.words(i)
	}
	return r.afterFigures(n, i, end)
}

// afterFigures reads what belongs to the figures n from i to end: "½", "/4" or
// " 1/2", "and a half".
func (r reader) afterFigures(n number, i, end int) (number, int) {
	if part, past := r.glyph(end); past > end {
		n.decimal = n.plus(part)
		return n, past
	}
	if part, past := r.ratio(i); past > end {
		return number{decimal: decimal{digits: part, exp: -2}}, past
	}
	if part, past := r.ratio(r.joint(end)); n.exp == 0 && part > 0 {
		n.decimal = n.plus(part)
		return n, past
	}
	return r.andPart(n, end)
}

// literal reads figures at i.
func (r reader) literal(i int) (number, int) { return r.numeral(i, r.spaced) }

// numeral reads figures at i. A plain space may stand between thousands if
// spaced is true ("SEK 1 200").
func (r reader) numeral(i int, spaced bool) (number, int) {
	l := literal{reader: r, number: number{figures: true}, spaced: spaced}
	end := l.read(i)
	if l.count == 0 || l.count > maxDigits || l.leadsZero(i) {
		return number{}, i
	}
	return l.number, end
}

// literal is a number in figures that is being read.
type literal struct {
	reader
	number
	count  int  // digits
	point  bool // the decimal point was read
	dotted bool // full stops stand between thousands
	spaced bool // plain spaces may stand there
}

// read reads digits and what stands between them from i on, and returns the
// end. It stops early at too many digits.
func (l *literal) read(i int) int {
	if !l.digitAt(i) && (i+1 >= len(l.raw) || l.raw[i] != '.') {
		return i
	}
	for i < len(l.raw) && l.count <= maxDigits {
		if c := l.raw[i]; isDigit(c) {
			l.add(c)
			i++
			continue
		}
		size := l.separator(i)
		if size == 0 {
			break
		}
		i += size
	}
	return i
}

// add adds a digit.
func (l *literal) add(c byte) {
	l.number.digits = l.number.digits*10 + uint64(c-'0')
	l.count++
	if l.point {
		l.exp--
	}
}

// separator returns the length of what stands at i between thousands or before
// decimals, 0 if nothing does.
func (l *literal) separator(i int) int {
	if l.point {
		return 0
	}
	if size := l.group(i); size > 0 && (0 < l.count && l.count <= 3 || l.grouped) && !l.dotted {
		l.grouped = true
		return size
	}
	if l.count > 0 && l.count <= 3 && l.dots(i) || l.dotted && l.thousand(i, '.') {
		l.grouped, l.dotted = true, true
		return 1
	}
	if c := l.raw[i]; (c == '.' || c == ',' && l.count > 0) && l.digitAt(i+1) {
		l.point = true
		return 1
	}
	return 0
}

// leadsZero reports whether the digits from i on begin with a zero that no
// number does ("007").
func (l *literal) leadsZero(i int) bool {
	return l.raw[i] == '0' && l.digitAt(i+1)
}

// dots reports whether two groups of thousands follow at i, each after a full
// stop ("1.500.000"): one alone may be decimals.
func (r reader) dots(i int) bool {
	return r.thousand(i, '.') && r.thousand(i+len(".000"), '.')
}

// thousand reports whether mark and exactly three digits stand at i.
func (r reader) thousand(i int, mark byte) bool {
	return 0 <= i && i < len(r.raw) && r.raw[i] == mark && threeDigits(r.raw[i+1:])
}

// threeDigits reports whether s begins with exactly three digits.
func threeDigits(s string) bool {
	return len(s) >= 3 && isDigit(s[0]) && isDigit(s[1]) && isDigit(s[2]) && (len(s) == 3 || !isDigit(s[3]))
}

// group returns the length of the separator of thousands at i, 0 if it is none:
// three digits follow, or two and another separator as in "1,20,000".
func (l *literal) group(i int) int {
	size := l.groupMark(i)
	if size == 0 {
		return 0
	}
	digits := i + size
	if threeDigits(l.raw[digits:]) {
		return size
	}
	if next := digits + 2; l.digitAt(digits) && l.digitAt(digits+1) && next < len(l.raw) && l.raw[next] == ',' &&
		l.digitAt(next+1) && l.digitAt(next+2) {
		return size
	}
	return 0
}

// groupMark returns the length of the mark or space at i that may stand between
// thousands. A plain space does where two groups follow, where no number can
// begin after it ("20 000"), after a currency ("SEK 1 200") and the like.
func (l *literal) groupMark(i int) int {
	switch c := l.raw[i]; {
	case c == ',' || c == '\'':
		return 1
	case c == ' ':
		const group = len(" 000")
		if !l.thousand(i, ' ') {
			return 0
		}
		if l.spaced || l.raw[i+1] == '0' || l.thousand(i+group, ' ') || l.thousand(i-group, ' ') {
			return 1
		}
		return 0
	case c < utf8.RuneSelf:
		return 0
	case l.raw[i:min(i+len("’"), len(l.raw))] == "’":
		return len("’")
	}
	return spaceAt(l.raw, i)
}
