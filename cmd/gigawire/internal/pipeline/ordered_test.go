package pipeline

import (
	"context"
	"errors"
	"io"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
)

// counting returns a next that yields the numbers below n.
func counting(n int) func(context.Context) (int, error) {
	i := -1
	return func(context.Context) (int, error) {
		if i++; i >= n {
			return 0, io.EOF
		}
		return i, nil
	}
}

// TestOrderedKeepsTheOrder though later work is done sooner: each of the first
// waits until those that run beside it have begun.
func TestOrderedKeepsTheOrder(t *testing.T) {
	const n = 1000
	var got []int
	var began atomic.Int64
	work := func(i int) int {
		began.Add(1)
		for began.Load() < int64(min(i+runtime.GOMAXPROCS(0), n)) && i%50 == 0 {
			runtime.Gosched()
		}
		return i * i
	}
	if err := Ordered(t.Context(), counting(n), work, func(i int) error { got = append(got, i); return nil }); err != nil {
		t.Fatal(err)
	}
	want := make([]int, n)
	for i := range want {
		want[i] = i * i
	}
	if !slices.Equal(got, want) {
		t.Errorf("results %v", got)
	}
}

// TestOrderedUsesAllCores: as many pieces of work run at once as there are
// cores, or none would end.
func TestOrderedUsesAllCores(t *testing.T) {
	cores := runtime.GOMAXPROCS(0)
	var together sync.WaitGroup
	together.Add(cores)
	work := func(i int) int {
		together.Done()
		together.Wait()
		return i
	}
	if err := Ordered(t.Context(), counting(cores), work, func(int) error { return nil }); err != nil {
		t.Fatal(err)
	}
}

// TestOrderedHoldsFew: while nobody takes the results, no more is asked for
// than a few for each core.
func TestOrderedHoldsFew(t *testing.T) {
	var asked, written atomic.Int64
	next := counting(10_000)
	most := int64(0)
	err := Ordered(t.Context(), func(ctx context.Context) (int, error) {
		most = max(most, asked.Add(1)-written.Load())
		return next(ctx)
	}, func(i int) int { return i }, func(int) error {
		written.Add(1)
		return nil
	})
	// Those that wait, one with each worker, the one that is written and the
	// one that is asked for.
	bound := int64((inHand+1)*runtime.GOMAXPROCS(0) + 3)
	if err != nil || most > bound {
		t.Errorf("%d in hand, want %d at most (%v)", most, bound, err)
	}
}

func TestOrderedEndsAtAnError(t *testing.T) {
	broken := errors.New("broken")
	endless := counting(1 << 40)
	same := func(i int) int { return i }
	keep := func(int) error { return nil }
	t.Run("of next", func(t *testing.T) {
		next := func(context.Context) (int, error) { return 0, broken }
		if err := Ordered(t.Context(), next, same, keep); !errors.Is(err, broken) {
			t.Error(err)
		}
	})
	t.Run("of write", func(t *testing.T) {
		if err := Ordered(t.Context(), endless, same, func(int) error { return broken }); !errors.Is(err, broken) {
			t.Error(err)
		}
	})
	t.Run("of the context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		if err := Ordered(ctx, endless, same, func(int) error { cancel(); return nil }); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}
