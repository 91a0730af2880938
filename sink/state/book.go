package state

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
)

// mostReports is how many facts a state keeps, the newest: it bounds memory and
// the size of a message. What falls out never comes back, for the least that is
// kept only grows newer.
const mostReports = 100

// Book holds the states of all companies and sites. It is one goroutine's.
type Book struct {
	// reports are those of each state, in the order of newer.
	reports map[string][]Report
	// where has the state that the fact of an ID counts for.
	where   map[string]string
	changed map[string]bool
}

// NewBook returns an empty book.
func NewBook() *Book {
	return &Book{reports: map[string][]Report{}, where: map[string]string{}, changed: map[string]bool{}}
}

// Load takes in a state as it was written, to go on from there.
func (b *Book) Load(s State) {
	for _, r := range s.Reports {
		b.put(s.ID, r)
	}
	delete(b.changed, s.ID)
}

// Add takes in a fact that was written at a time. Facts that say nothing for a
// state, and repeats, change nothing.
func (b *Book) Add(f *fact.Fact, written time.Time) {
	r, id, counts := reportOf(f, written)
	before, known := b.find(f.ID)
	if known && !before.Written.Before(r.Written) {
		return
	}
	if known {
		b.remove(f.ID)
	}
	if counts {
		b.put(id, r)
	}
}

// Flush gives the states that changed since it last succeeded, by ID, to write,
// which is not to keep them. One without reports is no more.
func (b *Book) Flush(write func([]State) error) error {
	var out []State
	for _, id := range slices.Sorted(maps.Keys(b.changed)) {
		out = append(out, sum(id, b.reports[id]))
	}
	if len(out) == 0 {
		return nil
	}
	if err := write(out); err != nil {
		return err
	}
	clear(b.changed)
	return nil
}

func (b *Book) find(factID string) (Report, bool) {
	for _, r := range b.reports[b.where[factID]] {
		if r.Fact == factID {
			return r, true
		}
	}
	return Report{}, false
}

func (b *Book) remove(factID string) {
	id := b.where[factID]
	delete(b.where, factID)
	b.changed[id] = true
	b.reports[id] = slices.DeleteFunc(b.reports[id], func(r Report) bool { return r.Fact == factID })
	if len(b.reports[id]) == 0 {
		delete(b.reports, id)
	}
}

// put adds a report that the book does not have, unless it is older than all of
// as many as are kept.
func (b *Book) put(id string, r Report) {
	all := b.reports[id]
	at, _ := slices.BinarySearchFunc(all, r, newer)
	if at == mostReports {
		return
	}
	if len(all) == mostReports {
		delete(b.where, all[mostReports-1].Fact)
		all = all[:mostReports-1]
	}
	b.reports[id] = slices.Insert(all, at, r)
	b.where[r.Fact], b.changed[id] = id, true
}

// newer orders reports: the newest first, of those of one time the surest. It is
// a total order, so that what is kept does not hang on the order of arrival.
func newer(a, b Report) int {
	return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(b.Confidence, a.Confidence), strings.Compare(a.Fact, b.Fact))
}
