package quantity

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
