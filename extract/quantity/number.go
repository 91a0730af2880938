package quantity

import "unicode/utf8"

// number is a number in figures or words, without its scale.
type number struct {
	decimal
	grouped bool // separators stand between thousands
	long    bool // three digits or more before the point
	figures bool // in figures
	article bool // no more than "a"
}

// number reads a number at i: "1,300.5", "2½", "twenty-five", "half a", "three
// and a half", "two thirds of a".
func (r reader) number(i int) (number, int) {
	n, end := r.literal(i)
	if end == i {
		if part, end := r.glyph(i); end > i {
			return number{decimal: decimal{digits: part, exp: -2}}, end
		}
		return r.words(i)
	}
	if part, past := r.glyph(end); past > end {
		n.decimal = n.plus(part)
		return n, past
	}
	return r.andPart(n, end)
}

// literal reads figures at i.
func (r reader) literal(i int) (number, int) {
	n := number{figures: true}
	count, point, start := 0, false, i
	for i < len(r.raw) {
		c := r.raw[i]
		if isDigit(c) {
			n.digits = n.digits*10 + uint64(c-'0')
			if count++; count > maxDigits {
				return number{}, start
			}
			if point {
				n.exp--
			}
			i++
			continue
		}
		if count == 0 && (point || c != '.' || !r.digitAt(i+1)) {
			return number{}, start
		}
		if size := r.group(i); size > 0 && !point && (count <= 3 || n.grouped) {
			n.grouped = true
			i += size
		} else if !point && (c == '.' || c == ',') && r.digitAt(i+1) {
			point = true
			i++
		} else {
			break
		}
	}
	n.long = count+n.exp >= 3
	return n, i
}

// group returns the length of the separator of thousands at i, 0 if it is none:
// three digits follow, or two and another separator as in "1,20,000".
func (r reader) group(i int) int {
	size := 1
	switch c := r.raw[i]; {
	case c == ',' || c == '\'':
	case c < utf8.RuneSelf:
		return 0
	default:
		if size = spaceAt(r.raw, i); size == 0 && r.raw[i:min(i+3, len(r.raw))] == "’" {
			size = len("’")
		}
	}
	digits := i + size
	for r.digitAt(digits) && digits < i+size+4 {
		digits++
	}
	switch digits - i - size {
	case 3:
		return size
	case 2:
		if digits < len(r.raw) && r.raw[digits] == ',' && r.digitAt(digits+1) && r.digitAt(digits+2) {
			return size
		}
	}
	return 0
}

// glyph reads a fraction that is one character at i, as hundredths.
func (r reader) glyph(i int) (uint64, int) {
	end := i + len("½")
	if end > len(r.raw) {
		return 0, i
	}
	switch r.raw[i:end] {
	case "¼":
		return 25, end
	case "½":
		return 50, end
	case "¾":
		return 75, end
	}
	return 0, i
}

// words reads a number in words at i.
func (r reader) words(i int) (number, int) {
	var buf [longestWord]byte
	word, end := r.word(i, &buf)
	switch string(word) {
	case "half":
		return number{decimal: decimal{digits: 5, exp: -1}}, r.ofOne(end)
	case "quarter":
		if past := r.hyphen(end); past > end { // "quarter-billion"
			return number{decimal: decimal{digits: 25, exp: -2}}, end
		}
	case "a", "an":
		return r.afterArticle(end)
	}
	n, end := r.cardinal(i)
	if end == i {
		return number{}, i
	}
	if part, past := r.part(end, n); past > end {
		return number{decimal: part}, past
	}
	return r.andPart(number{decimal: n, long: n.digits >= 100}, end)
}

// afterArticle reads what "a" begins: "a quarter of a", "a half", "a dozen", or
// the number one.
func (r reader) afterArticle(i int) (number, int) {
	one := decimal{digits: 1}
	if part, end := r.part(i, one); end > i {
		return number{decimal: part}, end
	}
	if dozen, end := r.dozen(i, one); end > i {
		return number{decimal: dozen}, end
	}
	return number{decimal: one, article: true}, i
}

// part reads the name of a fraction after n at i: "half" or "quarter" before
// anything, "quarters of a" and "thirds of a".
func (r reader) part(i int, n decimal) (decimal, int) {
	var buf [longestWord]byte
	word, end := r.word(r.joint(i), &buf)
	past := r.ofOne(end)
	var part decimal
	switch string(word) {
	case "half":
		return n.hundredths(50), past
	case "quarter", "quarters":
		part = n.hundredths(25)
		if n.digits == 1 {
			return part, past
		}
	case "third", "thirds":
		part = decimal{n.digits, n.exp, true}
	case "fifth", "fifths":
		part = n.hundredths(20)
	case "tenth", "tenths":
		part = n.hundredths(10)
	default:
		return decimal{}, i
	}
	if past == end {
		return decimal{}, i
	}
	return part, past
}

// ofOne passes "of a", "a" or "-a-" at i.
func (r reader) ofOne(i int) int {
	start := r.joint(i)
	if end, ok := r.is(start, "of"); ok {
		start = r.joint(end)
	}
	for _, article := range []string{"a", "an", "one"} {
		if end, ok := r.is(start, article); ok && start > i {
			return end
		}
	}
	return i
}

// cardinal reads a whole number in words at i: "nine", "twenty-five", "one
// hundred and fifty", "two dozen", "two point five".
func (r reader) cardinal(i int) (decimal, int) {
	small, end := r.small(i)
	n := decimal{digits: small}
	if end == i {
		return n, i
	}
	if past, ok := r.is(r.joint(end), "hundred"); ok {
		n, end = n.times(100), past
		start := r.joint(end)
		if and, ok := r.is(start, "and"); ok {
			start = r.joint(and)
		}
		if rest, past := r.small(start); past > start && start > end {
			n.digits += rest
			return n, past
		}
		return n, end
	}
	if dozen, past := r.dozen(end, n); past > end {
		return dozen, past
	}
	return r.pointPart(n, end)
}

// small reads a number below a hundred at i.
func (r reader) small(i int) (uint64, int) {
	var buf [longestWord]byte
	word, end := r.word(i, &buf)
	n, ok := r.numbers[string(word)]
	if !ok {
		return 0, i
	}
	if n < 20 {
		return n, end
	}
	word, past := r.word(r.joint(end), &buf)
	if unit := r.numbers[string(word)]; 0 < unit && unit < 10 {
		return n + unit, past
	}
	return n, end
}

// dozen reads "dozen" after n at i.
func (r reader) dozen(i int, n decimal) (decimal, int) {
	if end, ok := r.is(r.joint(i), "dozen"); ok {
		return n.times(12), end
	}
	return n, i
}

// mostDecimals is how many digits follow a point that is a word.
const mostDecimals = 4

// pointPart reads "point five" after n at i.
func (r reader) pointPart(n decimal, i int) (decimal, int) {
	end, ok := r.is(r.gap(i), "point")
	if !ok {
		return n, i
	}
	var buf [longestWord]byte
	for range mostDecimals {
		word, past := r.word(r.gap(end), &buf)
		digit, ok := r.numbers[string(word)]
		if !ok || digit > 9 {
			break
		}
		n = n.times(10)
		n.digits, n.exp, end = n.digits+digit, n.exp-1, past
	}
	return n, end
}

// andPart reads "and a half" or "and three quarters" after n at i.
func (r reader) andPart(n number, i int) (number, int) {
	end, ok := r.is(r.joint(i), "and")
	if !ok {
		return n, i
	}
	var buf [longestWord]byte
	word, end := r.word(r.joint(end), &buf)
	count := uint64(1)
	if string(word) != "a" {
		count = r.numbers[string(word)]
	}
	word, end = r.word(r.joint(end), &buf)
	switch string(word) {
	case "half":
		n.decimal = n.plus(50 * count)
	case "quarter", "quarters":
		n.decimal = n.plus(25 * count)
	default:
		return n, i
	}
	return n, end
}
