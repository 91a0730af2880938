package relation

// toward looks for the company that a share at item i on is said to be in or
// of: "in the Finnish lender Y", "of its shares".
func (s *share) toward(f form, i int) form {
	f.target = -1
	if !s.word(i, "in", "of", "at") {
		return f
	}
	e, ok := s.target(i + 1)
	f.from, f.named, f.target = i, ok, e
	return f
}

// targetReach is how many words may stand before the name of a company.
const targetReach = 9

// target returns the company that a phrase from item i on names, -1 with true
// where it speaks of one that an earlier word names, and false where it speaks of
// no company.
func (s *share) target(i int) (int32, bool) {
	start := i
	for ; i < start+targetReach && !s.ends(i) && !s.word(i, ","); i++ {
		switch {
		case s.entity(i):
			if e, ok := s.named(i); ok {
				return e, true
			}
			if !s.possessive(i + 1) {
				return -1, false
			}
		case s.is(i, "itself"):
			return s.itself(), true
		case s.word(i, "it"):
			return -1, true
		case s.is(i, "shares"):
			if s.word(i+1, "of", "in") {
				continue
			}
			return -1, true
		case s.is(i, "company") && s.plain(start, i) && s.lone(i):
			return -1, true
		case s.word(i, "of", "in"):
			if i > start && !s.is(i-1, "shares", "noun") && !s.word(i-1, "each", "all", "both") {
				return -1, false
			}
		case s.stops(i) || s.word(i, "what"):
			return -1, false
		}
	}
	return -1, false
}

// stops reports whether item i ends the phrase that may name a company.
func (s *share) stops(i int) bool {
	it := &s.items[i]
	if it.kind == isQuantity || s.possessive(i) && !s.entity(i-1) && !s.capital(i-1) {
		return true
	}
	return s.preposition(i) || s.tables.grammar.is(s.items, i, "auxiliary") && !s.possessive(i) ||
		s.tables.grammar.is(s.items, i, "conjunction") || s.is(i, "sell", "buy")
}

// named returns the company at item i if the phrase is of it and not of
// something of its: "Y", "Y's shares", but not "Y's sales" nor "Y staff".
func (s *share) named(i int) (int32, bool) {
	e := s.items[i].index
	next := i + 1
	if s.possessive(next) {
		next++
		for ; next < len(s.items) && (s.tables.grammar.is(s.items, next, "filler") || s.word(next, "outstanding", "issued", "voting", "ordinary", "common")); next++ {
		}
		return e, s.is(next, "shares") || s.word(next, "equity")
	}
	if i > s.at+2 && s.toNoun(i) {
		return e, true
	}
	if next < len(s.items) && isContent(&s.items[next]) && s.cues[next] == 0 && !s.capital(next) && !s.adverb(next) {
		return e, false
	}
	return e, !s.is(next, "people")
}

// toNoun reports whether a noun of share stands before the company at i: what
// follows is then no part of its name.
func (s *share) toNoun(i int) bool {
	for i--; i > s.at; i-- {
		if s.is(i, "noun", "weak", "owner", "shares") {
			return true
		}
	}
	return false
}

// adverb reports whether item i is a word that may follow a name and belongs to the
// verb.
func (s *share) adverb(i int) bool {
	raw := s.items[i].Of(s.text.Raw)
	return len(raw) > 4 && raw[len(raw)-2:] == "ly" || s.word(i, "today", "yesterday", "alongside", "earlier", "later", "ago")
}

// plain reports whether the words from start to i only point to a company that
// was named: "the combined group", "the Finnish lender", not "its paints business".
func (s *share) plain(start, i int) bool {
	for k := start; k < i; k++ {
		if s.word(k, "its", "their", "his", "her", "our", "a", "an", "two", "three", "each", "every", "any") ||
			isContent(&s.items[k]) && !s.capital(k) && !s.word(k, "combined", "enlarged", "merged", "listed", "new", "resulting") {
			return false
		}
	}
	return true
}

// lone reports whether the name of a kind of company at item i stands alone:
// "the lender", not "the lender Y" nor "the company's sales".
func (s *share) lone(i int) bool {
	next := i + 1
	if s.possessive(next) {
		return s.is(next+1, "shares") || s.word(next+1, "equity")
	}
	if s.entity(next) || s.is(next, "company", "shares") {
		return false
	}
	return next >= len(s.items) || !isContent(&s.items[next]) || s.cues[next] != 0 || s.adverb(next)
}

// itself returns who parts with a share of itself: whoever the sentence begins
// with.
func (s *share) itself() int32 {
	e, _ := s.first(s.at)
	return e
}

// backward looks for the company of a noun before its percentage: "a stake in Y
// of 30%", else after it: "a stake of 30% in Y".
func (s *share) backward(f form, noun int) form {
	f = s.toward(f, noun+1)
	if s.word(noun+1, "of", "at") && !s.sure(f) {
		f.named, f.target, f.from = false, -1, 0
	}
	if f.named {
		return f
	}
	if s.word(s.at+1, "in", "of") {
		return s.toward(f, s.at+1)
	}
	return f
}

func (s *share) sure(f form) bool { return f.named && f.target >= 0 }

// which returns the place of "which" where the share is of what it stands for,
// -1 for none.
func (s *share) which() int {
	for i := s.at - 1; i > 0 && !s.ends(i); i-- {
		if s.word(i, "which", "whom") && s.word(i-1, "in", "of") {
			return i
		}
	}
	return -1
}
