package company

import (
	"strings"
	"testing"
)

func TestToneTellsBusinessFromOtherNews(t *testing.T) {
	const filler = "the old dog sat by the door and would not move for a while "
	for _, c := range []struct {
		name, text string
		want       uint64
	}{
		{"too short to tell", "Shares of the company fell by a third.", 0},
		{"no word of business", strings.Repeat(filler, 8), 1},
		{"one word of it", strings.Repeat(filler, 8) + "its shares", 2},
		{"nothing but business", strings.Repeat("shares of the company fell as investors sold, ", 12), 6},
		{"prices", strings.Repeat("the dog cost $40 and ate a lot of it and slept by the fire, ", 12), 5},
	} {
		if got := readTest(t, c.text).tone; got != c.want {
			t.Errorf("%s: tone %d, want %d", c.name, got, c.want)
		}
	}
}
