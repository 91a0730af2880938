package main

import (
	"bytes"
	"testing"

	"github.com/gigawire/gigawire/extract/company"
)

// TestTrainingIsReproducible trains twice on the gold articles that may be
// looked at and on the marked sentences, which are in the repository.
func TestTrainingIsReproducible(t *testing.T) {
	first, second := trainSmall(t), trainSmall(t)
	if !bytes.Equal(first, second) {
		t.Error("the same texts gave other weights")
	}
}

func trainSmall(t *testing.T) []byte {
	t.Helper()
	texts, err := readAnnotated([]string{"../../extract/testdata/gold"}, "")
	if err != nil {
		t.Fatal(err)
	}
	sentences, err := readMarked("sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	c := company.DefaultConfig()
	c.First.Bits, c.First.Epochs, c.First.Runs, c.Folds = 14, 2, 2, 2
	learner, err := company.NewLearner(c)
	if err != nil {
		t.Fatal(err)
	}
	return learner.Train(append(texts, sentences...)).Bytes()
}

func TestReadAnnotatedLeavesOutWhatIsScored(t *testing.T) {
	texts, err := readAnnotated([]string{"../../extract/testdata/gold"}, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 28 {
		t.Errorf("%d articles, want the 28 of split look", len(texts))
	}
}
