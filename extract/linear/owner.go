package linear

// Each row of weights belongs to one feature: the most frequent of those that
// fall on it. The others are not heard, neither when learning nor after, so a
// table of few rows loses rare features and confuses none.

// owners has a mark of the feature that each row belongs to; 0 is nobody's.
type owners []uint8

// markOf returns a feature's mark, of bits of its hash that do not choose its
// row.
func markOf(feature uint64) uint8 { return uint8(feature>>56) | 1 }

// owns reports whether a feature is the one that its row belongs to.
func (o owners) owns(feature, mask uint64) bool { return o[feature&mask] == markOf(feature) }

// rows returns the rows of those features that own theirs.
func (o owners) rows(features []uint64, room *[maxAdded]uint32) []uint32 {
	n, mask := 0, uint64(len(o)-1)
	for _, f := range features {
		if o.owns(f, mask) {
			room[n] = uint32(f & mask)
			n++
		}
	}
	return room[:n]
}

// leastOften is how many examples a feature must stand in to be learned.
const leastOften = 2

// newOwners gives each row to the feature of the most examples.
func newOwners(bits int, examples []Example) owners {
	often := map[uint64]int32{}
	for i := range examples {
		for _, f := range examples[i].Features {
			often[f]++
		}
	}
	mask := uint64(1)<<bits - 1
	first := make([]uint64, 1<<bits)
	out := make(owners, 1<<bits)
	for f, n := range often {
		row := f & mask
		before := often[first[row]]
		if n >= leastOften && (out[row] == 0 || n > before || n == before && f < first[row]) {
			first[row], out[row] = f, markOf(f)
		}
	}
	return out
}

// heard returns examples with those features only that own a row.
func (o owners) heard(examples []Example, mask uint64) []Example {
	out := make([]Example, len(examples))
	for i, x := range examples {
		out[i] = Example{Class: x.Class, Weight: x.Weight}
		for _, f := range x.Features {
			if o.owns(f, mask) {
				out[i].Features = append(out[i].Features, f)
			}
		}
	}
	return out
}
