package relation

// form is how a text says that a percentage is a share of a company.
type form struct {
	how  how
	word int // the item that decided
	// from is where the company is looked for to the right, 0 where nothing
	// of the percentage's names it: "30% of", "a 30% stake in".
	from int
	// named is true where that gave the company.
	named  bool
	target int32 // it, -1 for none
}

// how is the kind of a form.
type how uint8

const (
	noShare    how = iota
	passive        // "X, 30% owned by Y"
	nounAfter      // "a 30% stake"
	nounBefore     // "a stake of 30%"
	verb           // "Y holds 30%"
	parted         // "X sold 30% to Y"
	with           // "Y, with 30%"
	ownerOf        // "Y, a 30% shareholder"
	bracket        // "owned by Y (30%)"
	exchanged      // "paid $5m for 30%"
	given          // "giving Y 30%"
	shareOf        // "30% of X"
)

// form tries one form after the other, the surest first.
func (s *share) form() form {
	for _, try := range []func() form{s.passive, s.nounAfter, s.bracketed, s.nounBefore, s.governed} {
		if f := try(); f.how != noShare {
			return f
		}
	}
	return form{}
}

// passive is "30% owned by Y", "30%-owned", "owned 30 per cent by Y".
func (s *share) passive() form {
	i := s.at + 1
	hyphen := s.hyphen(i)
	if hyphen {
		i++
	}
	if s.word(i, "owned", "held", "controlled") && (hyphen || s.word(i+1, "by") || s.word(s.left, "is", "was", "are", "were", "be")) {
		return form{how: passive, word: i, target: -1}
	}
	if s.word(s.left, "owned", "held", "controlled") && s.word(s.at+1, "by") {
		return form{how: passive, word: s.left, target: -1}
	}
	return form{}
}

// nounReach is how many words may stand between a percentage and its noun.
const nounReach = 5

// nounAfter is "a 30% stake", "a 30% minority shareholder".
func (s *share) nounAfter() form {
	for i := s.at + 1; i <= s.at+nounReach && !s.ends(i); i++ {
		switch {
		case s.is(i, "noun"):
			return s.within(s.toward(form{how: nounAfter, word: i}, i+1), i+1)
		case s.is(i, "owner"):
			return s.toward(form{how: ownerOf, word: i}, i+1)
		case s.is(i, "weak"):
			return s.surely(s.toward(form{how: nounAfter, word: i}, i+1))
		case s.is(i, "other", "people") || s.items[i].kind == isQuantity || s.items[i].grammar != 0 && !s.hyphen(i) && !s.capital(i):
			return form{}
		}
	}
	return form{}
}

// within drops a form whose share is in something else than a company: "a 30%
// stake in the field".
func (s *share) within(f form, i int) form {
	if f.named || !s.word(i, "in", "of") {
		return f
	}
	for k := i + 1; k < i+4 && k < len(s.items); k++ {
		if s.is(k, "elsewhere") || s.items[k].stem == yearWord || s.items[k].kind == isQuantity {
			return f
		}
	}
	return form{}
}

// surely drops a form whose company is not named: its word alone says too
// little.
func (s *share) surely(f form) form {
	if !f.named || f.target < 0 {
		return form{}
	}
	return f
}

// bracketed is "owned by Y (30%) and Z (20%)".
func (s *share) bracketed() form {
	if !s.word(s.at-1, "(") {
		return form{}
	}
	for i := s.at - 2; i >= 0; i-- {
		if s.word(i, "owned", "held", "owners", "owner", "shareholders", "controlled") && (s.word(i+1, "by", ":", "are") || s.word(i, "owners", "owner")) {
			return form{how: bracket, word: i, target: -1}
		}
	}
	return form{}
}

// nounBeforeReach is how far before a percentage its noun may stand.
const nounBeforeReach = 14

// nounBefore is "a stake of 30%", "its holding is 30%", "raised its stake in X
// from 25% to 30%".
func (s *share) nounBefore() form {
	near := s.left
	switch {
	case s.is(near, "noun") && !s.word(near, "equity"):
		return s.backward(form{how: nounBefore, word: near}, near)
	case s.is(near, "owner") && s.word(near+1, "of"):
		return form{}
	case s.word(near, "of") && s.is(near-1, "owner"):
		return s.toward(form{how: ownerOf, word: near - 1}, s.at+1)
	case !s.word(near, "of", "to", "from", "at", "is", "was", "be", "been", "are") && !s.is(near, "change"):
		return form{}
	}
	for i := near - 1; i >= 0 && i >= s.at-nounBeforeReach && !s.ends(i); i-- {
		switch {
		case s.is(i, "noun") || s.is(i, "weak") && s.word(i+1, "in"):
			if s.word(near, "of") && i < near-1 && !s.word(i+1, "in", "of") || s.is(near, "change") && s.valued(i) {
				return form{}
			}
			return s.backward(form{how: nounBefore, word: i}, i)
		case s.word(i, ",") && i < near-1, s.items[i].kind == isQuantity && !s.percent(i):
			return form{}
		}
	}
	return form{}
}

// valued reports whether the noun at i is only named for its worth: "the value of
// its stake fell 30%".
func (s *share) valued(i int) bool {
	for k := max(0, i-6); k < i; k++ {
		if s.word(k, "value", "worth", "price") {
			return true
		}
	}
	return !s.word(s.left, "to", "is", "was", "be", "reach", "reached", "reaches", "becomes", "totals", "totalled")
}
