package relation

import "slices"

// cleared returns n zero values, in the room of s if there is enough.
func cleared[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// bySentence has what stands in each sentence, all in one array: it is counted,
// divided and then added.
type bySentence[T any] struct {
	all  []T
	ends []int // of each sentence in all
}

func (b *bySentence[T]) reset(sentences int) { b.ends = cleared(b.ends, sentences) }

// count makes room for one more in a sentence.
func (b *bySentence[T]) count(sentence int) { b.ends[sentence]++ }

// divide ends the counting.
func (b *bySentence[T]) divide() {
	start := 0
	for s, n := range b.ends {
		b.ends[s] = start
		start += n
	}
	b.all = slices.Grow(b.all[:0], start)[:start]
}

// add adds one that was counted.
func (b *bySentence[T]) add(sentence int, x T) {
	b.all[b.ends[sentence]] = x
	b.ends[sentence]++
}

// of returns those of a sentence, in the order in which they were added.
func (b *bySentence[T]) of(sentence int) []T {
	start := 0
	if sentence > 0 {
		start = b.ends[sentence-1]
	}
	return b.all[start:b.ends[sentence]]
}
