package segment

import (
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
