package linear

import (
	"math"
	"math/rand/v2"
)

// Example is what was seen once: the hashes of its features, and the class it
// had. For a model of one class, 1 means yes and 0 no.
type Example struct {
	Features []uint64
	Class    int
	// Weight is how much the example counts, 1 where it is 0.
	Weight float32
}

// Config says how to learn.
type Config struct {
	// Classes is how many classes there are, 1 for yes or no.
	Classes int
	// Bits is the logarithm of how many features are told apart.
	Bits int
	// Epochs is how often the examples are gone through.
	Epochs int
	// Rate is the step of the first update, and Decay what each epoch takes
	// from the weights.
	Rate, Decay float32
	// Seed decides the order of the examples.
	Seed uint64
}

// Learn fits a logistic model by stochastic gradient descent with AdaGrad
// (Duchi, Hazan and Singer, 2011). The same examples, in the same order, give
// the same model to the byte.
func Learn(c Config, examples []Example) *Model {
	o := newOwners(c.Bits, examples)
	examples = o.heard(examples, 1<<c.Bits-1)
	l := newLearner(c)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	random := rand.New(rand.NewPCG(c.Seed, 0))
	for range c.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			l.update(&examples[i])
		}
		l.endEpoch()
	}
	l.average()
	return l.quantise(o)
}

func newLearner(c Config) *learner {
	n := c.Classes << c.Bits
	return &learner{
		Config: c, mask: 1<<c.Bits - 1,
		weights: make([]float32, n), squares: make([]float32, n), sums: make([]float32, n),
		probabilities: make([]float32, c.Classes),
	}
}

// endEpoch lets the weights decay and adds them up.
func (l *learner) endEpoch() {
	for i := range l.weights {
		l.weights[i] *= 1 - l.Decay
		l.sums[i] += l.weights[i]
	}
}

// average replaces the weights by their mean over the epochs, which holds
// better on what was not seen (Polyak and Juditsky, 1992).
func (l *learner) average() {
	for i := range l.weights {
		l.weights[i] = l.sums[i] / float32(l.Epochs)
	}
}

type learner struct {
	Config
	mask                   uint64
	weights, squares, sums []float32
	probabilities          []float32
}

func (l *learner) update(e *Example) {
	p := l.probabilities
	clear(p)
	for _, f := range e.Features {
		for c, w := range l.weights[int(f&l.mask)*l.Classes:][:l.Classes] {
			p[c] += w
		}
	}
	normalise(p)
	for c := range p {
		target := float32(0)
		if c == e.Class || l.Classes == 1 && e.Class == 1 {
			target = 1
		}
		if l.Classes == 1 && e.Class == 0 {
			target = 0
		}
		gradient := p[c] - target
		if e.Weight != 0 {
			gradient *= e.Weight
		}
		l.step(e.Features, c, gradient)
	}
}

func (l *learner) step(features []uint64, class int, gradient float32) {
	if gradient > -1e-4 && gradient < 1e-4 {
		return
	}
	for _, f := range features {
		i := int(f&l.mask)*l.Classes + class
		l.squares[i] += gradient * gradient
		l.weights[i] -= l.Rate * gradient / float32(math.Sqrt(float64(1+l.squares[i])))
	}
}

// quantise rounds the weights to 8 bits, the largest taking the whole range.
// Finer ones decide no better on articles held apart.
func (l *learner) quantise(o owners) *Model {
	most := float32(1e-6)
	for _, w := range l.weights {
		most = max(most, w, -w)
	}
	step := most / 127
	weights := make([]int8, len(l.weights))
	for i, w := range l.weights {
		weights[i] = int8(math.Round(float64(w / step)))
	}
	return newModel(l.Classes, step, o, weights)
}
