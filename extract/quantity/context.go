package quantity

// contextOf returns what token k says of an amount near it.
func (p *pass) contextOf(k int) context {
	var buf [longestWord]byte
	return p.contextWords[string(lower(p.text.Word(k), &buf))]
}

// follows reports whether word stands before token k, with no more than minor
// words between.
func (p *pass) follows(k int, word string) bool {
	for k--; k >= p.first(); k-- {
		if p.wordIs(k, word) {
			return true
		}
		if p.contextOf(k)&contextMinor == 0 {
			return false
		}
	}
	return false
}

// changes reports whether a verb of change and "from" stand before token k, so
// that "X to Y" says how something changed ("rose $1m to $3m", "from $1m to
// $3m") and is no range ("ranging from").
func (p *pass) changes(k int) (verb, from bool) {
	for k--; k >= p.first(); k-- {
		switch context := p.contextOf(k); {
		case context&contextSpread != 0:
			return false, false
		case context&contextChange != 0:
			return true, from
		case !from && p.wordIs(k, "from"):
			from = true
		case context&contextMinor == 0:
			return false, from
		}
	}
	return false, from
}
