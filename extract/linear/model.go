// Package linear has multinomial logistic models over hashed features: small
// enough to be built into the program, and quick enough to be asked at each
// number of each article.
package linear

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Model gives each of its classes a probability. It is not changed after it
// was loaded, so goroutines may share it.
type Model struct {
	classes int
	step    float32 // what one unit of a weight is worth
	owners  owners
	single  single // the weights of a model of one class
	packed  packed // those of all others
}

// newModel returns a model of the weights of each feature's classes, side by
// side.
func newModel(classes int, step float32, o owners, weights []int8) *Model {
	m := &Model{classes: classes, step: step, owners: o}
	if classes == 1 {
		m.single = packSingle(weights, o)
	} else {
		m.packed = pack(weights, classes)
	}
	return m
}

// header is the length of what stands before the weights, in bytes.
const header = 16

// magic begins a model's bytes; its last letter is the version of the form.
const magic = "lin3"

// ErrFormat means that bytes are no model.
var ErrFormat = errors.New("no linear model")

// Load reads a model from what Bytes returned.
func Load(data []byte) (*Model, error) {
	if len(data) < header || string(data[:4]) != magic {
		return nil, ErrFormat
	}
	classes, bits := int(binary.LittleEndian.Uint16(data[4:])), int(binary.LittleEndian.Uint16(data[6:]))
	if classes == 0 || classes > maxClasses || bits > 24 || len(data) != header+(classes+1)<<bits {
		return nil, fmt.Errorf("%w: %d bytes for %d classes of 2^%d features", ErrFormat, len(data), classes, bits)
	}
	o := owners(slices.Clone(data[header:][:1<<bits]))
	weights := make([]int8, classes<<bits)
	for i := range weights {
		weights[i] = int8(data[header+len(o)+i])
	}
	return newModel(classes, math.Float32frombits(binary.LittleEndian.Uint32(data[8:])), o, weights), nil
}

// Bytes returns the model in the form that Load reads.
func (m *Model) Bytes() []byte {
	bits := 0
	for 1<<bits < len(m.owners) {
		bits++
	}
	out := make([]byte, header, header+(m.classes+1)<<bits)
	copy(out, magic)
	binary.LittleEndian.PutUint16(out[4:], uint16(m.classes))
	binary.LittleEndian.PutUint16(out[6:], uint16(bits))
	binary.LittleEndian.PutUint32(out[8:], math.Float32bits(m.step))
	out = append(out, m.owners...)
	for row := range 1 << bits {
		for class := range m.classes {
			out = append(out, byte(m.weight(row, class)))
		}
	}
	return out
}

func (m *Model) weight(row, class int) int8 {
	if m.classes == 1 {
		return m.single.weight(row)
	}
	return m.packed.weight(row, class)
}

// Classes returns how many classes there are.
func (m *Model) Classes() int { return m.classes }

// Probabilities writes the probability of each class into out, whose length
// is that of Classes, given the hashes of the features that are there. The
// probabilities add up to 1; a model of one class gives that of yes, alone.
func (m *Model) Probabilities(features []uint64, out []float32) {
	var sums [maxClasses]int32
	for len(features) > 0 {
		n := min(len(features), maxAdded)
		m.sum(features[:n], &sums)
		features = features[n:]
	}
	for c := range out {
		out[c] = float32(sums[c]) * m.step
	}
	normalise(out)
}

// sum adds the weights of features, up to maxAdded of them.
func (m *Model) sum(features []uint64, sums *[maxClasses]int32) {
	if m.classes == 1 {
		sums[0] += m.single.sum(features)
		return
	}
	var room [maxAdded]uint32
	m.packed.sum(m.owners.rows(features, &room), sums)
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
