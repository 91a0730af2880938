package relation

import "github.com/gigawire/gigawire/extract/linear"

// near and far bound how many items around a quantity are looked at one by
// one, and in a bag.
const (
	near = 4
	far  = 14
)

// window appends the words around.
func window(out []uint64, f *frame) []uint64 {
	items, at := f.items, f.at
	for d := 1; d <= near; d++ {
		out = append(out, linear.Mix(fWord, uint64(d), wordAt(items, at+d)), linear.Mix(fWord, uint64(100+d), wordAt(items, at-d)))
	}
	out = append(out,
		linear.Mix(fPair, 1, wordAt(items, at-2), wordAt(items, at-1)),
		linear.Mix(fPair, 2, wordAt(items, at+1), wordAt(items, at+2)),
		linear.Mix(fPair, 3, wordAt(items, at-3), wordAt(items, at-2)),
		linear.Mix(fPair, 4, wordAt(items, at+2), wordAt(items, at+3)),
		linear.Mix(fAround, wordAt(items, at-1), wordAt(items, at+1)))
	out = frameWords(out, f)
	for i := max(0, at-far); i < min(len(items), at+far+1); i++ {
		if !isContent(&items[i]) {
			continue
		}
		side := uint64(fBagLeft)
		if i > at {
			side = fBagRight
		}
		out = append(out, linear.Mix(side, items[i].stem), linear.Mix(fBag, items[i].stem), linear.Mix(side, items[i].stem, f.gap(i)))
	}
	return beginnings(pairs(out, f), f)
}

// beginningsReach is how many items on either side the beginnings of words
// are taken from.
const beginningsReach = 6

// beginnings appends the first letters of the words around, which forms of a
// word that were never seen share with those that were.
func beginnings(out []uint64, f *frame) []uint64 {
	for i := max(0, f.at-beginningsReach); i < min(len(f.items), f.at+beginningsReach+1); i++ {
		if isContent(&f.items[i]) {
			out = append(out, linear.Mix(fBeginning, f.items[i].prefixes[1], b2i(i > f.at)))
		}
	}
	return out
}

// pairsReach is how many items on either side pairs of words are taken from.
const pairsReach = 8

// pairs appends neighbouring words on either side.
func pairs(out []uint64, f *frame) []uint64 {
	for i := max(0, f.at-pairsReach); i+1 < min(len(f.items), f.at+pairsReach+1); i++ {
		if i != f.at && i+1 != f.at {
			out = append(out, linear.Mix(fPair, 9, f.items[i].word, f.items[i+1].word, b2i(i > f.at)))
		}
	}
	return out
}

// frameWords appends the words that the quantity hangs on.
func frameWords(out []uint64, f *frame) []uint64 {
	items := f.items
	governor, head, complement := wordAt(items, f.governor), wordAt(items, f.head), wordAt(items, f.complement)
	stem := stemAt(items, f.governor)
	second := f.governor - 1
	for second >= 0 && !isContent(&items[second]) {
		second--
	}
	return append(out, linear.Mix(fGovernorWord, f.preposition, governor), linear.Mix(fGovernorWord, governor),
		linear.Mix(fHeadWord, head), linear.Mix(fComplementWord, f.after, complement),
		linear.Mix(fGovernorWord, 1, governor, head), linear.Mix(fGovernorWord, 2, governor, f.preposition, wordAt(items, f.at+1)),
		linear.Mix(fGovernorWord, 3, stem), linear.Mix(fGovernorWord, 4, stem, f.preposition), linear.Mix(fHeadWord, 1, stemAt(items, f.head)),
		linear.Mix(fComplementWord, 1, f.after, stemAt(items, f.complement)),
		linear.Mix(fGovernorWord, 5, stemAt(items, second)), linear.Mix(fGovernorWord, 6, stemAt(items, second), topicAt(items, f.governor)))
}
