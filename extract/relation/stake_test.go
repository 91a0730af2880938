package relation_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestStakeCases holds the stakes of a text to those that the file states.
func TestStakeCases(t *testing.T) {
	data, err := os.ReadFile("testdata/stakes.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	stated, none := 0, 0
	for block := range strings.SplitSeq(string(data), "\n\n") {
		if strings.HasPrefix(block, "#") {
			continue
		}
		lines := strings.Split(strings.TrimSpace(block), "\n")
		want := []string{}
		for _, line := range lines[1:] {
			want = append(want, strings.TrimSpace(line))
		}
		if len(want) == 0 {
			none++
		} else {
			stated++
		}
		t.Run(lines[0], func(t *testing.T) {
			got := r.read(lines[0])
			if diff := cmp.Diff(want, got.stakes()); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
	if stated < 90 || none < 65 {
		t.Errorf("read %d cases with stakes and %d without, want all of them", stated, none)
	}
}

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

// TestStakeSaysWhichWordDecided in the reason that explain prints.
func TestStakeSaysWhichWordDecided(t *testing.T) {
	r := newReader(t)
	for text, want := range map[string]string{
		"Google holds about 14% of Anthropic.":          `cue own ("holds") before it`,
		"Google has a 14% stake in Anthropic.":          `cue noun ("stake") after it`,
		"Anthropic is 14% owned by Google.":             `cue own ("owned") after it`,
		"Google paid $3 billion for 14% of Anthropic.":  `cue stake ("for") before it`,
		"Harrow Foods sold 14% of Anthropic to Google.": `cue sell ("sold") before it`,
	} {
		got := r.read(text)
		if len(got.Stakes) != 1 {
			t.Errorf("%q has %d stakes, want 1", text, len(got.Stakes))
			continue
		}
		if reason := got.Stakes[0].Reason.String(); reason != want {
			t.Errorf("%q: reason %s, want %s", text, reason, want)
		}
	}
}
