package relation

// payer returns who gave money for the share: the company after "from", else
// who pays.
func (s *share) payer() int32 {
	if i := s.from(); i >= 0 {
		return s.after(i + 1)
	}
	money := -1
	for i := s.left - 1; i > 0; i-- {
		if s.is(i, "pay", "buy") {
			e, _ := s.subject(i)
			return e
		}
		if s.items[i].kind == isQuantity && !s.percent(i) && s.possessive(i-1) && s.entity(i-2) {
			return s.items[i-2].index // "Y's $5m for 30%"
		}
		if s.word(i, ")") {
			for i > 0 && !s.word(i, "(") {
				i--
			}
			continue
		}
		if s.word(i, "wants", "want", "raise", "raised", "raising", "get", "got") {
			return -1
		}
		if s.ends(i) {
			break
		}
		if money < 0 && s.items[i].kind == isQuantity && !s.percent(i) {
			money = i
		}
	}
	if money < 0 {
		return -1
	}
	e, _ := s.subject(money)
	return e
}

// from returns the place of "from" before the giver of money, -1 for none.
func (s *share) from() int {
	for i := s.left - 1; i > 0 && !s.ends(i); i-- {
		if s.word(i, "from") && s.after(i+1) >= 0 {
			return i
		}
	}
	return -1
}

// receiver returns the company that money for a share went to: "into X", or the
// subject that got it, -1 for none.
func (s *share) receiver() int32 {
	for i := s.left - 1; i > 0 && !s.ends(i); i-- {
		if s.word(i, "into", "in", "to") && s.entity(i+1) {
			return s.items[i+1].index
		}
	}
	if i := s.from(); i >= 0 {
		e, _ := s.subject(i)
		return e
	}
	return -1
}
