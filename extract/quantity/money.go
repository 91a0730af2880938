package quantity

// prefix reads a sign or word of money that stands before figures at i: "US$",
// "Rs. ", "CHF", "R", "$A". It returns what it can mean, where the figures
// begin, and whether they must be scaled or grouped ("kr 500 million").
func (r reader) prefix(i int) (money []denomination, start int, apart bool) {
	money, end := r.mark(i)
	if money == nil {
		return nil, i, false
	}
	start = r.gap(end)
	sure := start == end || money[0].weak == strong || r.codes[r.raw[i:end]]
	if r.sign(start) > start {
		sign, past := r.mark(start)
		if both := common(sign, money); both != nil { // "AUD $5"
			money, start, sure = both, r.gap(past), true
		}
	}
	if past := r.dash(start); past > start && r.digitAt(past) && (start > end || r.letters(i) == i) {
		start = past // "NOK -137m", but not "THB-101"
	}
	if !sure && !money[0].apart || !r.figuresAt(start) {
		return nil, i, false
	}
	return money, start, !sure
}

// mark reads the longest sign or word of money at i.
func (r reader) mark(i int) ([]denomination, int) {
	end := r.letters(i)
	if end == i {
		return r.signFirst(i)
	}
	if end-i > longestWord {
		return nil, i
	}
	if money, past := r.spacedSign(i, end); money != nil {
		return money, past
	}
	past := r.sign(end)
	if past == end && end < len(r.raw) && (r.raw[end] == '.' || r.raw[end] == '/') {
		past = end + 1
	}
	if past > end {
		if money := r.before[r.raw[i:past]]; money != nil {
			return money, past
		}
		if past = r.sign(r.dotted(i)); past > end+1 {
			if money := r.before[r.raw[i:past]]; money != nil {
				return money, past // "U.S.$"
			}
		}
	}
	if money := r.before[r.raw[i:end]]; money != nil {
		return money, end
	}
	return nil, i
}

// spacedSign reads a sign after the two letters or more from i to end and a
// space ("HK $5bn"), which make one together.
func (r reader) spacedSign(i, end int) ([]denomination, int) {
	if end-i < 2 || end-i > 3 {
		return nil, i
	}
	start := r.gap(end)
	past := r.sign(start)
	if start == end || past == start {
		return nil, i
	}
	return r.before[r.raw[i:end]+r.raw[start:past]], past
}

// signFirst reads a sign at i, and letters that belong to it ("$A", "$US").
func (r reader) signFirst(i int) ([]denomination, int) {
	end := r.sign(i)
	if end == i {
		return nil, i
	}
	sign := r.raw[i:end]
	money := r.before[sign]
	if past := r.letters(end); past > end && past-end <= 3 && r.digitAt(past) {
		if swapped := r.before[r.raw[end:past]+sign]; swapped != nil {
			return swapped, past
		}
	}
	return money, end
}

// figuresAt reports whether a number in figures begins at i.
func (r reader) figuresAt(i int) bool {
	_, end := r.glyph(i)
	return r.digitAt(i) || end > i || i < len(r.raw) && (r.raw[i] == '.' || r.raw[i] == '(') && r.digitAt(i+1)
}
