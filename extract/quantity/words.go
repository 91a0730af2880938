package quantity

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
	case "a", "an", "another":
		return r.afterArticle(end)
	}
	n, end := r.cardinal(i)
	if end == i {
		return number{}, i
	}
	if part, past := r.part(end, n); past > end {
		return number{decimal: part}, past
	}
	return r.andPart(number{decimal: n}, end)
}

// afterArticle reads what "a" begins: "a quarter of a", "a half", "a dozen", "a
// hundred and fifty", or the number one.
func (r reader) afterArticle(i int) (number, int) {
	one := decimal{digits: 1}
	if part, end := r.part(i, one); end > i {
		return number{decimal: part}, end
	}
	if dozen, end := r.dozen(i, one); end > i {
		return number{decimal: dozen}, end
	}
	if hundred, end := r.hundreds(one, i); end > i && hundred.digits > 100 {
		return number{decimal: hundred}, end
	}
	return number{decimal: one, article: true}, i
}

// cardinal reads a whole number in words at i: "nine", "twenty-five", "one
// hundred and fifty", "two dozen", "two point five".
func (r reader) cardinal(i int) (decimal, int) {
	small, end := r.small(i)
	n := decimal{digits: small}
	if end == i {
		return n, i
	}
	if hundred, past := r.hundreds(n, end); past > end {
		return hundred, past
	}
	if dozen, past := r.dozen(end, n); past > end {
		return dozen, past
	}
	return r.pointPart(n, end)
}

// hundreds reads "hundred" after n at i, and what is below a hundred after it.
func (r reader) hundreds(n decimal, i int) (decimal, int) {
	end, ok := r.is(r.joint(i), "hundred")
	if !ok {
		return n, i
	}
	n = n.times(100)
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

// maxRest is the greatest number before a scale that smaller parts follow.
const maxRest = 1000

// rest reads the smaller parts of a number in words after the scale of t at i:
// "two million three hundred thousand".
func (r reader) rest(t *term, i int) int {
	for t.exp == 0 && !t.thirds && 0 < t.scale && t.scale <= maxDigits {
		start := r.joint(i)
		if and, ok := r.is(start, "and"); ok {
			start = r.joint(and)
		}
		n, end := r.cardinal(start)
		if end == start || n.exp != 0 {
			break
		}
		scale, end := r.scaleWords(end)
		if scale >= t.scale || n.digits >= pow10(t.scale-scale) || t.digits > maxRest {
			break
		}
		t.decimal = t.times(pow10(t.scale - scale))
		t.digits += n.digits
		t.scale, i = scale, end
	}
	return i
}

// scaleWords reads scales at i, and returns the power of ten that they make.
func (r reader) scaleWords(i int) (exp, end int) {
	var buf [longestWord]byte
	for {
		word, past := r.word(r.joint(i), &buf)
		part, ok := r.scales[string(word)]
		if !ok || exp+part > maxDigits {
			return exp, i
		}
		exp, i = exp+part, past
	}
}
