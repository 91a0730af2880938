package relation

// governed is a percentage that hangs on a verb or a preposition: "Y holds
// 30%", "Y, with 30%", "for 30% of X", or that is followed by its company.
func (s *share) governed() form {
	f := s.toward(form{how: shareOf, word: s.at}, s.at+1)
	if s.of() && !f.named || s.follower() || s.boughtBack() && s.ofItself(f) {
		return form{}
	}
	if s.hangs(s.left) {
		f.word = s.left
	}
	if how, alone := s.hanging(); how != noShare {
		f.how = how
		if !f.named && !alone {
			return form{}
		}
		return f
	}
	return s.ungoverned(f)
}

// hanging returns the form of a percentage by the word that it hangs on, and
// whether that is enough where nothing after the percentage names the company.
func (s *share) hanging() (how how, alone bool) {
	switch i := s.left; {
	case s.is(i, "own", "buy"):
		return verb, s.closes()
	case s.is(i, "sell"):
		return parted, s.closes()
	case s.is(i, "take"):
		return verb, s.closes() && (s.bought() || s.word(i, "with"))
	case s.given(i):
		return given, s.closes()
	case s.is(i, "have"):
		return verb, s.which() >= 0 || s.word(i-1, "which", "who") && s.closes()
	case s.with(i):
		return with, s.closes()
	case s.word(i, "for") && s.money(i):
		return exchanged, !s.whole() && (s.closes() || s.priced())
	}
	return noShare, false
}

// with reports whether the percentage hangs on "Y, with" or "Y, on".
func (s *share) with(i int) bool {
	on := s.word(i, "on") && s.word(i-1, ",") && s.tables.grammar.is(s.items, s.at+1, "comma")
	return (on || s.word(i, "with")) && s.holderBefore(i)
}

// ungoverned is a percentage that no verb of having makes a share: only its
// company does, or "X, in which Y's 30%".
func (s *share) ungoverned(f form) form {
	owned := s.possessiveBefore() >= 0
	switch {
	case owned && s.which() >= 0:
		f.how = verb
		return f
	case f.target < 0, !s.of() && !owned, s.measured(), s.word(s.at-1, "than"):
		return form{}
	}
	return f
}

// boughtBack reports whether the share is bought back by the company itself.
func (s *share) boughtBack() bool {
	for i := s.left; i >= 0 && i > s.left-3; i-- {
		if s.is(i, "buy") || s.word(i, "repurchase", "repurchasing", "repurchased", "back", "cancel", "cancelling") {
			return true
		}
	}
	return false
}

// hangs reports whether a percentage may hang on item i.
func (s *share) hangs(i int) bool {
	return i >= 0 && (s.cues[i] != 0 || s.word(i, "with", "for"))
}

// of reports whether the percentage is said to be of something.
func (s *share) of() bool { return s.word(s.at+1, "of") }

// given reports whether item i gets the percentage: "giving it 30%".
func (s *share) given(i int) bool {
	return (s.entity(i) || s.word(i, "it", "them")) && s.word(i-1, "giving", "gives", "give", "gave", "leaving", "leaves", "left")
}

// follower reports whether the next word makes the percentage one of
// something else: "sold 20% less", "took 9% off".
func (s *share) follower() bool {
	return s.word(s.at+1, "less", "more", "off", "higher", "lower", "growth", "year-on-year", "annually")
}

// closes reports whether the phrase ends with the percentage, or goes on with
// what may follow a share.
func (s *share) closes() bool {
	i := s.at + 1
	return i >= len(s.items) || s.ends(i) || s.tables.grammar.is(s.items, i, "comma") ||
		s.word(i, "and", "each", "apiece", "for", "to", "from", "in", "while", "but", "after", "before", "when", "at", "outright", "directly", "through",
			"via", "held", "owned", "still", "that", "it", "last", "since", "by", "on", "as", "or", "until", "currently", "itself", "already", "now", "is", "was", "owes")
}

// bought reports whether the percentage was taken for money, or in a sentence that
// speaks of shares.
func (s *share) bought() bool {
	for i := range s.items {
		if s.is(i, "noun", "shares") || i > s.at && s.word(i, "for") && s.amount(i+1) {
			return true
		}
	}
	return false
}

// amount reports whether money follows at item i.
func (s *share) amount(i int) bool {
	for k := i; k < i+4 && k < len(s.items); k++ {
		if s.items[k].kind == isQuantity && !s.percent(k) {
			return true
		}
	}
	return false
}

// percent reports whether item i is a percentage.
func (s *share) percent(i int) bool {
	return s.items[i].kind == isQuantity && s.quantities[s.items[i].index].Kind == s.quantities[s.q].Kind
}

// priced reports whether the words after the percentage say what its price makes
// of the whole.
func (s *share) priced() bool {
	return s.word(s.at+1, "makes", "made", "values", "valued", "valuing", "gives", "puts", "implies", "implied", "would", "which")
}

// whole reports whether the percentage is all of something.
func (s *share) whole() bool { return s.quantities[s.q].High >= 100 }

// measured reports whether the percentage, though of a company, hangs on
// words that speak of something else.
func (s *share) measured() bool {
	return s.is(s.left, "change") || s.word(s.left, "is", "are", "was", "by", "than") && s.left == s.at-1
}

// holderBefore reports whether "with" at i follows who has the share.
func (s *share) holderBefore(i int) bool {
	if s.word(i-1, ",") {
		i--
	}
	return s.entity(i-1) || s.is(i-1, "company") || s.word(i-1, "fund", "investor", "vehicle", "one")
}
