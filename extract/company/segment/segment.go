// Package segment divides a row of pieces into labelled spans and pieces that
// belong to none. Its model is a semi-Markov conditional random field of order
// zero (Sarawagi and Cohen, 2004): each candidate span has a score for each
// label, and a division is as likely as the exponential of the sum of the
// scores of its spans.
package segment

import "math"

// Labels is how many labels a span can have.
const Labels = 4

// Label is one of the labels, 0 to Labels-1; their meaning is the caller's.
type Label uint8

// Scores has one score for each label, in natural logarithms of odds.
type Scores [Labels]float32

// Span is a candidate: the pieces First to Last-1 of the row.
type Span struct {
	First, Last int32
	Scores      Scores
	// P has the marginal probabilities of the labels once Marginals ran.
	P Scores
}

// maxScore bounds the scores in exponentials: rows of up to 40 spans then fit
// into a float64.
const maxScore = 16

// Lattice weighs all divisions of a row. Its buffers are reused, so it is not
// to be shared by goroutines.
type Lattice struct {
	forward, backward []float64
	odds              []spanOdds
}

// spanOdds are the exponentials of a span's scores and their sum.
type spanOdds struct {
	labels [Labels]float64
	sum    float64
}

// Marginals sets the marginal probabilities of the spans of a row of n pieces.
// The spans are sorted by Last.
func (l *Lattice) Marginals(n int, spans []Span) {
	l.forward = resize(l.forward, n+1)
	l.backward = resize(l.backward, n+1)
	l.weigh(spans)
	total := l.sum(n, spans)
	for i := range spans {
		s := &spans[i]
		rest := l.forward[s.First] * l.backward[s.Last] / total
		for k := range s.P {
			s.P[k] = float32(rest * l.odds[i].labels[k])
		}
	}
}

// weigh takes the exponentials of the scores, which cost the most.
func (l *Lattice) weigh(spans []Span) {
	l.odds = resize(l.odds, len(spans))
	for i := range spans {
		o := &l.odds[i]
		o.sum = 0
		for k, score := range spans[i].Scores {
			o.labels[k] = odds(score)
			o.sum += o.labels[k]
		}
	}
}

// sum fills the forward and backward sums and returns the sum over all
// divisions.
func (l *Lattice) sum(n int, spans []Span) float64 {
	l.forward[0] = 1
	next := 0
	for end := 1; end <= n; end++ {
		sum := l.forward[end-1]
		for ; next < len(spans) && int(spans[next].Last) == end; next++ {
			sum += l.forward[spans[next].First] * l.odds[next].sum
		}
		l.forward[end] = sum
	}
	clear(l.backward)
	l.backward[n] = 1
	next = len(spans) - 1
	for end := n; end > 0; end-- {
		l.backward[end-1] += l.backward[end]
		for ; next >= 0 && int(spans[next].Last) == end; next-- {
			l.backward[spans[next].First] += l.backward[end] * l.odds[next].sum
		}
	}
	return l.forward[n]
}

func odds(score float32) float64 {
	return math.Exp(float64(min(max(score, -maxScore), maxScore)))
}

// resize returns a slice of n elements, reusing that of s.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}
