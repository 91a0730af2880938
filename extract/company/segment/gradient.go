package segment

import "math"

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
	weights := t.allowedOdds(x)
	forward := t.forward(x, weights)
	all := forward[len(x.Left)]
	if all == 0 {
		return nil
	}
	backward := t.backward(x, weights)
	for i := range weights {
		rest := forward[t.spans[i].First] * backward[t.spans[i].Last] / all
		for k := range weights[i] {
			weights[i][k] = float32(rest * float64(weights[i][k]))
		}
	}
	return weights
}

// allowedOdds returns the odds of each span to have each label that it may have.
func (t *trainer) allowedOdds(x *Example) []Scores {
	weights := make([]Scores, len(t.spans))
	for i, s := range t.spans {
		for k := range s.Scores {
			if x.Samples[i].Allowed>>k&1 == 1 {
				weights[i][k] = float32(min(odds(s.Scores[k]), 1e6))
			}
		}
	}
	return weights
}

// forward returns, for each number of pieces, the sum of the weights of all allowed
// divisions of so many at the beginning.
func (t *trainer) forward(x *Example, weights []Scores) []float64 {
	sums := make([]float64, len(x.Left)+1)
	sums[0] = 1
	next := 0
	for end := 1; end < len(sums); end++ {
		if !x.Inside[end-1] {
			sums[end] = sums[end-1]
		}
		for ; next < len(t.spans) && int(t.spans[next].Last) == end; next++ {
			sums[end] += sums[t.spans[next].First] * weights[next].total()
		}
	}
	return sums
}

// backward returns the same of the pieces from each on to the end.
func (t *trainer) backward(x *Example, weights []Scores) []float64 {
	sums := make([]float64, len(x.Left)+1)
	sums[len(x.Left)] = 1
	next := len(t.spans) - 1
	for end := len(x.Left); end > 0; end-- {
		if !x.Inside[end-1] {
			sums[end-1] += sums[end]
		}
		for ; next >= 0 && int(t.spans[next].Last) == end; next-- {
			sums[t.spans[next].First] += sums[end] * weights[next].total()
		}
	}
	return sums
}

// total adds up what stands for each label.
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
