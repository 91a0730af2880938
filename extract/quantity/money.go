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

// name reads the name of a currency after a number at i: "dollars", "Danish
// kroner", "pounds sterling", "p", "EUR", "€". A weak one may begin with a capital only
// after a scaled number ("5 Billion Won").
func (r reader) name(i int, scaled bool) ([]denomination, int) {
	start := r.joint(i)
	if end := r.sign(start); end > start && r.bounded(end) {
		if money := r.after[r.raw[start:end]]; money != nil {
			return money, end // "20¢"
		}
		return r.before[r.raw[start:end]], end
	}
	end := r.dotted(start)
	word := r.raw[start:end]
	if word == "" || end-start > longestWord {
		return nil, i
	}
	second := r.joint(end)
	if codes, past := r.adjective(start); codes != nil {
		if money, end := r.noun(r.joint(past), scaled); money != nil {
			if own := ofCurrencies(money, codes); own != nil {
				return own, end
			}
		}
	}
	if past := r.letters(second); past > second && past-start <= longestWord {
		if money := r.lookUp(r.raw[start:past], scaled); money != nil {
			return money, past
		}
	}
	if start > i && r.letters(start) == start+1 {
		return nil, i // "5 p"
	}
	return r.noun(start, scaled)
}

// noun reads the name of a currency that is one word at i.
func (r reader) noun(i int, scaled bool) ([]denomination, int) {
	end := r.letters(i)
	word := r.raw[i:end]
	if money := r.lookUp(word, scaled); money != nil && r.bounded(end) {
		return money, end
	}
	if money := r.before[word]; money != nil && r.codes[word] {
		return money, end
	}
	return nil, i
}

// lookUp returns what a name means, as it is written or else in lower case.
func (r reader) lookUp(name string, scaled bool) []denomination {
	if money := r.after[name]; money != nil {
		return money
	}
	if !upperFirst(name) {
		return nil
	}
	var buf [longestWord]byte
	money := r.after[string(lower(name, &buf))]
	if !scaled && (money == nil || money[0].weak != strong) {
		return nil
	}
	return money
}

// adjective reads one of a country at i: "Danish", "Hong Kong", "U.S.".
func (r reader) adjective(i int) ([]string, int) {
	end := r.dotted(i)
	if codes := r.places[r.raw[i:end]]; codes != nil {
		return codes, end
	}
	second := r.gap(end)
	past := r.letters(second)
	if past > second && past-i <= longestWord && upperFirst(r.raw[i:end]) {
		if codes := r.places[r.raw[i:past]]; codes != nil {
			return codes, past
		}
	}
	return nil, i
}

// repeated reads a name or code after an amount whose currency stands before
// it, and returns what both can mean: "US7.5 cents", "$5 million AUD".
func (r reader) repeated(i int, money []denomination) ([]denomination, int) {
	if name, end := r.name(i, true); name != nil && name[0].exp <= 0 && r.bounded(end) {
		if both := common(name, money); both != nil {
			return both, end
		}
	}
	return money, i
}

// common returns the first of a whose currency is in b.
func common(a, b []denomination) []denomination {
	for i := range a {
		for j := range b {
			if a[i].currency == b[j].currency {
				return a[i : i+1]
			}
		}
	}
	return nil
}

// allCommon returns those of a whose currencies are in b.
func allCommon(a, b []denomination) []denomination {
	var both []denomination
	for i := range a {
		if common(a[i:i+1], b) != nil {
			both = append(both, a[i])
		}
	}
	return both
}

// ofCurrencies returns the first of money that is one of the currencies.
func ofCurrencies(money []denomination, codes []string) []denomination {
	for i := range money {
		for _, code := range codes {
			if money[i].currency == code {
				return money[i : i+1]
			}
		}
	}
	return nil
}
