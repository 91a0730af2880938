package company

import (
	"slices"
	"testing"

	"github.com/gigawire/gigawire/extract/sentence"
)

// readTest returns the text as the model sees it, with the built-in lists.
func readTest(t *testing.T, text string) *document {
	t.Helper()
	tab, err := newTables(0)
	if err != nil {
		t.Fatal(err)
	}
	d := &document{tables: tab}
	d.read(sentence.Split(text), Hint{})
	return d
}

// candidates returns the candidate spans as the text has them.
func (d *document) candidates() []string {
	var all []string
	for _, z := range d.zones {
		for _, s := range d.spans[z.spanFrom:z.spanUpTo] {
			all = append(all, d.text.Raw[d.pieces[z.first+s.First].Start:d.pieces[z.first+s.Last-1].End])
		}
	}
	return all
}

func TestCandidates(t *testing.T) {
	for _, c := range []struct {
		text      string
		has, none []string
	}{
		{"Hobbs, Lister & Crane LLP won.", []string{"Hobbs, Lister & Crane LLP", "Hobbs"}, []string{"LLP won"}},
		{"Shares of Kestrel Foods, Inc. rose.", []string{"Kestrel Foods, Inc.", "Kestrel Foods"}, []string{"of Kestrel"}},
		{"It ordered Boeing 777X jets.", []string{"Boeing"}, []string{"Boeing 777X"}},
		{"He met Mrs Goldman there.", []string{"Goldman"}, []string{"Mrs Goldman"}},
		{"A Google-backed lab.", []string{"Google"}, []string{"Google-backed lab"}},
		{"It sells to QXPs and HKs.", nil, []string{"QXPs", "HKs"}},
		{"Fjord (Oslo) fell.", []string{"Fjord (Oslo)", "Fjord"}, []string{"Fjord (Oslo"}},
	} {
		got := readTest(t, c.text).candidates()
		for _, name := range c.has {
			if !slices.Contains(got, name) {
				t.Errorf("%q: %q is no candidate of %q", c.text, name, got)
			}
		}
		for _, name := range c.none {
			if slices.Contains(got, name) {
				t.Errorf("%q: %q is a candidate", c.text, name)
			}
		}
	}
}

func TestCountsLeaveOutOpenings(t *testing.T) {
	d := readTest(t, "Target rose. The target was missed, and Target fell. “Target is wrong,” he said.")
	if c := d.words.Get(hashWord("target")); c.small != 1 || c.large != 1 {
		t.Errorf("target: %d small, %d large; want 1 and 1", c.small, c.large)
	}
}

func TestCapitalsAreCalmed(t *testing.T) {
	d := readTest(t, "STOCKS FALL AS APPLE AND IBM WARN ON SALES")
	want := map[string]form{"STOCKS": title, "APPLE": title, "IBM": caps, "AS": lower, "ON": lower}
	for i := range d.pieces {
		if form, ok := want[d.word(int32(i))]; ok && d.pieces[i].form != form {
			t.Errorf("%s: form %d, want %d", d.word(int32(i)), d.pieces[i].form, form)
		}
	}
	if d := readTest(t, "IBM fell."); d.pieces[0].form != caps {
		t.Error("IBM is calmed outside of capitals")
	}
}

func TestEvidenceOfOthers(t *testing.T) {
	var e evidences
	e.Reset(4)
	key := evidenceKey(keySurface, 42)
	if _, ok := e.of(key).others(0.5); ok {
		t.Error("others before any")
	}
	e.add(key, 0.3)
	e.add(key, 0.8)
	if best, ok := e.of(key).others(0.8); !ok || best != 0.3 {
		t.Errorf("others than 0.8: %v, %v; want 0.3", best, ok)
	}
	if best, _ := e.of(key).others(0.3); best != 0.8 {
		t.Errorf("others than 0.3: %v; want 0.8", best)
	}
}
