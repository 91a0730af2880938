package relation

// stake says who has the share of a company that percentage q is. A percentage
// of anything else is no stake, and neither is one of which no company is
// found.
func (d *decoder) stake(q int) {
	items, at := d.at(q)
	if at < 0 {
		return
	}
	s := newShare(d, q, items, at)
	f := s.form()
	if f.how == noShare {
		return
	}
	holder, company := s.parties(f)
	if company < 0 || company == holder || holder < 0 && s.guessed(f) {
		return
	}
	d.out.Stakes = append(d.out.Stakes, Stake{
		Quantity: q, Holder: int(holder), Entity: int(company), Status: s.status(f),
		Confidence: s.confidence(f, holder), Reason: s.reason(f),
	})
}

// guessed reports whether too little speaks for the company of a share that nobody
// is said to have.
func (s *share) guessed(f form) bool {
	pointed := f.named || f.how == passive || f.how == bracket || s.which() >= 0
	return !pointed && (f.how == exchanged || !s.certain())
}

// confidence is the share that was right of stakes like this one, in articles
// looked through by hand: the company counts most, and who has the share after it.
func (s *share) confidence(f form, holder int32) float64 {
	switch known := holder >= 0; {
	case f.how == passive, f.how == bracket, f.target >= 0 && known:
		return 0.9
	case s.which() >= 0 && known:
		return 0.8
	case known && s.certain():
		return 0.6
	case f.named, f.how == exchanged:
		return 0.55
	}
	return 0.35
}

// certain reports whether the text speaks of one company more than of others, so
// that a share of none that is named is probably one of that.
func (s *share) certain() bool { return s.main >= 0 && s.leads(s.main) }

// reason tells the word that made a share of a percentage.
func (s *share) reason(f form) Reason {
	decisive := Cue{s.tables.stakes.names[s.cues[f.word]], s.items[f.word].Of(s.text.Raw)}
	if decisive.Name == "" {
		decisive.Name = "stake"
	}
	if f.word < s.at {
		return Reason{Before: decisive}
	}
	return Reason{After: decisive}
}
