package relation

import "slices"

// stakeTies tell what a company is to the shares before, in the same sentence and in
// earlier ones, and whether the amounts before concern it.
type stakeTies struct {
	ties
	share, earlierShare int
}

// What a company is to a share before.
const (
	noShareBefore = iota
	neitherPart
	ownedPart
	holderPart
)

// sharesBefore is how many quantities back a share is looked for.
const sharesBefore = 30

// lastShares returns the percentages before q that were read as shares, in its
// sentence and before it, -1 for none.
func (v *view) lastShares(q int, read func(q int) decoded) (here, earlier int) {
	here, earlier = -1, -1
	for p := q - 1; p >= max(0, q-sharesBefore); p-- {
		switch {
		case read(p).owned == 0:
		case v.quantities[p].Sentence != v.quantities[q].Sentence:
			return here, p
		case here < 0:
			here = p
		}
	}
	return here, earlier
}

// stakeTies tells what e is to what was read before q.
func (d *decoder) stakeTies(q int, e int32) stakeTies {
	read := func(p int) decoded { return d.done[p] }
	here, earlier := d.lastShares(q, read)
	return stakeTies{d.ties(q, e), d.stakeTie(here, e, read), d.stakeTie(earlier, e, read)}
}

// stakeTie tells what e is to share p.
func (v *view) stakeTie(p int, e int32, read func(q int) decoded) int {
	switch {
	case p < 0:
		return noShareBefore
	case read(p).owned == 1+e:
		return ownedPart
	case slices.Contains(read(p).parties, e):
		return holderPart
	}
	return neitherPart
}
