package segment

import (
	"bytes"
	"errors"
	"math"
	"testing"
)

// enumerate returns the marginals of spans by going through all divisions.
func enumerate(n int, spans []Span) []Scores {
	sums := make([]Scores, len(spans))
	total := 0.0
	var walk func(at int, weight float64, chosen []int, labels []int)
	walk = func(at int, weight float64, chosen, labels []int) {
		if at == n {
			total += weight
			for i, span := range chosen {
				sums[span][labels[i]] += float32(weight)
			}
			return
		}
		walk(at+1, weight, chosen, labels)
		for i, s := range spans {
			if int(s.First) != at {
				continue
			}
			for k, score := range s.Scores {
				walk(int(s.Last), weight*math.Exp(float64(score)), append(chosen[:len(chosen):len(chosen)], i), append(labels[:len(labels):len(labels)], k))
			}
		}
	}
	walk(0, 1, nil, nil)
	for i := range sums {
		for k := range sums[i] {
			sums[i][k] /= float32(total)
		}
	}
	return sums
}

func TestMarginals(t *testing.T) {
	spans := []Span{
		{First: 0, Last: 1, Scores: Scores{1, -1, 0.5, 0}},
		{First: 0, Last: 2, Scores: Scores{2, 0, -3, 1}},
		{First: 1, Last: 2, Scores: Scores{-1, 0, 0, 0}},
		{First: 2, Last: 3, Scores: Scores{0.3, 0.1, 0, -2}},
		{First: 1, Last: 4, Scores: Scores{1.5, -0.5, 0, 0}},
	}
	want := enumerate(4, spans)
	var l Lattice
	l.Marginals(4, spans)
	for i, s := range spans {
		for k := range s.P {
			if math.Abs(float64(s.P[k]-want[i][k])) > 1e-5 {
				t.Errorf("span %d, label %d: %v, want %v", i, k, s.P[k], want[i][k])
			}
		}
	}
}

func TestMarginalsOfExtremeScores(t *testing.T) {
	var spans []Span
	for i := range int32(40) {
		spans = append(spans, Span{First: i, Last: i + 1, Scores: Scores{1e6, -1e6, 0, 0}})
	}
	var l Lattice
	l.Marginals(40, spans)
	for i, s := range spans {
		if !(s.P[0] > 0.99 && s.P[0] <= 1) {
			t.Errorf("span %d has the probability %v", i, s.P[0])
		}
	}
}

// toyExamples are rows of two pieces: the first is a name where the feature 7
// is there, and both together are one where 19 is.
func toyExamples() []Example {
	row := func(feature uint32, whole bool) Example {
		x := Example{Left: [][]uint32{{1}, {2}}, Right: [][]uint32{{3}, {4}}, Inside: []bool{true, whole}, Weight: 1}
		one, both := Allowed(1), Allowed(0)
		if whole {
			one, both = 0, 1
		}
		x.Samples = []Sample{
			{First: 0, Last: 1, Features: []uint32{feature, 100}, Allowed: one},
			{First: 0, Last: 2, Features: []uint32{feature + 10, 200}, Allowed: both},
			{First: 1, Last: 2, Features: []uint32{300}},
		}
		return x
	}
	return []Example{row(7, false), row(9, true), row(7, false), row(9, true)}
}

func testConfig() Config { return Config{Bits: 10, Runs: 2, Epochs: 40, Rate: 0.2, Seed: 3} }

func TestTrainLearns(t *testing.T) {
	w := Train(toyExamples(), testConfig())
	for i, x := range toyExamples()[:2] {
		spans := make([]Span, len(x.Samples))
		for j, s := range x.Samples {
			spans[j] = Span{First: s.First, Last: s.Last}
			for _, part := range [][]uint32{s.Features, x.Left[s.First], x.Right[s.Last-1]} {
				for k, v := range w.Score(part) {
					spans[j].Scores[k] += v
				}
			}
		}
		var l Lattice
		l.Marginals(2, spans)
		if spans[i].P[0] < 0.9 {
			t.Errorf("row %d: the right span has the probability %v", i, spans[i].P[0])
		}
	}
}

func TestTrainIsDeterministic(t *testing.T) {
	a, b := Train(toyExamples(), testConfig()).Bytes(), Train(toyExamples(), testConfig()).Bytes()
	if !bytes.Equal(a, b) {
		t.Error("equal examples gave different weights")
	}
}

func TestImpossibleAnnotationTeachesNothing(t *testing.T) {
	x := toyExamples()[0]
	x.Samples[0].Allowed = 0
	w := Train([]Example{x}, testConfig())
	if got := w.Score([]uint32{7, 9, 100, 200, 300}); got != (Scores{}) {
		t.Errorf("weights %v", got)
	}
}

func TestWeightsComeBack(t *testing.T) {
	data := Train(toyExamples(), testConfig()).Bytes()
	w, err := Load(data)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(w.Bytes(), data) {
		t.Error("weights changed on the way")
	}
}

func TestLoadRejects(t *testing.T) {
	good := Train(toyExamples(), testConfig()).Bytes()
	for name, data := range map[string][]byte{
		"nothing": nil, "a header only": good[:header], "another magic": append([]byte("gews\x01"), good[5:]...),
		"a short table": good[:len(good)-1], "a long table": append(good[:len(good):len(good)], 0),
	} {
		if _, err := Load(data); !errors.Is(err, ErrWeights) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
