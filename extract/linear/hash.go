package linear

// The constants of FNV-1a in 64 bits (Fowler, Noll and Vo, 1991).
const (
	fnvStart = 14695981039346656037
	fnvPrime = 1099511628211
)

// HashString returns the hash of a string.
func HashString(s string) uint64 {
	h := uint64(fnvStart)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

// Mix joins values to the hash of one feature, whose kind is the first.
func Mix(kind uint64, values ...uint64) uint64 {
	h := kind*0x9E3779B97F4A7C15 + 1
	for _, v := range values {
		h ^= v
		h *= 0xBF58476D1CE4E5B9 // the finaliser of SplitMix64 (Steele et al., 2014)
		h ^= h >> 29
	}
	h *= 0x94D049BB133111EB
	return h ^ h>>32
}
