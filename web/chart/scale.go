package chart

import "math"

// scale turns values into places along an axis.
type scale struct {
	from, to float64 // values
	log      bool
}

// logFrom is the ratio of the greatest value to the least from which an axis
// is logarithmic: on a linear one the least could not be told from nothing.
const logFrom = 50

// scaleOf returns a scale for some values: from zero or, where they are far
// apart, from a power of ten.
func scaleOf(values []float64) scale {
	least, most := math.Inf(1), 0.0
	for _, v := range values {
		least, most = min(least, v), max(most, v)
	}
	switch {
	case most <= 0:
		return scale{to: 1}
	case least > 0 && most/least > logFrom:
		return scale{from: math.Pow(10, math.Floor(math.Log10(least))), to: math.Pow(10, math.Ceil(math.Log10(most))), log: true}
	}
	step := nice(most / 4)
	return scale{to: math.Ceil(most/step) * step}
}

// nice returns the least of 1, 2 and 5 times a power of ten that is not below a
// value.
func nice(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, digit := range []float64{1, 2, 5} {
		if digit*power >= v*(1-1e-9) {
			return digit * power
		}
	}
	return 10 * power
}

// at returns where on the axis a value is, 0 to 1.
func (s scale) at(v float64) float64 {
	if s.log {
		return math.Log(v/s.from) / math.Log(s.to/s.from)
	}
	return (v - s.from) / (s.to - s.from)
}

// ticks returns the values at which the axis has a line.
func (s scale) ticks() []float64 {
	var out []float64
	if s.log {
		for v := s.from; v <= s.to*(1+1e-9); v *= 10 {
			out = append(out, v)
		}
		return out
	}
	step := nice((s.to - s.from) / 4)
	for i := 0; float64(i)*step <= s.to*(1+1e-9); i++ {
		out = append(out, float64(i)*step)
	}
	return out
}
