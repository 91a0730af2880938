package company

// index is a hash table by hashes of words, which it takes as they are. A slot
// whose hash is 0 is empty.
type index[V any] struct {
	slots []slot[V]
	used  int
}

type slot[V any] struct {
	hash  uint64
	value V
}

// newIndex returns a table with room for n values.
func newIndex[V any](n int) index[V] {
	return index[V]{slots: make([]slot[V], newSize(n))}
}

// newSize returns how many slots n values need: a power of two.
func newSize(n int) int {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return size
}

// reset empties the table and makes room for n values.
func (x *index[V]) reset(n int) {
	if need := newSize(n); cap(x.slots) < need {
		x.slots = make([]slot[V], need)
	} else {
		x.slots = x.slots[:need]
		clear(x.slots)
	}
	x.used = 0
}

// slot returns that of a hash, or the empty one where it would stand.
func (x *index[V]) slot(hash uint64) *slot[V] {
	mask := uint64(len(x.slots) - 1)
	for i := hash ^ hash>>32; ; i++ {
		if s := &x.slots[i&mask]; s.hash == hash || s.hash == 0 {
			return s
		}
	}
}

// find returns the value of a hash, nil where it has none.
func (x *index[V]) find(hash uint64) *V {
	if s := x.slot(hash); s.hash != 0 {
		return &s.value
	}
	return nil
}

// get returns the value of a hash, the zero value where it has none.
func (x *index[V]) get(hash uint64) V { return x.slot(hash).value }

// at returns the value of a hash to be changed, a new one if it has none. It
// holds until the next is asked for.
func (x *index[V]) at(hash uint64) *V {
	if 2*x.used >= len(x.slots) {
		x.grow()
	}
	s := x.slot(hash)
	if s.hash == 0 {
		s.hash = hash
		x.used++
	}
	return &s.value
}

func (x *index[V]) grow() {
	old := x.slots
	x.slots = make([]slot[V], 2*len(old))
	for _, s := range old {
		if s.hash != 0 {
			*x.slot(s.hash) = s
		}
	}
}
