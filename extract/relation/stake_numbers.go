package relation

// How many numbers pairNumbers returns: those of either candidate, those of the
// percentage and those of both.
const (
	candidateNumbersOf = 37
	pairNumbersOf      = 2*candidateNumbersOf + 6 + 5 + 4
)

// pairNumbers appends the numbers by which the trees tell one pair from another.
// Their order is part of the trained trees.
func (d *decoder) pairNumbers(out []float32, c *stakeContest, p stakePair) []float32 {
	out = d.candidateNumbers(out, c, p.holder, c.holder, c.owned)
	out = d.candidateNumbers(out, c, p.owned, c.owned, c.holder)
	s, f := d.share(c.quantity), d.focus(c.quantity)
	out = appendSigns(out, s.run(s.at, -1), 3)
	out = appendSigns(out, s.run(s.at, 1), 3)
	out = append(out, most(c.holder), most(c.owned), float32(len(c.entities)), float32(f.others), float32(f.pronoun))
	return d.ofPair(out, c, p)
}

func appendSigns(out []float32, signs [signsLong]uint64, n int) []float32 {
	for _, sign := range signs[:n] {
		out = append(out, float32(sign))
	}
	return out
}

// ofPair appends how the company stands to its holder: the nearest before it and the
// one most spoken of, the holder left aside, are often what it is a share of.
func (d *decoder) ofPair(out []float32, c *stakeContest, p stakePair) []float32 {
	holder, company := c.entity(p.holder), c.entity(p.owned)
	out = append(out, number(d.recentBut(c, holder) == company), number(d.mainBut(c, holder) == company))
	if holder < 0 {
		return append(out, none, none)
	}
	h, o := d.place(c.quantity, holder).mention, d.place(c.quantity, company).mention
	if h < 0 || o < 0 {
		return append(out, none, none)
	}
	return append(out, number(h < o), float32(distance(h, o)))
}

// mainBut returns the company other than one that the text speaks of most, -1 for
// none.
func (d *decoder) mainBut(c *stakeContest, but int32) int32 {
	found, times := int32(-1), 0
	for _, e := range c.entities {
		if n := len(d.entities[e].Mentions); e != but && n > times {
			found, times = e, n
		}
	}
	return found
}

// recentBut returns the company that is named first in the nearest sentence before
// that names another than one, -1 for none.
func (d *decoder) recentBut(c *stakeContest, but int32) int32 {
	s := d.quantities[c.quantity].Sentence
	for k := s - 1; k >= 0 && k >= s-lookBack; k-- {
		found, start := int32(-1), 0
		for _, m := range d.mentionsOf.of(k) {
			if m.entity != but && (found < 0 || m.Start < start) {
				found, start = m.entity, m.Start
			}
		}
		if found >= 0 {
			return found
		}
	}
	return -1
}

// candidateNumbers appends those of one candidate: its probabilities in its own part
// and in the other, what it is to the article, and how it stands to the percentage.
func (d *decoder) candidateNumbers(out []float32, c *stakeContest, i int, own, other []float32) []float32 {
	if i < 0 {
		return nones(out, candidateNumbersOf)
	}
	e, sentence := c.entities[i], d.quantities[c.quantity].Sentence
	p, t := d.place(c.quantity, e), d.stakeTies(c.quantity, e)
	introduced, last := d.mentioned(e, sentence)
	out = append(out, own[i], rank(own, i), other[i], rank(other, i),
		number(e == d.main), number(e == 0), float32(len(d.entities[e].Mentions)), float32(introduced), float32(sentence-last),
		number(d.opens(sentence) == e), number(d.sameParagraph(p, sentence)), float32(p.sentence), float32(p.rank), number(p.nominal),
		float32(d.listed(e)), float32(t.share), float32(t.earlierShare), float32(t.here), float32(t.earlier),
		float32(p.attachment.how), float32(p.attachment.matches(e)), number(e == d.recentBut(c, -1)))
	return d.ofWay(out, p)
}

// wayNumbersOf is how many of the numbers of a candidate are about its mention.
const wayNumbersOf = 15

// ofWay appends what stands about the mention at a place and on the way from there to
// the percentage.
func (d *decoder) ofWay(out []float32, p *place) []float32 {
	s := d.share(p.quantity)
	at := p.mention - s.first
	if p.mention < 0 || at < 0 || at >= len(s.items) {
		return nones(out, wayNumbersOf)
	}
	step := s.toward(at)
	out = appendSigns(out, s.way(at, s.at, step), 3)
	out = appendSigns(out, s.way(s.at, at, -step), 3)
	var companies, percentages, breaks float32
	for k := min(at, s.at) + 1; k < max(at, s.at); k++ {
		companies += number(s.items[k].kind == isEntity)
		percentages += number(s.signs[k] == percentSign)
		breaks += number(d.tables.grammar.is(s.items, k, "break"))
	}
	out = append(out, companies, percentages, breaks, float32(at-s.at))
	out = appendSigns(out, s.run(at, -1), 2)
	out = appendSigns(out, s.run(at, 1), 2)
	return append(out, number(firstEntityFrom(p.items, 0) == p.mention))
}

func nones(out []float32, n int) []float32 {
	for range n {
		out = append(out, none)
	}
	return out
}

// rank returns how many numbers are higher than one of them.
func rank(numbers []float32, i int) float32 {
	n := float32(0)
	for _, x := range numbers {
		n += number(x > numbers[i])
	}
	return n
}
