package duplicate

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
)

const (
	bins    = 128 // of a signature
	shingle = 3   // words that are hashed together
)

// signature is what is kept of a text to compare it with others.
type signature struct {
	// exact is the hash of all words, 0 for a text too short to compare.
	exact uint64
	// long is whether the text is long enough to be like another.
	long bool
	// mins has of each bin the last byte of the least hash in it (Li and König,
	// 2010).
	mins [bins]uint8
	// names and numbers of the beginning tell the text from others of its kind:
	// their hashes in order, each once.
	names, numbers []uint16
	// lead has the hashes of every second shingle of the first words, in order.
	lead []uint16
}

// The least number of words for a text to be the same as another, and to be
// like another: what is shorter is a caption or a formula.
const (
	leastSame  = 10
	leastAlike = 30
)

// sign returns the signature of a text.
func sign(text string) signature {
	all := words(text)
	s := signature{long: len(all) >= leastAlike, names: telling(all, name), numbers: telling(all, number), lead: lead(all)}
	if len(all) < leastSame {
		return s
	}
	least, hash := leastHashes(all)
	s.exact = hash
	for bin, h := range fill(least) {
		s.mins[bin] = uint8(h)
	}
	return s
}

// empty stands for a bin without a hash.
const empty = math.MaxUint32

// leastHashes returns the least hash of a shingle in each bin, and the hash of
// them all in order.
func leastHashes(all []word) (least [bins]uint32, hash uint64) {
	for i := range least {
		least[i] = empty
	}
	for i := range len(all) - shingle + 1 {
		h := shingleAt(all, i)
		hash = mix(hash + h)
		bin := h >> (64 - 7)
		least[bin] = min(least[bin], uint32(h)) //nolint:gosec // its lower half
	}
	return least, hash
}

func shingleAt(all []word, i int) uint64 {
	return mix(all[i].hash + 3*all[i+1].hash + 7*all[i+2].hash)
}

// fill gives each empty bin the hash of a full one, which one depending on
// nothing but its number (Shrivastava, 2017, "optimal densification").
func fill(least [bins]uint32) [bins]uint32 {
	filled := least
	for bin := range filled {
		for try := uint64(1); filled[bin] == empty; try++ {
			filled[bin] = least[mix(try<<8|uint64(bin))%bins]
		}
	}
	return filled
}

// The beginning of a text, and its lead, are the half of it, for every piece of
// an agency ends the same, and not more than so many words. So many of the
// names, and as many of the numbers, are kept.
const (
	beginning   = 150
	leading     = 60
	mostTelling = 40
)

// telling returns the hashes of the words of a kind in the beginning of a text.
func telling(all []word, k kind) []uint16 {
	var out []uint16
	for _, w := range all[:min(len(all)/2, beginning)] {
		h := uint16(w.hash) //nolint:gosec // its end
		if w.kind == k && len(out) < mostTelling && !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	slices.Sort(out)
	return out
}

// lead returns the hashes of the shingles in the first words that are even.
func lead(all []word) []uint16 {
	var out []uint16
	for i := range min(len(all)/2, leading) - shingle + 1 {
		if h := shingleAt(all, i); h%2 == 0 {
			out = append(out, uint16(h>>1)) //nolint:gosec // its end
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// low7 has the low seven bits of each byte.
const low7 = 0x7f7f7f7f7f7f7f7f

// likeness estimates the Jaccard coefficient of two texts' shingles, with a
// standard error of at most 0.045.
func (s *signature) likeness(of *signature) float64 {
	different := 0
	for i := 0; i < bins; i += 8 {
		x := binary.LittleEndian.Uint64(s.mins[i:]) ^ binary.LittleEndian.Uint64(of.mins[i:])
		different += bits.OnesCount64((x&low7 + low7 | x) &^ low7) // bytes of x that are not 0
	}
	equal := bins - different
	const chance = 1.0 / 256 // that different hashes end the same
	return max(0, (float64(equal)/bins-chance)/(1-chance))
}
