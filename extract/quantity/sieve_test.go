package quantity

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/extract/sentence"
)

// heldBack reports whether a text states something that is not let through.
func heldBack(s *Scanner, text string) bool {
	if s.NewSieve().Finds([]byte(text)) {
		return false
	}
	for _, q := range s.Scan(sentence.Split(text)) {
		if q.Kind != Energy {
			return true
		}
	}
	return false
}

// TestSieveLetsThroughWhatScanFinds in every case of the specification.
func TestSieveLetsThroughWhatScanFinds(t *testing.T) {
	s := newScanner(t)
	for _, path := range glob(t, "testdata/spec/*.txt") {
		for _, c := range readSpec(t, path) {
			if heldBack(s, c.text) {
				t.Errorf("%s:%d: held back: %s", filepath.Base(path), c.line, c.text)
			}
		}
	}
}

// TestSieveLetsThroughTheNews: paragraph by paragraph, as no page is as short.
func TestSieveLetsThroughTheNews(t *testing.T) {
	s := newScanner(t)
	paragraphs, through := 0, 0
	for _, path := range append(glob(t, "../../ingest/newsroom/articles/*.txt"), glob(t, "../../cmd/train/articles/u*.txt")...) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for paragraph := range strings.SplitSeq(string(data), "\n") {
			paragraphs++
			if s.NewSieve().Finds([]byte(paragraph)) {
				through++
			} else if heldBack(s, paragraph) {
				t.Errorf("%s: held back: %s", filepath.Base(path), paragraph)
			}
		}
	}
	if through*2 > paragraphs {
		t.Errorf("%d of %d paragraphs were let through, which is no sieve", through, paragraphs)
	}
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("nothing is called %s: %v", pattern, err)
	}
	return paths
}

// TestSieveHoldsBack what only looks like a quantity.
func TestSieveHoldsBack(t *testing.T) {
	s := newScanner(t)
	for _, text := range []string{
		"They met at 6:38 p.m. on 6th Avenue in 2019, and 450,000 people came.",
		"The S-400s, the PS4 and N225, 2 goals by Christian Watts, who in 2008, won.",
		"He weighs 243 pounds and scored in the first half; 3 terrorist figures fled.",
		"The 5th man of the 100 m &amp; 200 m race ran a quarter of the time.",
		"Read more at example.com/a%20b, worth a look.",
	} {
		if s.NewSieve().Finds([]byte(text)) {
			t.Errorf("let through: %s", text)
		}
	}
}

// TestSieveKnowsHowPagesWriteSigns, in entities, in other character sets and
// across tags.
func TestSieveKnowsHowPagesWriteSigns(t *testing.T) {
	s := newScanner(t)
	for _, pieces := range [][]string{
		{"it cost &pound;5"}, {"it cost &#163;5"}, {"it cost &#x20AC;5"}, {"it cost \xa35"}, {"it cost \x805"}, {"up 5&percnt;"},
		{"it cost CHF ", "5"}, {"5", " percent"}, {"5", "\u00a0MW"}, {"worth ", "35", "bn"},
	} {
		sieve, found := s.NewSieve(), false
		for _, piece := range pieces {
			found = sieve.Finds([]byte(piece))
		}
		if !found {
			t.Errorf("held back: %q", pieces)
		}
	}
}
