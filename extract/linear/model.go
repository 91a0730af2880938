// Package linear has multinomial logistic models over hashed features: small
// enough to be built into the program, and quick enough to be asked at each
// number of each article.
package linear

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Model gives each of its classes a probability. It is not changed after it
// was loaded, so goroutines may share it.
type Model struct {
	classes int
	mask    uint64
	step    float32 // what one unit of a weight is worth
	// weights has the weights of a feature's classes side by side.
	weights []int8
}

// header is the length of what stands before the weights, in bytes.
const header = 16

// magic begins a model's bytes; its last letter is the version of the form.
const magic = "lin2"

// ErrFormat means that bytes are no model.
var ErrFormat = errors.New("no linear model")

// Load reads a model from what Bytes returned.
func Load(data []byte) (*Model, error) {
	if len(data) < header || string(data[:4]) != magic {
		return nil, ErrFormat
	}
	classes, bits := int(binary.LittleEndian.Uint16(data[4:])), int(binary.LittleEndian.Uint16(data[6:]))
	if classes == 0 || classes > maxClasses || bits > 24 || len(data) != header+classes<<bits {
		return nil, fmt.Errorf("%w: %d bytes for %d classes of 2^%d features", ErrFormat, len(data), classes, bits)
	}
	m := &Model{
		classes: classes, mask: 1<<bits - 1,
		step:    math.Float32frombits(binary.LittleEndian.Uint32(data[8:])),
		weights: make([]int8, classes<<bits),
	}
	for i := range m.weights {
		m.weights[i] = int8(data[header+i])
	}
	return m, nil
}

// Bytes returns the model in the form that Load reads.
func (m *Model) Bytes() []byte {
	bits := 0
	for 1<<bits <= m.mask {
		bits++
	}
	out := make([]byte, header, header+len(m.weights))
	copy(out, magic)
	binary.LittleEndian.PutUint16(out[4:], uint16(m.classes))
	binary.LittleEndian.PutUint16(out[6:], uint16(bits))
	binary.LittleEndian.PutUint32(out[8:], math.Float32bits(m.step))
	for _, w := range m.weights {
		out = append(out, byte(w))
	}
	return out
}

// Classes returns how many classes there are.
func (m *Model) Classes() int { return m.classes }

// Probabilities writes the probability of each class into out, whose length
// is that of Classes, given the hashes of the features that are there. The
// probabilities add up to 1; a model of one class gives that of yes, alone.
func (m *Model) Probabilities(features []uint64, out []float32) {
	var sums [maxClasses]int32
	for _, f := range features {
		row := m.weights[int(f&m.mask)*m.classes:][:m.classes]
		for c, w := range row {
			sums[c] += int32(w)
		}
	}
	for c := range out {
		out[c] = float32(sums[c]) * m.step
	}
	normalise(out)
}

// maxClasses is how many classes a model can have.
const maxClasses = 32

// normalise turns scores into probabilities: the softmax of several, the
// logistic function of one.
func normalise(scores []float32) {
	if len(scores) == 1 {
		scores[0] = float32(1 / (1 + math.Exp(-float64(scores[0]))))
		return
	}
	most := scores[0]
	for _, s := range scores {
		most = max(most, s)
	}
	sum := float32(0)
	for i, s := range scores {
		scores[i] = float32(math.Exp(float64(s - most)))
		sum += scores[i]
	}
	for i := range scores {
		scores[i] /= sum
	}
}

// Best returns the class of the highest probability, the first of equals.
func Best(probabilities []float32) int {
	best := 0
	for c, p := range probabilities {
		if p > probabilities[best] {
			best = c
		}
	}
	return best
}
