package relation_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestStakeCases counts the texts of which all stakes come out as the file states
// them. No model has learned from these texts.
func TestStakeCases(t *testing.T) {
	data, err := os.ReadFile("testdata/stakes.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	stated, none := tally{}, tally{}
	for block := range strings.SplitSeq(string(data), "\n\n") {
		if strings.HasPrefix(block, "#") {
			continue
		}
		lines := strings.Split(strings.TrimSpace(block), "\n")
		want := []string{}
		for _, line := range lines[1:] {
			want = append(want, strings.TrimSpace(line))
		}
		of := &stated
		if len(want) == 0 {
			of = &none
		}
		got := r.read(lines[0])
		diff := cmp.Diff(want, got.stakes())
		of.count(diff == "")
		if diff != "" {
			t.Logf("%s\n-want +got\n%s", lines[0], diff)
		}
	}
	if stated.of < 90 || stated.share() < 0.8 {
		t.Errorf("%d of %d texts with stakes are right", stated.right, stated.of)
	}
	if none.of < 65 || none.share() < 0.85 {
		t.Errorf("%d of %d texts without stakes are right", none.right, none.of)
	}
}

// tally counts what is right.
type tally struct{ right, of int }

func (c *tally) count(right bool) {
	c.of++
	if right {
		c.right++
	}
}

func (c tally) share() float64 { return float64(c.right) / float64(c.of) }

// stakes writes stakes as testdata/stakes.txt does.
func (r *read) stakes() []string {
	out := []string{}
	for _, s := range r.Stakes {
		holder := "-"
		if s.Holder >= 0 {
			holder = r.entities[s.Holder].Name
		}
		out = append(out, fmt.Sprintf("%s | %s | %s | %s", r.quantity(s.Quantity), holder, r.entities[s.Entity].Name, s.Status))
	}
	return out
}

// TestStakeSaysWhichWordsDecided in the reason that explain prints.
func TestStakeSaysWhichWordsDecided(t *testing.T) {
	r := newReader(t)
	for text, want := range map[string]string{
		"Google holds about 14% of Anthropic.": `, cue own ("holds") before it`,
		"Google has a 14% stake in Anthropic.": `, cue have ("has") before it, cue noun ("stake") after it`,
		"Anthropic is 14% owned by Google.":    `, cue own ("owned") after it`,
	} {
		got := r.read(text)
		if len(got.Stakes) != 1 {
			t.Errorf("%q has %d stakes, want 1", text, len(got.Stakes))
			continue
		}
		if reason := got.Stakes[0].Reason.String(); !strings.HasPrefix(reason, "stake at 0.") || !strings.HasSuffix(reason, want) {
			t.Errorf("%q: reason %s, want %s", text, reason, want)
		}
	}
}
