package relation_test

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// counts are of the stakes that were found and those that a text states.
type counts struct{ right, found, stated int }

func (c counts) precision() float64 { return float64(c.right) / float64(c.found) }
func (c counts) recall() float64    { return float64(c.right) / float64(c.stated) }

// TestStakesOfNews scores holder, company and percentage on passages that were
// annotated by hand. It lists errors only of those that may be looked at.
func TestStakesOfNews(t *testing.T) {
	data, err := os.ReadFile("testdata/stakes_news.txt")
	if err != nil {
		t.Fatal(err)
	}
	look, apart, _ := strings.Cut(string(data), "## apart\n")
	r := newReader(t)
	for _, part := range []struct {
		name, data        string
		precision, recall float64
		shown             bool
	}{
		{"look", look, 0.75, 0.65, true},
		{"apart", apart, 0.45, 0.2, false},
	} {
		c := r.scoreStakes(t, part.data, part.shown)
		t.Logf("%s: precision %.3f, recall %.3f, %d right of %d found and %d stated", part.name, c.precision(), c.recall(), c.right, c.found, c.stated)
		if c.precision() < part.precision || c.recall() < part.recall {
			t.Errorf("%s: want precision of at least %v and recall of at least %v", part.name, part.precision, part.recall)
		}
	}
}

// TestStakeConfidenceIsEarned: of the stakes at 0.9 nine in ten are right.
func TestStakeConfidenceIsEarned(t *testing.T) {
	data, err := os.ReadFile("testdata/stakes_news.txt")
	if err != nil {
		t.Fatal(err)
	}
	r, c := newReader(t), counts{}
	for block := range strings.SplitSeq(string(data), "\n\n") {
		text, want := passage(block)
		for _, got := range r.lastStakes(text) {
			if got.confidence < 0.9 {
				continue
			}
			c.found++
			if slices.ContainsFunc(want, func(w string) bool { return matches(w, got.line) }) {
				c.right++
			}
		}
	}
	if c.found < 50 || c.precision() < 0.88 {
		t.Errorf("%d of %d stakes at 0.9 are right", c.right, c.found)
	}
}

func (r *reader) scoreStakes(t *testing.T, data string, shown bool) counts {
	t.Helper()
	c := counts{}
	for block := range strings.SplitSeq(data, "\n\n") {
		text, want := passage(block)
		c.stated += len(want)
		for _, got := range r.lastStakes(text) {
			c.found++
			if slices.ContainsFunc(want, func(w string) bool { return matches(w, got.line) }) {
				c.right++
			} else if shown {
				t.Logf("%s, want %q\n%s", got.line, want, text)
			}
		}
	}
	return c
}

// passage returns the text of a block and the stakes beneath it.
func passage(block string) (text string, stakes []string) {
	lines := strings.Split(strings.TrimSpace(block), "\n")
	if strings.HasPrefix(lines[0], "#") {
		return "", nil
	}
	for _, line := range lines[1:] {
		stakes = append(stakes, strings.TrimSpace(line))
	}
	return lines[0], stakes
}

// foundStake is one as a line of testdata/stakes.txt.
type foundStake struct {
	line       string
	confidence float64
}

// lastStakes returns the stakes of the last sentence of a text: those before it are
// there to be understood from.
func (r *reader) lastStakes(text string) []foundStake {
	got := r.read(text)
	var out []foundStake
	for i, line := range got.stakes() {
		if got.quantities[got.Stakes[i].Quantity].Sentence == len(got.text.Sentences)-1 {
			out = append(out, foundStake{line, got.Stakes[i].Confidence})
		}
	}
	return out
}

// matches reports whether a stake that was found is the one that was annotated.
func matches(want, got string) bool {
	w, g := strings.Split(want, " | "), strings.Split(got, " | ")
	return w[0] == g[0] && named(w[1], g[1]) && named(w[2], g[2])
}

// named reports whether a name is one of those that are right.
func named(want, got string) bool {
	for w := range strings.SplitSeq(want, "/") {
		if w == got || w == "?" || w != "-" && strings.Contains(strings.ToLower(got), strings.ToLower(w)) {
			return true
		}
	}
	return false
}
