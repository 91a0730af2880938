package relation

import "github.com/gigawire/gigawire/extract/linear"

// it returns the company that "it" at i stands for.
func (s *share) it(i int) int32 {
	if s.preposition(i-1) && s.word(i-2, ",") && s.entity(i-3) {
		return s.items[i-3].index // "Y, despite its stake"
	}
	if i < s.at {
		for k := range i {
			if s.entity(k) && !s.blocked(k) {
				return s.items[k].index
			}
		}
	}
	return s.topic()
}

// mentions returns those of companies in sentence k, but not of endless ones.
func (s *share) mentions(k int) []mention {
	all := s.mentionsOf.of(k)
	return all[:min(len(all), mostMentions)]
}

// topic returns the company that the sentences before begin with.
func (s *share) topic() int32 { return s.recent(-1) }

// antecedentBut returns the company that is spoken of and is not the holder: that
// most spoken of, unless the sentences before speak of another.
func (s *share) antecedentBut(holder int32) int32 {
	main := s.main
	if main == holder {
		main = -1
	}
	if e := s.staked(holder); e >= 0 {
		return e
	}
	recent := s.recent(holder)
	switch {
	case main >= 0 && (recent < 0 || s.lately(main) || s.leads(main)):
		return main
	case recent >= 0:
		return recent
	}
	return s.beside(holder)
}

// staked returns the only company other than the holder in which the text speaks
// of a stake by name, -1 for none or several.
func (s *share) staked(holder int32) int32 {
	found := int32(-1)
	here := s.quantities[s.q].Sentence
	for k := max(0, here-stakesWithin); k < min(len(s.sentences), here+stakesWithin); k++ {
		items := s.view.items(k)
		for i := 2; i < len(items); i++ {
			if items[i].kind != isEntity || items[i].index == holder || items[i].nominal || !s.tables.words.stake[items[i-2].word] || items[i-1].word != inWord {
				continue
			}
			if found >= 0 && found != items[i].index {
				return -1
			}
			found = items[i].index
		}
	}
	return found
}

var inWord = linear.HashString("in")

// beside returns another company of the sentence, -1 for none.
func (s *share) beside(holder int32) int32 {
	for i := range s.items {
		if s.entity(i) && s.items[i].index != holder && !s.entities[s.items[i].index].Outlet {
			return s.items[i].index
		}
	}
	return -1
}

// lately reports whether the two sentences before speak of a company.
func (s *share) lately(e int32) bool {
	for k := s.quantities[s.q].Sentence; k >= 0 && k >= s.quantities[s.q].Sentence-2; k-- {
		for _, m := range s.mentions(k) {
			if m.entity == e {
				return true
			}
		}
	}
	return false
}

// leads reports whether a company is spoken of more often than any other.
func (s *share) leads(e int32) bool {
	n := len(s.entities[e].Mentions)
	for i := range s.entities {
		if int32(i) != e && len(s.entities[i].Mentions) >= n {
			return false
		}
	}
	return true
}

// recent returns the company that is named first in the nearest sentence before
// that names another than the holder, -1 for none.
func (s *share) recent(holder int32) int32 {
	for k := s.quantities[s.q].Sentence - 1; k >= 0 && k >= s.quantities[s.q].Sentence-2; k-- {
		best, start := int32(-1), 0
		for _, m := range s.mentions(k) {
			if m.entity != holder && !s.entities[m.entity].Outlet && (best < 0 || m.Start < start) {
				best, start = m.entity, m.Start
			}
		}
		if best >= 0 {
			return best
		}
	}
	return -1
}

// earlier returns the company that the sentence names first before the share and
// that is not the holder, else one of the sentences before.
func (s *share) earlier(holder int32) int32 {
	for i := range s.at {
		if s.entity(i) && s.items[i].index != holder && !s.blocked(i) {
			return s.items[i].index
		}
	}
	return s.recent(holder)
}

// last returns the company that was named last before the share, but for the
// holder.
func (s *share) last(holder int32) int32 {
	best, start := int32(-1), -1
	for k := s.quantities[s.q].Sentence; k >= 0 && k >= s.quantities[s.q].Sentence-2; k-- {
		for _, m := range s.mentions(k) {
			if m.entity != holder && m.Start > start && m.Start < s.items[s.at].Start {
				best, start = m.entity, m.Start
			}
		}
	}
	return best
}
