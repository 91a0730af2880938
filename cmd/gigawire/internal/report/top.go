package report

import (
	"cmp"
	"container/heap"
	"encoding/json"
	"slices"
)

// Entry is one of those at the top.
type Entry struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	// Value is what it is ranked by; up to Error of it may belong to others,
	// that made room.
	Value float64 `json:"value"`
	Error float64 `json:"error,omitempty"`
	// Count is how often it was met since it came in.
	Count int `json:"count"`
}

// Top keeps the largest of any number of entries in bounded memory. Sums it
// keeps as the Space-Saving algorithm does (Metwally, Agrawal and El Abbadi,
// 2005): no entry whose sum is more than the sum of all, divided by how many
// there is room for, is missing.
type Top struct {
	room    int
	entries byValue
	index   map[string]*ranked
}

type ranked struct {
	Entry
	at int // in the heap
}

// newTop returns room for so many.
func newTop(room int) *Top { return &Top{room: room, index: map[string]*ranked{}} }

// Add adds to the sum of an entry.
func (t *Top) Add(key, label string, by float64) {
	if r := t.index[key]; r != nil {
		r.Value += by
		r.Count++
		heap.Fix(&t.entries, r.at)
		return
	}
	e := Entry{Key: key, Label: label, Value: by, Count: 1}
	if len(t.entries) == t.room {
		least := t.entries[0].Value
		e.Value, e.Error = e.Value+least, least
	}
	t.push(e)
}

// Raise lifts an entry to a value, if it is below.
func (t *Top) Raise(key, label string, to float64) {
	if r := t.index[key]; r != nil {
		r.Count++
		if to > r.Value {
			r.Value, r.Label = to, label
			heap.Fix(&t.entries, r.at)
		}
		return
	}
	if len(t.entries) < t.room || to > t.entries[0].Value {
		t.push(Entry{Key: key, Label: label, Value: to, Count: 1})
	}
}

// push puts an entry in, in the place of the least where there is no room.
func (t *Top) push(e Entry) {
	if len(t.entries) == t.room {
		delete(t.index, heap.Pop(&t.entries).(*ranked).Key)
	}
	r := &ranked{Entry: e}
	t.index[e.Key] = r
	heap.Push(&t.entries, r)
}

// Largest returns so many entries, the largest first.
func (t *Top) Largest(n int) []Entry {
	all := t.all()
	slices.SortFunc(all, func(a, b Entry) int {
		return cmp.Or(-cmp.Compare(a.Value, b.Value), cmp.Compare(a.Key, b.Key))
	})
	return all[:min(n, len(all))]
}

// count is how often the entries were met.
func (t *Top) count() int {
	total := 0
	for _, r := range t.entries {
		total += r.Count
	}
	return total
}

func (t *Top) all() []Entry {
	all := make([]Entry, len(t.entries))
	for i, r := range t.entries {
		all[i] = r.Entry
	}
	return all
}

// wireTop is how it is kept in a checkpoint.
type wireTop struct {
	Room    int     `json:"room"`
	Entries []Entry `json:"entries"`
}

// MarshalJSON writes it so that reading it gives the same.
func (t *Top) MarshalJSON() ([]byte, error) { return json.Marshal(wireTop{t.room, t.all()}) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (t *Top) UnmarshalJSON(data []byte) error {
	var w wireTop
	if err := json.Unmarshal(data, &w); err != nil {
		return err
	}
	*t = *newTop(w.Room)
	for _, e := range w.Entries { // a heap stays as it is
		t.push(e)
	}
	return nil
}

// byValue is a heap, the least first. Of equals the later key is less, so that
// what is kept does not depend on chance.
type byValue []*ranked

func (h byValue) Len() int { return len(h) }
func (h byValue) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(h[i].Value, h[j].Value), -cmp.Compare(h[i].Key, h[j].Key)) < 0
}
func (h byValue) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].at, h[j].at = i, j
}
func (h *byValue) Push(x any) {
	r := x.(*ranked)
	r.at = len(*h)
	*h = append(*h, r)
}
func (h *byValue) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
