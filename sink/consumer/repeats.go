package consumer

import "sync"

// mostRemembered is how many IDs of facts are remembered: some 20 MB. Repeats
// come within seconds of the original, after a crash or a rebalance.
const mostRemembered = 200_000

// repeats remembers the IDs of the latest facts, in two generations of half the
// number each: when the younger is full, the older goes. It may be used by several
// goroutines.
type repeats struct {
	mu             sync.Mutex
	half           int
	younger, older map[string]struct{}
}

func newRepeats(most int) *repeats {
	return &repeats{half: max(1, most/2), younger: map[string]struct{}{}}
}

func (r *repeats) has(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, young := r.younger[id]
	_, old := r.older[id]
	return young || old
}

func (r *repeats) add(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.younger) >= r.half {
		r.younger, r.older = make(map[string]struct{}, r.half), r.younger
	}
	r.younger[id] = struct{}{}
}
