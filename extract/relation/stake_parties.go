package relation

// parties returns who has the share and of what company it is, -1 for none.
func (s *share) parties(f form) (holder, company int32) {
	holder = s.holder(f)
	company = f.target
	if company >= 0 && company == holder && s.ofItself(f) {
		holder = -1
	}
	if company >= 0 && company != holder {
		return holder, company
	}
	company = s.company(f, holder)
	if holder == company {
		return -1, company
	}
	return holder, company
}

// company returns of what the share is where nothing after it says so.
func (s *share) company(f form, holder int32) int32 {
	switch {
	case f.how == exchanged:
		if e := s.receiver(); e >= 0 && e != holder {
			return e
		}
	case f.how == passive || f.how == bracket:
		return s.owned(f, holder)
	case s.which() >= 0:
		if i := s.entityLeft(s.which() - 1); i >= 0 {
			return s.items[i].index
		}
		if !s.is(s.which()-2, "company") && !s.is(s.which()-3, "company") {
			return -1 // something that is no company known
		}
		if e, _ := s.first(s.which()); e >= 0 && e != holder {
			return e
		}
	case f.named && s.ownTo(f):
		if e, _ := s.subject(s.left + 1); e >= 0 && e != holder {
			return e
		}
	case s.aside() >= 0 && s.items[s.aside()].index != holder:
		return s.items[s.aside()].index
	case f.named && s.word(f.from+1, "it"):
		return s.earlier(holder)
	case f.named && s.word(f.from+2, "latter"):
		return s.last(holder)
	case f.how == parted && !f.named && !s.word(s.left+1, "its", "their"):
		if e, person := s.subject(s.left); e >= 0 && !person && e != holder {
			return e
		}
	case f.how == ownerOf && f.word > s.at:
		if i := s.at - 1; s.possessiveBefore() >= 0 && i >= 0 {
			return s.items[s.possessiveBefore()].index
		}
	}
	return s.antecedentBut(holder)
}

// ofItself reports whether somebody parts with a share of itself.
func (s *share) ofItself(f form) bool { return s.is(f.from+1, "itself") }

// ownTo reports whether the share is said to be of "its" shares.
func (s *share) ownTo(f form) bool { return s.word(f.from+1, "its", "their") }

// aside returns the place of the company before the bracket that the share stands
// in: "X (Y owns 30%)", -1 for none.
func (s *share) aside() int {
	for i := s.at; i > 0; i-- {
		if s.word(i, "(") {
			return s.entityLeft(i - 1)
		}
		if s.ends(i) {
			return -1
		}
	}
	return -1
}

// owned returns the company that is said to be owned: the subject, or the
// name after "a 30%-owned unit".
func (s *share) owned(f form, holder int32) int32 {
	if f.how == passive && f.word > s.at && !s.word(f.word+1, "by") {
		for i := f.word + 1; i < f.word+6 && !s.ends(i); i++ {
			if s.entity(i) && s.items[i].index != holder {
				return s.items[i].index
			}
		}
	}
	from := min(f.word, s.at)
	if e, person := s.subject(from); e >= 0 && !person && e != holder {
		return e
	}
	return s.antecedentBut(holder)
}
