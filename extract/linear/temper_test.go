package linear

import (
	"math"
	"testing"
)

// TestTemperatureOfGuessesThatAreTooSure: they say 0.99 and are right in 8 of
// 10 cases, so the temperature makes 0.8 of 0.99.
func TestTemperatureOfGuessesThatAreTooSure(t *testing.T) {
	var guesses []Guess
	for i := range 100 {
		class := 0
		if i%5 == 0 {
			class = 1
		}
		guesses = append(guesses, Guess{[]float32{0.99, 0.01}, class})
	}
	temperature := Temperature(guesses)
	yes, no := math.Pow(0.99, 1/temperature), math.Pow(0.01, 1/temperature)
	if p := yes / (yes + no); math.Abs(p-0.8) > 0.01 {
		t.Errorf("temperature %v makes %v of 0.99, want 0.8", temperature, p)
	}
}

func TestTemperKeepsTheBest(t *testing.T) {
	m := Learn(config(3), examples())
	before, after := make([]float32, 3), make([]float32, 3)
	features := []uint64{Mix(1, 1)}
	m.Probabilities(features, before)
	m.Temper(3)
	m.Probabilities(features, after)
	if Best(after) != Best(before) || after[1] >= before[1] {
		t.Errorf("probabilities %v, tempered %v", before, after)
	}
}
