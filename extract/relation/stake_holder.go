package relation

// holder returns who has the share, -1 where the text names no company.
func (s *share) holder(f form) int32 {
	switch f.how {
	case passive:
		return s.by(f)
	case bracket:
		if s.entity(s.at - 2) {
			return s.items[s.at-2].index
		}
		return -1
	case ownerOf:
		return s.owner(f)
	case exchanged:
		return s.payer()
	case given:
		if s.entity(s.left) {
			return s.items[s.left].index
		}
		e, _ := s.subject(s.left)
		return e
	}
	return s.having(f)
}

// by returns who owns in "30% owned by Y" and in "Y's 30%-owned unit".
func (s *share) by(f form) int32 {
	start := max(f.word, s.at) + 1
	if s.word(start, "by") {
		return s.after(start + 1)
	}
	if i := s.possessiveBefore(); i >= 0 {
		return s.items[i].index
	}
	if s.word(s.left+1, "its", "their") {
		e, _ := s.subject(s.left + 1)
		return e
	}
	return -1
}

// after returns the company named from item i on, over articles and words that
// describe it.
func (s *share) after(i int) int32 {
	for end := i + 7; i < end && !s.ends(i) && !s.word(i, ","); i++ {
		if s.entity(i) {
			if s.possessive(i+1) && !s.entity(i+2) {
				return -1
			}
			if !s.possessive(i + 1) {
				return s.items[i].index
			}
			continue
		}
		if s.is(i, "people") || s.preposition(i) || s.items[i].kind == isQuantity {
			return -1
		}
	}
	return -1
}

// possessiveBefore returns the place of the entity in "Y's 30%", -1 for none.
func (s *share) possessiveBefore() int {
	i := s.at - 1
	for i > 0 && !s.possessive(i) && (s.is(i, "loose") || s.tables.grammar.is(s.items, i, "filler") && s.passes(i) || isContent(&s.items[i]) && !s.verb(i)) {
		i--
	}
	if i > 0 && s.possessive(i) && s.entity(i-1) {
		return i - 1
	}
	return -1
}

func (s *share) verb(i int) bool { return s.is(i, "own", "have", "buy", "take", "sell", "change") }

// owner returns who is "a 30% shareholder": the company before or after these
// words.
func (s *share) owner(f form) int32 {
	if f.word > s.at && s.entity(f.word+1) {
		return s.items[f.word+1].index
	}
	i := s.left
	if f.word < s.at {
		i = s.skipLeft(f.word - 1)
	}
	for i >= 0 && (s.items[i].kind == isWord && isContent(&s.items[i]) || s.tables.grammar.is(s.items, i, "filler")) && !s.word(i, ",") {
		i--
	}
	if s.word(i, ",") {
		i--
	}
	if s.entity(i) {
		return s.items[i].index
	}
	if s.word(i, "is", "was", "as", "remains") {
		e, _ := s.subject(i)
		return e
	}
	return -1
}
