package relation

// having returns who has, buys or sells the share.
func (s *share) having(f form) int32 {
	if f.how == parted || s.sold(f) {
		if e, ok := s.buyer(f); ok {
			return e
		}
		if f.how == parted && !f.named && !s.word(s.left+1, "its", "their") && s.possessiveBefore() < 0 {
			return -1 // of itself
		}
	}
	if i := s.possessiveBefore(); i >= 0 {
		if v := s.governor(i); v >= 0 && v >= i-3 && s.is(v, "buy", "take") {
			e, _ := s.subject(v)
			return e // who buys it from Y
		}
		return s.items[i].index
	}
	if e, ok := s.heldBy(f); ok {
		return e
	}
	start := s.left
	if f.how == nounBefore {
		start = f.word - 1
		if i := s.entityLeft(s.skipNoun(f.word - 1)); i >= 0 && s.possessive(i+1) {
			return s.items[i].index
		}
	}
	v := s.governor(start)
	if v < 0 {
		if f.how == shareOf && !s.word(s.left, "is", "was") {
			return -1
		}
		v = start
	}
	e, person := s.subject(v)
	if person {
		return -1
	}
	return e
}

// skipNoun passes the words that describe a noun, to the left.
func (s *share) skipNoun(i int) int {
	for i > 0 && !s.possessive(i) && (isContent(&s.items[i]) && !s.verb(i) || s.tables.grammar.is(s.items, i, "filler")) {
		i--
	}
	return i
}

// sold reports whether the noun of the share is governed by a verb of parting.
func (s *share) sold(f form) bool {
	if f.how != nounAfter && f.how != nounBefore {
		return false
	}
	v := s.governor(min(s.left, f.word-1))
	return v >= 0 && s.is(v, "sell")
}

// buyer returns the company that a share is sold "to", and whether there is any
// buyer.
func (s *share) buyer(f form) (int32, bool) {
	for i := max(s.at, f.word) + 1; i < len(s.items) && !s.word(i, ";", ".", ":"); i++ {
		if s.word(i, "to") && !s.lowerVerb(i+1) {
			return s.after(i + 1), true
		}
	}
	for i := s.left; i >= 0 && !s.ends(i); i-- {
		if s.word(i, "to") && s.after(i+1) >= 0 && s.is(i-1, "sell") {
			return s.after(i + 1), true
		}
	}
	return -1, false
}

// lowerVerb reports whether item i after "to" is a verb or a number and no buyer: "to
// help", "to 30%".
func (s *share) lowerVerb(i int) bool {
	if i >= len(s.items) || s.entity(i) || s.capital(i) {
		return false
	}
	return s.items[i].kind == isQuantity || isContent(&s.items[i]) && !s.is(i, "people", "company") || s.verb(i)
}

// heldBy returns who the words after the noun say has the share: "a 30% stake
// held by Y".
func (s *share) heldBy(f form) (int32, bool) {
	for i := max(f.word, s.at) + 1; i < len(s.items) && !s.ends(i) && i < s.at+12; i++ {
		if s.is(i, "own", "have") && s.inverted(i) {
			e, _ := s.subject(i)
			return e, true
		}
		if s.word(i, "by") && s.is(i-1, "own", "buy", "sell") {
			return s.after(i + 1), true
		}
		if s.items[i].kind == isQuantity {
			break
		}
	}
	return -1, false
}

// inverted reports whether the verb at i follows the share that it is about: "the
// 30% of X that Y still owns".
func (s *share) inverted(i int) bool {
	for i--; i > s.at && s.tables.grammar.is(s.items, i, "filler"); i-- {
	}
	return i > s.at+2 && (s.entity(i) || s.word(i, "it", "they")) && (s.entity(i-1) || s.word(i-1, "that", "which") || s.is(i-1, "shares", "company"))
}

// governor returns the verb of having, buying or selling that is nearest to
// the left of item i, -1 for none in the clause.
func (s *share) governor(i int) int {
	for ; i >= 0 && !s.ends(i); i-- {
		if s.verb(i) || s.is(i, "pay") || s.word(i, "with") {
			return i
		}
	}
	return -1
}
