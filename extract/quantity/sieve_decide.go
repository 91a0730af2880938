package quantity

import "bytes"

// The numbers of words between which a number and what it counts may stand:
// "two New Taiwan dollars", "worth a further 35 billion", "a third of the shares".
const (
	nearName  = 4
	nearPrice = 8
	nearShare = 3
)

func (s *Sieve) word(word []byte) {
	s.run = false
	k := s.words.kindOf(word)
	s.found = s.decides(k)
	s.fraction = s.afterFraction(k, word)
	s.number, s.price = s.number+1, s.price+1
	s.prefix = k & (wordPrefix | wordLetter)
	if k&(wordNumber|wordScale|wordShort) != 0 && (k&wordShort == 0 || s.number == 1) {
		s.large = k&(wordScale|wordShort) != 0
		s.number, s.digits, s.glued = 0, 0, true
	}
	if k&wordPrice != 0 {
		s.price = 0
	}
}

// decides reports whether a word, with those before it, makes a quantity.
func (s *Sieve) decides(k wordKind) bool {
	follows := s.number == 0 && s.glued
	switch {
	case k == 0:
		return false
	case k&wordAlone != 0, k&wordName != 0 && s.number <= nearName:
		return true
	case k&wordClose != 0 && follows, k&wordWeak != 0 && follows && s.large:
		return true
	case k&wordScale != 0 && s.price <= nearPrice, k&wordShort != 0 && follows && s.price <= nearPrice:
		return true
	case k&(wordScale|wordShort) != 0 && follows && s.lettered:
		return true
	}
	return k&wordShare != 0 && s.fraction <= nearShare
}

// afterFraction returns how many words ago there was a fraction that may still
// be that of a company: of one that goes on with "of", the company must follow.
func (s *Sieve) afterFraction(k wordKind, word []byte) int {
	switch {
	case k&wordFraction != 0:
		return 0
	case s.fraction == 0 && string(word) == "of", s.fraction > 0 && (string(word) == "the" || string(word) == "its"):
		return s.fraction + 1
	case s.fraction > 0 && s.fraction <= nearShare && upperFirst(string(word[:1])):
		s.found = true
	}
	return far
}

// entity reports whether an entity of HTML that begins a piece is a sign.
func (w *sieveWords) entity(piece []byte) bool {
	end := bytes.IndexByte(piece[:min(len(piece), longestSign)], ';')
	return end > 0 && w.entities[string(piece[:end+1])]
}

// longestSign is the length of the longest entity of a sign, in bytes.
const longestSign = 10
