package relation

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gigawire/gigawire/extract/quantity"
)

// The tables that tell shares of companies from other percentages, and how
// real they are.
var (
	//go:embed data/stakes.txt
	stakeData string
	//go:embed data/stake_statuses.txt
	stakeStatusData string
)

// share is a percentage that may be one of a company, in its sentence.
type share struct {
	*decoder
	q     int
	items []item
	at    int
	cues  []cue // of each item, in the table of stakes
	left  int   // the first item before the percentage that it may hang on, -1 for none
}

// The items and sentences around a percentage that are looked at, so that a text
// of one endless sentence takes no time that grows with its square.
const (
	itemsBefore  = 100
	itemsAfter   = 60
	mostMentions = 100
	stakesWithin = 40
)

func newShare(d *decoder, q int, items []item, at int) *share {
	first := max(0, at-itemsBefore)
	items, at = d.shared.ownStems(items[first:min(len(items), at+itemsAfter)]), at-first
	d.shared.cues = d.tables.stakes.cues(d.shared.cues, items, d.text.Raw)
	s := &share{decoder: d, q: q, items: items, at: at, cues: d.shared.cues}
	s.left = s.skipLeft(at - 1)
	return s
}

// shareRoom is kept from one share to the next.
type shareRoom struct {
	items       []item
	cues, moods []cue
}

// ownStems returns a copy of items that may begin a phrase with each of their
// beginnings: the items know only of those in the tables that all are asked for.
func (r *shareRoom) ownStems(items []item) []item {
	r.items = append(r.items[:0], items...)
	for i := range r.items {
		if r.items[i].kind == isWord {
			r.items[i].stems = math.MaxUint8
		}
	}
	return r.items
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

// skipLeft passes the words to the left that only say how exact a number is.
func (s *share) skipLeft(i int) int {
	for i >= 0 && (s.is(i, "loose") || s.tables.grammar.is(s.items, i, "filler") && s.passes(i)) {
		i--
	}
	return i
}

// passes reports whether a filler is one also where shares are spoken of:
// "their own 5%", but not "they own 5%".
func (s *share) passes(i int) bool {
	return s.cues[i] == 0 || s.is(i, "own") && s.word(i-1, "its", "their", "his", "her", "whose")
}

// is reports whether item i is in one of the lists of the table of stakes.
func (s *share) is(i int, names ...string) bool {
	return i >= 0 && i < len(s.items) && s.cues[i] != 0 && slices.Contains(names, s.tables.stakes.names[s.cues[i]])
}

// word reports whether item i is one of the words.
func (s *share) word(i int, words ...string) bool {
	return i >= 0 && i < len(s.items) && s.items[i].kind == isWord && s.oneOf(i, words...)
}

func (s *share) oneOf(i int, words ...string) bool {
	raw := s.items[i].Of(s.text.Raw)
	return slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(raw, w) })
}

// ends reports whether a clause ends at item i, or the sentence.
func (s *share) ends(i int) bool {
	return i < 0 || i >= len(s.items) || s.tables.grammar.is(s.items, i, "break") && !s.hyphen(i)
}

func (s *share) hyphen(i int) bool { return s.word(i, "-", "‑") }

// entity reports whether item i names a company, or refers to one.
func (s *share) entity(i int) bool { return i >= 0 && i < len(s.items) && s.items[i].kind == isEntity }

// possessive reports whether item i is the ending of one.
func (s *share) possessive(i int) bool { return s.word(i, "'s", "’s", "'", "’") }

// preposition reports whether item i is one.
func (s *share) preposition(i int) bool { return s.tables.grammar.is(s.items, i, "preposition") }

// capital reports whether item i is a word with a capital that is no company:
// a person or a place.
func (s *share) capital(i int) bool {
	if i <= 0 || i >= len(s.items) || s.items[i].kind != isWord {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s.items[i].Of(s.text.Raw))
	return unicode.IsUpper(first)
}

// money reports whether an amount of money stands in the sentence before
// item i, with no full stop between.
func (s *share) money(i int) bool {
	for i--; i >= 0; i-- {
		if s.items[i].kind == isQuantity && s.quantities[s.items[i].index].Kind == quantity.Money {
			return true
		}
		if s.word(i, ";", "!", "?") {
			return false
		}
	}
	return false
}
