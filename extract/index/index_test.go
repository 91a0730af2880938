package index

import (
	"math/rand/v2"
	"testing"
)

func TestFindsWhatWasEntered(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 0))
	x, want := New[int](0), map[uint64]int{}
	for i := range 2000 {
		hash := uint64(random.IntN(700)+1) << (i % 3 * 20)
		*x.At(hash) += i
		want[hash] += i
	}
	for hash, value := range want {
		if got := x.Find(hash); got == nil || *got != value || x.Get(hash) != value {
			t.Fatalf("%x: got %v, want %d", hash, got, value)
		}
		if other := hash + 1<<50; x.Find(other) != nil || x.Get(other) != 0 {
			t.Fatalf("%x was never entered", other)
		}
	}
}
