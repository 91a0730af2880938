package segment

import (
	"math"
	"math/rand/v2"
)

// Allowed is a set of labels, bit k for label k.
type Allowed uint8

// Sample is a candidate span of an Example.
type Sample struct {
	First, Last int32
	// Features are its own; those of its ends stand in the Example.
	Features []uint32
	// Base is added to its scores and not trained.
	Base Scores
	// Allowed are the labels that the annotation lets it have.
	Allowed Allowed
}

// Example is an annotated row of pieces. Where the annotation leaves several
// divisions open, the probability of all of them together is raised.
type Example struct {
	// Left and Right are the features of a span that begins, or ends, at each
	// piece; Right[i] belongs to spans whose last piece is i.
	Left, Right [][]uint32
	// Samples are sorted by Last.
	Samples []Sample
	// Inside says of each piece that it must be in a span.
	Inside []bool
	// Weight is how much the example counts.
	Weight float32
}

// Config says how to train.
type Config struct {
	// Bits is the logarithm of the number of rows: 8 to 24.
	Bits int
	// Runs is how many trainings, each with the examples in an order of its
	// own, are averaged: more leave less to chance.
	Runs   int
	Epochs int
	// Rate is AdaGrad's learning rate.
	Rate float64
	// Decay pulls the weights of each example's features towards 0.
	Decay float64
	// Seed orders the examples of the first run, the numbers after it the others.
	Seed uint64
}

// trainer holds the weights while they change. Their average after the later
// epochs of all runs is what Train returns.
type trainer struct {
	Config
	Lattice
	rows, squares []Scores
	sums          []Scores
	spans         []Span
}

// Train returns the weights that make the annotations of the examples likely.
// Equal arguments give equal weights on one kind of processor; others round
// the sums of floats differently.
func Train(examples []Example, c Config) *Weights {
	t := newTrainer(c)
	runs := max(c.Runs, 1)
	for run := range runs {
		t.run(examples, c.Seed+uint64(run))
	}
	t.divide(runs * (c.Epochs - c.Epochs/2))
	return quantise(t.sums, c.Bits)
}

// run trains anew on the examples in an order of its own, and adds the weights
// after each later epoch to the sums.
func (t *trainer) run(examples []Example, seed uint64) {
	clear(t.rows)
	clear(t.squares)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	random := rand.New(rand.NewPCG(seed, 1))
	for epoch := range t.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			t.learn(&examples[i])
		}
		if epoch >= t.Epochs/2 {
			t.add()
		}
	}
}

func newTrainer(c Config) *trainer {
	rows := 1 << c.Bits
	return &trainer{Config: c, rows: make([]Scores, rows), squares: make([]Scores, rows), sums: make([]Scores, rows)}
}

// add adds the weights to the sums.
func (t *trainer) add() {
	for i, row := range t.rows {
		for k, v := range row {
			t.sums[i][k] += v
		}
	}
}

// divide makes averages of sums over n epochs.
func (t *trainer) divide(n int) {
	for i := range t.sums {
		for k := range t.sums[i] {
			t.sums[i][k] /= float32(max(n, 1))
		}
	}
}

// learn takes one step of gradient descent for the example.
func (t *trainer) learn(x *Example) {
	n := len(x.Left)
	t.spans = resize(t.spans, len(x.Samples))
	t.score(x)
	allowed := t.allowed(x)
	if allowed == nil {
		return
	}
	t.Marginals(n, t.spans)
	for i := range t.spans {
		sample := &x.Samples[i]
		var step Scores
		largest := float32(0)
		for k := range step {
			step[k] = (t.spans[i].P[k] - allowed[i][k]) * x.Weight
			largest = max(largest, float32(math.Abs(float64(step[k]))))
		}
		if largest < 1e-4 {
			continue
		}
		t.update(x.Left[sample.First], step)
		t.update(x.Right[sample.Last-1], step)
		t.update(sample.Features, step)
	}
}

// score sets the spans and scores of the example.
func (t *trainer) score(x *Example) {
	mask := uint32(len(t.rows) - 1)
	for i, sample := range x.Samples {
		scores := sample.Base
		for _, features := range [][]uint32{x.Left[sample.First], x.Right[sample.Last-1], sample.Features} {
			for _, f := range features {
				row := &t.rows[f&mask]
				for k := range scores {
					scores[k] += row[k]
				}
			}
		}
		t.spans[i] = Span{First: sample.First, Last: sample.Last, Scores: scores}
	}
}

// allowed returns the marginals of the spans over the divisions that the
// annotation allows, nil where it allows none.
func (t *trainer) allowed(x *Example) []Scores {
	n := len(x.Left)
	weights := make([]Scores, len(t.spans))
	for i, s := range t.spans {
		for k := range s.Scores {
			if x.Samples[i].Allowed>>k&1 == 1 {
				weights[i][k] = float32(min(odds(s.Scores[k]), 1e6))
			}
		}
	}
	forward, backward := make([]float64, n+1), make([]float64, n+1)
	forward[0], backward[n] = 1, 1
	next := 0
	for end := 1; end <= n; end++ {
		if !x.Inside[end-1] {
			forward[end] = forward[end-1]
		}
		for ; next < len(t.spans) && int(t.spans[next].Last) == end; next++ {
			forward[end] += forward[t.spans[next].First] * weights[next].total()
		}
	}
	if forward[n] == 0 {
		return nil
	}
	next = len(t.spans) - 1
	for end := n; end > 0; end-- {
		if !x.Inside[end-1] {
			backward[end-1] += backward[end]
		}
		for ; next >= 0 && int(t.spans[next].Last) == end; next-- {
			backward[t.spans[next].First] += backward[end] * weights[next].total()
		}
	}
	for i := range weights {
		rest := forward[t.spans[i].First] * backward[t.spans[i].Last] / forward[n]
		for k := range weights[i] {
			weights[i][k] = float32(rest * float64(weights[i][k]))
		}
	}
	return weights
}

func (s Scores) total() float64 {
	sum := 0.0
	for _, v := range s {
		sum += float64(v)
	}
	return sum
}

// update moves the weights of the features against the gradient.
func (t *trainer) update(features []uint32, step Scores) {
	mask := uint32(len(t.rows) - 1)
	for _, f := range features {
		row, square := &t.rows[f&mask], &t.squares[f&mask]
		for k, g := range step {
			g += float32(t.Decay) * row[k]
			square[k] += g * g
			row[k] -= float32(t.Rate) * g / (float32(math.Sqrt(float64(square[k]))) + 1e-3)
		}
	}
}
