package relation

import (
	"strings"
	"testing"
)

func TestNamesAreCountedAsOneByOne(t *testing.T) {
	text := strings.Repeat("Al Bar in Alabama, AlAlAl. Barrow of Bar, Zürich Bar; ", 2) + "Dune"
	names := []string{"Al", "AlAl", "Alabama", "Bar", "Bar in", "Barrow", "Barrow of Bar", "Zürich", "Dune", "Dunes"}
	var counts nameCounts
	for _, name := range names {
		counts.add(name)
		counts.add(name)
	}
	counts.count(text)
	for _, name := range names {
		if want := uint64(min(strings.Count(text, name), often)); counts.of(name) != want {
			t.Errorf("%q: %d times, want %d", name, counts.of(name), want)
		}
	}
}
