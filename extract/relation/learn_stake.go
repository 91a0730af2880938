package relation

import (
	"slices"

	"github.com/gigawire/gigawire/extract/quantity"
)

// share learns from a percentage whether it is a share, and of one who has it.
func (l *learner) share(v *view, a *Annotated, q int, b before) {
	m := a.Meanings[q]
	l.add(stakeModel, v.sharing(nil, q, b), classOf(m))
	if m.Status == "" || m.Owner < 0 {
		return
	}
	here, earlier := v.lastShares(q, a.said)
	for _, e := range v.candidates(nil, q) {
		features := v.staking(nil, q, e, stakeTies{a.ties(v, q, e), v.stakeTie(here, e, a.said), v.stakeTie(earlier, e, a.said)})
		l.add(holderModel, features, int(b2i(slices.Contains(m.Companies, e))))
		l.add(ownedModel, features, int(b2i(e == m.Owner)))
	}
}

// said returns what people say of a percentage, as if it had been read.
func (a *Annotated) said(q int) decoded {
	m := a.Meanings[q]
	if m.Status == "" || a.Quantities[q].Kind != quantity.Percent {
		return decoded{}
	}
	return decoded{parties: m.Companies, owned: 1 + m.Owner}
}

// stakes adds the pairs of companies of one share.
func (r *rows) stakes(d *decoder, c *stakeContest, m Meaning) {
	for _, p := range c.pairs() {
		right := p.holder < 0 && len(m.Companies) == 0 || p.holder >= 0 && slices.Contains(m.Companies, c.entities[p.holder])
		r.add(d.pairNumbers(nil, c, p), right && c.entities[p.owned] == m.Owner)
	}
}
