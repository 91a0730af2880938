package quantity

// partsOf returns how many of the parts that a word names make a whole, 0 where it
// names none.
func partsOf(word []byte) uint64 {
	switch string(word) {
	case "half":
		return 2
	case "third", "thirds":
		return 3
	case "quarter", "quarters":
		return 4
	case "fifth", "fifths":
		return 5
	case "tenth", "tenths":
		return 10
	}
	return 0
}

// part reads the name of a fraction after n at i: "half" or "quarter" before
// anything, "quarters of a" and "thirds of a".
func (r reader) part(i int, n decimal) (decimal, int) {
	var buf [longestWord]byte
	word, end := r.word(r.joint(i), &buf)
	parts, past := partsOf(word), r.ofOne(end)
	alone := parts == 2 || parts == 4 && n.digits == 1
	switch {
	case parts == 0, past == end && !alone:
		return decimal{}, i
	case parts == 3:
		return decimal{n.digits, n.exp, true}, past
	}
	return n.hundredths(100 / parts), past
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
	parts := partsOf(word)
	if parts != 2 && parts != 4 {
		return n, i
	}
	n.decimal = n.plus(100 / parts * count)
	return n, end
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

// ratio reads a fraction such as "1/2" at i, as hundredths.
func (r reader) ratio(i int) (uint64, int) {
	end := i + len("1/2")
	if end > len(r.raw) || r.digitAt(end) || end < len(r.raw) && r.raw[end] == '/' {
		return 0, i
	}
	switch r.raw[i:end] {
	case "1/4":
		return 25, end
	case "1/2":
		return 50, end
	case "3/4":
		return 75, end
	}
	return 0, i
}
