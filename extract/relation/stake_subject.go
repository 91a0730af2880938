package relation

// subject returns the company that does what item i says, and whether it is a
// person or an office who does.
func (s *share) subject(i int) (e int32, person bool) {
	for i > 0 && s.cues[i] != 0 && s.cues[i-1] == s.cues[i] && s.items[i].kind == isWord {
		i--
	}
	doer := s.skipAdverbs(i - 1)
	if k := s.skipAdverbs(i - 1); s.word(k, "and", "but", "or", "then") {
		return s.first(k)
	}
	if s.word(i-1, ",") {
		if s.entity(i-2) && !s.finite(i) {
			return s.items[i-2].index, false
		}
		if s.finite(i) {
			return s.first(i)
		}
	}
	for i--; i >= 0; i-- {
		switch {
		case s.entity(i):
			if s.blocked(i) {
				continue
			}
			if s.possessive(i+1) && !s.is(i+2, "noun", "weak", "buy", "sell") || s.is(i+1, "people") {
				return -1, true
			}
			return s.items[i].index, false
		case s.is(i, "people"):
			return -1, true
		case s.word(i, "which", "who", "that") && !s.word(i-1, "in", "of"):
			return s.relative(i)
		case s.word(i, "it", "they", "its", "their"):
			return s.it(i), false
		case i == doer && s.capital(i) && s.items[i].grammar == 0 && !s.entity(i-1):
			return -1, true
		case s.ends(i) && !s.word(i, ")", "]"):
			return s.beforeBreak(i)
		case s.word(i, ")"):
			for i > 0 && !s.word(i, "(") {
				i--
			}
		}
	}
	return -1, false
}

// opening returns where the clauses begin that a colon or semicolon before item i
// opens, else the sentence.
func (s *share) opening(i int) int {
	for i--; i >= 0; i-- {
		if s.word(i, ":", ";", "?", "!", ".") {
			return i + 1
		}
	}
	return 0
}

// finite reports whether the verb at i has a subject of its own, unlike "holding".
func (s *share) finite(i int) bool {
	raw := s.items[i].Of(s.text.Raw)
	return s.is(i, "own", "have", "buy", "take", "sell") && (len(raw) < 4 || raw[len(raw)-3:] != "ing")
}

// skipAdverbs passes the words between a verb and its subject, to the left.
func (s *share) skipAdverbs(i int) int {
	for i >= 0 && (s.tables.grammar.is(s.items, i, "auxiliary") || s.tables.grammar.is(s.items, i, "filler") || s.items[i].kind == isWord && s.adverb(i)) {
		i--
	}
	return i
}

// first returns the company that the clause up to item i begins with: it does
// also what stands after "and".
func (s *share) first(i int) (int32, bool) {
	for k := s.opening(i); k < i; k++ {
		if s.entity(k) && !s.blocked(k) {
			if s.is(k+1, "people") || s.possessive(k+1) {
				return -1, true
			}
			return s.items[k].index, false
		}
		if s.is(k, "people") {
			return -1, true
		}
		if s.word(k, "it", "they") {
			return s.topic(), false
		}
	}
	return -1, false
}

// beforeBreak goes on to the left of a break only over a dash.
func (s *share) beforeBreak(i int) (int32, bool) {
	if s.word(i, "—", "–") && s.entity(i-1) {
		return s.items[i-1].index, false
	}
	return -1, false
}

// relative returns the company that "which" at i stands for.
func (s *share) relative(i int) (int32, bool) {
	if k := s.entityLeft(i - 1); k >= 0 {
		return s.items[k].index, false
	}
	if s.word(i-1, ",") && (s.capital(i-2) || s.is(i-2, "people")) {
		return -1, true
	}
	return s.subject(i)
}

// entityLeft returns the place of the company that ends at item i, over a
// comma, an ending and "in", -1 for none.
func (s *share) entityLeft(i int) int {
	for i >= 0 && (s.word(i, ",", "in", "of") || s.possessive(i)) {
		i--
	}
	if s.word(i, ")") {
		for i > 0 && !s.word(i, "(") {
			i--
		}
		i--
	}
	if s.entity(i) {
		return i
	}
	return -1
}

// blocked reports whether the company at item i is only part of a phrase: "a
// fund in Y".
func (s *share) blocked(i int) bool {
	for i--; i >= 0; i-- {
		switch {
		case s.preposition(i):
			return !s.word(i, "like", "including")
		case s.tables.grammar.is(s.items, i, "filler"), s.possessive(i), s.entity(i) && s.possessive(i+1), s.capital(i):
		default:
			return false
		}
	}
	return false
}
