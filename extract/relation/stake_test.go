package relation_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// stakeCase is a text and the stakes that it states, as testdata/stakes.txt has them.
type stakeCase struct {
	text string
	want []string
}

func readStakeCases(t *testing.T, path string) []stakeCase {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var cases []stakeCase
	for block := range strings.SplitSeq(string(data), "\n\n") {
		if strings.HasPrefix(block, "#") {
			continue
		}
		lines := strings.Split(strings.TrimSpace(block), "\n")
		c := stakeCase{text: lines[0], want: []string{}}
		for _, line := range lines[1:] {
			c.want = append(c.want, strings.TrimSpace(line))
		}
		cases = append(cases, c)
	}
	return cases
}

// TestStakeCases counts the texts of which all stakes come out as the file states
// them. No model has learned from these texts.
func TestStakeCases(t *testing.T) {
	r := newReader(t)
	stated, none := tally{}, tally{}
	for _, c := range readStakeCases(t, "testdata/stakes.txt") {
		of := &stated
		if len(c.want) == 0 {
			of = &none
		}
		of.count(r.states(t, c))
	}
	if stated.of < 90 || stated.share() < 0.8 {
		t.Errorf("%d of %d texts with stakes are right", stated.right, stated.of)
	}
	if none.of < 65 || none.share() < 0.85 {
		t.Errorf("%d of %d texts without stakes are right", none.right, none.of)
	}
}

// TestStakesThatAreDeniedOrOfSeveral counts the same of texts on which rules decide,
// once the models have found the share.
func TestStakesThatAreDeniedOrOfSeveral(t *testing.T) {
	r := newReader(t)
	for _, path := range []string{"testdata/denied.txt", "testdata/joint.txt"} {
		all := tally{}
		for _, c := range readStakeCases(t, path) {
			all.count(r.states(t, c))
		}
		if all.of < 15 || all.share() < 0.9 {
			t.Errorf("%s: %d of %d texts are right", path, all.right, all.of)
		}
	}
}

// states reports whether what is read of a case is what it states, and logs what is not.
func (r *reader) states(t *testing.T, c stakeCase) bool {
	t.Helper()
	got := r.read(c.text)
	diff := cmp.Diff(c.want, got.stakes())
	if diff != "" {
		t.Logf("%s\n-want +got\n%s", c.text, diff)
	}
	return diff == ""
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
