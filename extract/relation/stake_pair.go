package relation

import (
	"cmp"
	"slices"
)

// stakeContest is the companies that may have a share or be what it is one of, and
// how probable the linear models find either of each.
type stakeContest struct {
	quantity      int
	entities      []int32
	holder, owned []float32
}

// stakeContest asks both linear models for each company near percentage q.
func (d *decoder) stakeContest(q int) *stakeContest {
	c := &d.stakers
	c.quantity, c.entities = q, d.candidates(c.entities[:0], q)
	c.entities = slices.DeleteFunc(c.entities, func(e int32) bool { return d.entities[e].Outlet })
	c.holder, c.owned = c.holder[:0], c.owned[:0]
	for _, e := range c.entities {
		d.features = d.staking(d.features[:0], q, e, d.stakeTies(q, e))
		c.holder = append(c.holder, probability(d.models.holder, d.features))
		c.owned = append(c.owned, probability(d.models.owned, d.features))
	}
	return c
}

// stakePair is a candidate for who has a share, -1 for nobody, and one for what it is
// one of: places among those of a contest.
type stakePair struct{ holder, owned int }

// likeliest is how many candidates for either part are looked at in pairs.
const likeliest = 6

// pairs returns the pairs of the likeliest candidates. Nobody has a share of itself.
func (c *stakeContest) pairs() []stakePair {
	var out []stakePair
	holders := highest(c.holder, likeliest)
	for _, o := range highest(c.owned, likeliest) {
		out = append(out, stakePair{-1, o})
		for _, h := range holders {
			if h != o {
				out = append(out, stakePair{h, o})
			}
		}
	}
	return out
}

// highest returns the places of the n highest numbers, the highest first.
func highest(numbers []float32, n int) []int {
	order := make([]int, len(numbers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(numbers[b], numbers[a]) })
	return order[:min(n, len(order))]
}

// stakePair returns the most probable holder and company of a share, as entities,
// the first -1 for nobody, the second for none found.
func (d *decoder) stakePair(q int) (holder, company int32, probability float32) {
	c := d.stakeContest(q)
	holder, company = -1, -1
	for _, p := range c.pairs() {
		if x := d.together(c, p); x > probability {
			holder, company, probability = c.entity(p.holder), c.entity(p.owned), x
		}
	}
	return holder, company, probability
}

// entity returns the entity of candidate i, -1 for none.
func (c *stakeContest) entity(i int) int32 {
	if i < 0 {
		return -1
	}
	return c.entities[i]
}

// together returns how probable both parts of a pair are by the trees. Without any
// it is what the linear models say of each: nobody holds where no holder is likely.
func (d *decoder) together(c *stakeContest, p stakePair) float32 {
	switch {
	case d.models.stakeTrees != nil:
		d.numbers = d.pairNumbers(d.numbers[:0], c, p)
		return d.models.stakeTrees.Probability(d.numbers)
	case p.holder < 0:
		return c.owned[p.owned] * (1 - most(c.holder))
	}
	return c.owned[p.owned] * c.holder[p.holder]
}

// most returns the highest of some numbers, none for no numbers.
func most(numbers []float32) float32 {
	if len(numbers) == 0 {
		return none
	}
	return slices.Max(numbers)
}
