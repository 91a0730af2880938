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
	if company < 0 || company == holder || f.how == exchanged && !f.named && holder < 0 {
		return
	}
	d.out.Stakes = append(d.out.Stakes, Stake{
		Quantity: q, Holder: int(holder), Entity: int(company), Status: s.status(f),
		Confidence: s.confidence(f, holder), Reason: s.reason(f),
	})
}

// confidence is the share that was right of stakes like this one, in articles
// looked through by hand: the company counts most, and who has the share after it.
func (s *share) confidence(f form, holder int32) float64 {
	switch known := holder >= 0; {
	case f.how == passive, f.how == bracket, f.target >= 0 && known:
		return 0.9
	case s.which() >= 0 && known:
		return 0.85
	case f.named, f.how == exchanged:
		return 0.65
	case known && s.main >= 0 && s.leads(s.main):
		return 0.6
	}
	return 0.45
}

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
