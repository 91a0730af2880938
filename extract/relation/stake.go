package relation

import "github.com/gigawire/gigawire/extract/linear"

// leastStake is the confidence below which nothing is said. It balances precision and
// recall on articles held apart.
const leastStake = 0.3

// stake says who has the share of a company that percentage q is. A percentage
// of anything else is no stake.
func (d *decoder) stake(q int) {
	if _, at := d.at(q); at < 0 {
		return
	}
	out := &d.done[q]
	out.ready = true
	class, probability := d.shareClass(q)
	if probability < leastStake {
		return
	}
	out.class = 1 + class
	holder, company, right := d.stakePair(q)
	if company < 0 || probability*right < leastStake {
		return
	}
	out.owned, out.parties = 1+company, d.holders(q, holder, company)
	s := Stake{Quantity: q, Holder: -1, Entity: int(company), Confidence: float64(probability * right), Reason: d.stakeReason(q, probability)}
	s.Status, s.Reason.Before = d.denied(q, d.statuses[class], s.Reason.Before)
	if len(out.parties) == 0 {
		d.out.Stakes = append(d.out.Stakes, s)
	}
	for _, h := range out.parties {
		s.Holder = int(h)
		d.out.Stakes = append(d.out.Stakes, s)
	}
}

// shareClass returns the status of the share that percentage q is, and how
// probable it is one at all. The class before the statuses is that of none.
func (d *decoder) shareClass(q int) (status int, probability float32) {
	d.features = d.sharing(d.features[:0], q, before{d.classAt(d.previous(q)), d.classAt(d.earlier(q))})
	p := d.scores[:d.models.stake.Classes()]
	d.models.stake.Probabilities(d.features, p)
	best := 1
	for i := range p[1:] {
		if p[1+i] > p[best] {
			best = 1 + i
		}
	}
	return best - 1, 1 - p[0]
}

// stakeReason tells the nearest words on either side that make a share of a
// percentage.
func (d *decoder) stakeReason(q int, probability float32) Reason {
	s := d.share(q)
	r := Reason{Decision: "stake", Probability: probability}
	for i, c := range s.cues {
		name := d.tables.stakes.names[c]
		if c == 0 || d.tables.words.silent[linear.HashString(name)] {
			continue
		}
		cue := Cue{name, s.items[i].Of(d.text.Raw)}
		switch {
		case i < s.at:
			r.Before = cue
		case r.After.Name == "":
			r.After = cue
		}
	}
	return r
}
