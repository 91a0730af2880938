package relation

import (
	_ "embed"
	"math"
)

// The tables of words that tell shares of companies from other percentages, and how
// real they are.
var (
	//go:embed data/stakes.txt
	stakeData string
	//go:embed data/stake_statuses.txt
	stakeStatusData string
)

// share is a percentage that may be one of a company, in its sentence.
type share struct {
	q     int
	items []item // of the sentence, near the percentage
	first int    // the first of them among those of the sentence
	at    int    // the percentage among them
	// cues and moods are of each item, signs what it does between a company and
	// the percentage.
	cues, moods []cue
	signs       []uint64
	// denials are only looked up of what is a share.
	denials []cue
}

// The items around a percentage that are looked at, so that a text of one endless
// sentence takes no time that grows with its square.
const (
	itemsBefore = 60
	itemsAfter  = 40
)

// share returns that of quantity q. It holds until another is asked for, and its
// room is kept for that.
func (v *view) share(q int) *share {
	s := &v.shared
	if s.q == q {
		return s
	}
	items, at := v.at(q)
	s.q, s.first = q, max(0, at-itemsBefore)
	s.at = at - s.first
	s.ownStems(items[s.first:min(len(items), at+itemsAfter)])
	s.cues = v.tables.stakes.cues(s.cues, s.items, v.text.Raw)
	s.moods = v.tables.stakeMoods.cues(s.moods, s.items, v.text.Raw)
	s.signs = s.signs[:0]
	for i := range s.items {
		s.signs = append(s.signs, v.sign(s, i))
	}
	return s
}

// ownStems takes a copy of items that may begin a phrase with each of their
// beginnings: the items know only of those in the tables that all are asked for.
func (s *share) ownStems(items []item) {
	s.items = append(s.items[:0], items...)
	for i := range s.items {
		if s.items[i].kind == isWord {
			s.items[i].stems = math.MaxUint8
		}
	}
}

// cues returns what a table says of each item, in room if there is enough.
func (t *table) cues(room []cue, items []item, raw string) []cue {
	out := cleared(room, len(items))
	for i := 0; i < len(items); {
		c, n := t.at(items[i:], raw, items[i].kind == isWord)
		for k := range n {
			out[i+k] = c
		}
		i += max(n, 1)
	}
	return out
}
