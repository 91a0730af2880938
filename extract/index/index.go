// Package index has hash tables whose keys are hashes already, taken as they
// are. One look at memory finds most of what is there, and most of what is not.
package index

import (
	"iter"
	"slices"
)

// Table has a value for each of some hashes. A hash of 0 is none. Whoever fills
// it must be alone; after that goroutines may share it.
type Table[V any] struct {
	slots []slot[V]
	used  int
}

// slot is empty where the hash is 0.
type slot[V any] struct {
	hash  uint64
	value V
}

// New returns a table with room for n values.
func New[V any](n int) Table[V] {
	return Table[V]{slots: make([]slot[V], size(n))}
}

// size returns how many slots n values need: a power of two.
func size(n int) int {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return size
}

// Reset empties the table and makes room for n values.
func (t *Table[V]) Reset(n int) {
	if need := size(n); cap(t.slots) < need {
		t.slots = make([]slot[V], need)
	} else {
		t.slots = t.slots[:need]
		clear(t.slots)
	}
	t.used = 0
}

// Len returns how many hashes have a value.
func (t *Table[V]) Len() int { return t.used }

// slot returns that of a hash, or the empty one where it would stand.
func (t *Table[V]) slot(hash uint64) *slot[V] {
	mask := uint64(len(t.slots) - 1)
	for i := hash ^ hash>>32; ; i++ {
		if s := &t.slots[i&mask]; s.hash == hash || s.hash == 0 {
			return s
		}
	}
}

// Find returns the value of a hash, nil where it has none.
func (t *Table[V]) Find(hash uint64) *V {
	if s := t.slot(hash); s.hash != 0 {
		return &s.value
	}
	return nil
}

// Get returns the value of a hash, the zero value where it has none.
func (t *Table[V]) Get(hash uint64) V { return t.slot(hash).value }

// At returns the value of a hash to be changed, a new one if it has none. It
// holds until the next is asked for.
func (t *Table[V]) At(hash uint64) *V {
	if 2*t.used >= len(t.slots) {
		t.grow()
	}
	s := t.slot(hash)
	if s.hash == 0 {
		s.hash = hash
		t.used++
	}
	return &s.value
}

func (t *Table[V]) grow() {
	old := t.slots
	t.slots = make([]slot[V], size(len(old)))
	for _, s := range old {
		if s.hash != 0 {
			*t.slot(s.hash) = s
		}
	}
}

// All yields the hashes and their values, in no order that means anything.
func (t *Table[V]) All() iter.Seq2[uint64, *V] {
	return func(yield func(uint64, *V) bool) {
		for i := range t.slots {
			if s := &t.slots[i]; s.hash != 0 && !yield(s.hash, &s.value) {
				return
			}
		}
	}
}

// Clone returns a table with copies of the values.
func (t *Table[V]) Clone() Table[V] { return Table[V]{slices.Clone(t.slots), t.used} }
