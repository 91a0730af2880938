package company

import (
	"testing"

	"github.com/jdkato/prose/v2"
)

// TestPerceptronTellsWhatProseDoes: the same parts of speech from the same
// weights.
func TestPerceptronTellsWhatProseDoes(t *testing.T) {
	p, err := loadPerceptron()
	if err != nil {
		t.Fatal(err)
	}
	whole, err := prose.NewDocument("", prose.WithSegmentation(false), prose.WithExtraction(false))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"target said it would close", "target practice begins at nine", "gap, which sells clothes", "shell's profit rose",
		"apple has 2,000 shops", "visa (the card company)", "alphabet 2024 results", "ford - the maker of cars",
		"oracle", "oracle said", "oracle's", "block @wire told", "match.com shares fell", "unity 3.55 a share", "zoom U.S. sales",
		"café owners said", "meta * said", "gap 0 to 1", "square-based Block said", "snap -50 to 100", "target’s sales “rose”",
	} {
		doc, err := prose.NewDocument(text, prose.WithSegmentation(false), prose.WithExtraction(false), prose.UsingModel(whole.Model))
		if err != nil {
			t.Fatal(err)
		}
		want := doc.Tokens()
		if len(want) < 2 {
			continue
		}
		if word, next := p.first(want); word != want[0].Tag || next != want[1].Tag {
			t.Errorf("%q: %s %s, want %s %s", text, word, next, want[0].Tag, want[1].Tag)
		}
	}
}
