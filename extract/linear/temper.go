package linear

import "math"

// Guess is what a model said of an example that it was not learned from: the
// probability of each class, and which class it had.
type Guess struct {
	Probabilities []float32
	Class         int
}

// Temperature returns by how much the scores behind guesses should be divided
// for their probabilities to be the shares that are right: the value of the
// least logarithmic loss (Guo and others, On Calibration of Modern Neural
// Networks, 2017). It is from 0.5 to 4, above 1 where the guesses are too sure.
func Temperature(guesses []Guess) float64 {
	best, least := 1.0, math.Inf(1)
	for t := 0.5; t <= 4; t += 0.05 {
		if loss := loss(guesses, t); loss < least {
			best, least = t, loss
		}
	}
	return best
}

// loss returns the logarithmic loss of guesses at a temperature.
func loss(guesses []Guess, temperature float64) float64 {
	total := 0.0
	for _, g := range guesses {
		sum := 0.0
		for _, p := range g.Probabilities {
			sum += math.Pow(float64(p), 1/temperature)
		}
		own := max(float64(g.Probabilities[g.Class]), 1e-9)
		total += math.Log(sum) - math.Log(own)/temperature
	}
	return total
}

// Temper divides the scores of a model by a temperature. Which class is best
// stays.
func (m *Model) Temper(temperature float64) { m.step = float32(float64(m.step) / temperature) }
