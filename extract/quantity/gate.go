package quantity

// gate is a set of words, in any case, as far as a cheap test can tell: it
// admits all of them and few others.
type gate struct {
	first [256]bool        // the bytes that they begin with
	words [gateSize]uint64 // one bit for each
}

const gateSize = 1 << 9

// admit opens the gate for a word.
func (g *gate) admit(word string) {
	g.first[word[0]] = true
	if 'a' <= word[0] && word[0] <= 'z' {
		g.first[word[0]-'a'+'A'] = true
	}
	at, bit := gateBit(word)
	g.words[at] |= bit
}

// admits reports whether a word may be in the set.
func (g *gate) admits(word string) bool {
	if word == "" || !g.first[word[0]] {
		return false
	}
	at, bit := gateBit(word)
	return g.words[at]&bit != 0
}

// gateBit returns the bit of a word by its length and three of its letters.
func gateBit(word string) (at int, bit uint64) {
	n := len(word)
	letters := uint32(word[0]|0x20) | uint32(word[n/2]|0x20)<<8 | uint32(word[n-1]|0x20)<<16 | uint32(n)<<24
	hash := letters * 0x9E3779B1 >> 17
	return int(hash / 64), 1 << (hash % 64)
}
