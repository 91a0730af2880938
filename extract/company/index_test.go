package company

import (
	"math/rand/v2"
	"testing"
)

func TestIndexFindsWhatWasEntered(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 0))
	x, want := newIndex[int](0), map[uint64]int{}
	for i := range 2000 {
		hash := uint64(random.IntN(700)+1) << (i % 3 * 20)
		*x.at(hash) += i
		want[hash] += i
	}
	for hash, value := range want {
		if got := x.find(hash); got == nil || *got != value || x.get(hash) != value {
			t.Fatalf("%x: got %v, want %d", hash, got, value)
		}
		if other := hash + 1<<50; x.find(other) != nil || x.get(other) != 0 {
			t.Fatalf("%x was never entered", other)
		}
	}
}
