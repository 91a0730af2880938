package duplicate

import (
	"iter"
	"math/bits"
	"time"
)

// entry is an article that is known.
type entry struct {
	id        string
	first     string // the ID of the article that it is a copy of, else its own
	at        time.Time
	signature signature
}

// Two texts are compared where a band of their signatures is equal. Of texts
// whose likeness is 0.4, 0.94 are, of 0.5, 0.996; of unrelated texts, whose
// likeness is under 0.05, at most one in 200.
const (
	bands  = 42
	inBand = 3 // bins
)

// index finds entries by the bands of their signatures. Entries are numbered
// from 1 in the order in which they came, and lie in a ring. Those with one
// hash of a band hang in a chain, newest first, so that a chain ends where it
// comes to one that was overwritten.
type index struct {
	limit   int
	entries []entry         // entry n is at (n-1) % limit
	older   [][bands]uint32 // of each entry the next in its chains
	looked  []uint32        // of each entry for which new one it was last looked at
	newest  uint32
	heads   []uint32 // the newest of each chain: bands times 1<<width
	width   int      // bits of a hash
	// frequent knows the names and numbers of the entries that are no copies.
	frequent frequencies
}

// firstWidth is the width of an empty index.
const firstWidth = 8

func newIndex(limit int) *index {
	return &index{limit: limit, width: firstWidth, heads: make([]uint32, bands<<firstWidth)}
}

// place returns where an entry lies.
func (x *index) place(n uint32) int { return int(n-1) % x.limit }

// chain returns the chain of a signature's band.
func (x *index) chain(s *signature, band int) *uint32 {
	i := band * inBand
	h := mix(uint64(s.mins[i])<<16|uint64(s.mins[i+1])<<8|uint64(s.mins[i+2])) >> (64 - x.width)
	return &x.heads[band<<x.width|int(h)] //nolint:gosec // of width bits
}

// add adds an entry, in place of the oldest where there is no room.
func (x *index) add(e entry) {
	if len(x.entries) < x.limit {
		x.entries = append(x.entries, entry{})
		x.older = append(x.older, [bands]uint32{})
		x.looked = append(x.looked, 0)
	}
	x.newest++
	place := &x.entries[x.place(x.newest)]
	x.count(place, -1)
	*place = e
	x.count(place, 1)
	if bits.Len(uint(len(x.entries))) > x.width+1 {
		x.widen()
	} else {
		x.hang(x.newest)
	}
}

// count counts the words of an entry that is no copy, or no longer.
func (x *index) count(e *entry, by int32) {
	if e.id != "" && e.first == e.id {
		x.frequent.add(&e.signature, by)
	}
}

// hang puts an entry at the head of its chains.
func (x *index) hang(n uint32) {
	place := x.place(n)
	for band := range bands {
		head := x.chain(&x.entries[place].signature, band)
		x.older[place][band], *head = *head, n
	}
}

// widen makes room for twice as many chains.
func (x *index) widen() {
	x.width++
	x.heads = make([]uint32, bands<<x.width)
	for n := x.oldest(); n <= x.newest; n++ {
		x.hang(n)
	}
}

// oldest returns the number of the oldest entry that is left.
func (x *index) oldest() uint32 { return x.newest - uint32(len(x.entries)) + 1 } //nolint:gosec // at most limit

// longest is how many entries of a chain are looked at: a text that thousands
// have is found at once.
const longest = 64

// find returns the ID of the article that an entry is a copy of, empty for
// none: what the entry most like it is or is a copy of. Entries from before
// since do not count, nor do those of the article itself.
func (x *index) find(e *entry, since time.Time) string {
	first, most := "", 0.0
	for known := range x.candidates(&e.signature) {
		if known.first == e.id || known.at.Before(since) {
			continue
		}
		if likeness, is := x.frequent.isCopy(&e.signature, &known.signature); is && likeness > most {
			first, most = known.first, likeness
		}
		if most == 1 {
			break
		}
	}
	return first
}

// candidates yields the entries that share a band with a signature, each once.
func (x *index) candidates(s *signature) iter.Seq[*entry] {
	return func(yield func(*entry) bool) {
		if s.exact == 0 {
			return
		}
		for band := range bands {
			n := *x.chain(s, band)
			for range longest {
				if n == 0 || n < x.oldest() {
					break
				}
				place := x.place(n)
				if x.looked[place] != x.newest+1 && !yield(&x.entries[place]) {
					return
				}
				x.looked[place] = x.newest + 1
				n = x.older[place][band]
			}
		}
	}
}
