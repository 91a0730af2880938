package company

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/extract/company/segment"
	"github.com/gigawire/gigawire/extract/sentence"
)

func TestModelRoundTrip(t *testing.T) {
	m, err := LoadModel(weightData)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(m.Bytes(), weightData) {
		t.Error("Bytes does not give back what LoadModel read")
	}
}

func TestModelRefusesOtherBytes(t *testing.T) {
	for _, data := range [][]byte{nil, {1, 2}, []byte("\x04\x00\x00\x00none"), weightData[:len(weightData)-1]} {
		if _, err := LoadModel(data); !errors.Is(err, segment.ErrWeights) {
			t.Errorf("%d bytes: %v", len(data), err)
		}
	}
}

func FuzzLoadModel(f *testing.F) {
	f.Add(weightData[:64])
	f.Add([]byte("\x04\x00\x00\x00segw\x01\x08"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := LoadModel(data); err == nil && !bytes.Equal(m.Bytes(), data) {
			t.Error("what was read is not what is written")
		}
	})
}

// TestLearnerLearns teaches that a made-up cue makes companies, and that a word
// without it is none.
func TestLearnerLearns(t *testing.T) {
	c := DefaultConfig()
	c.First.Bits, c.First.Runs, c.Second.Runs, c.Folds = 14, 1, 1, 3 // folds that have texts of both kinds
	learner, err := NewLearner(c)
	if err != nil {
		t.Fatal(err)
	}
	var texts []Annotated
	for _, name := range []string{"Zorvex", "Quillam", "Brentok", "Faldor", "Ostrin", "Veltham"} {
		texts = append(texts,
			Annotated{Text: "Shares of " + name + " fell.", Weight: 1, Annotations: []Annotation{
				{sentence.Span{Start: 10, End: 10 + len(name)}, LabelCompany}}},
			Annotated{Text: "The river " + name + " rose.", Weight: 1})
	}
	r := learner.NewRecogniser(learner.Train(texts))
	if got := r.Recognise(sentence.Split("Shares of Yandrick fell."), Hint{}); len(got) != 1 || got[0].Name != "Yandrick" {
		t.Errorf("with the cue: %+v", got)
	}
	if got := r.Recognise(sentence.Split("The river Yandrick rose."), Hint{}); len(got) != 0 {
		t.Errorf("without the cue: %+v", got)
	}
}

// TestCheckSum holds the check sum of data/README.md to the weights.
func TestCheckSum(t *testing.T) {
	line, err := os.ReadFile("data/weights.sha256")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(weightData)
	if want, _, _ := strings.Cut(string(line), " "); want != hex.EncodeToString(sum[:]) {
		t.Errorf("weights.bin has the check sum %x, weights.sha256 says %s", sum, want)
	}
}
