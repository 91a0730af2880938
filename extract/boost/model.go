// Package boost has gradient-boosted trees over a few numbers (Friedman,
// Greedy Function Approximation, 2001): they weigh what a linear model cannot,
// how one candidate stands to the others.
package boost

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Model says how probable a yes is. It is not changed after it was loaded, so
// goroutines may share it.
type Model struct {
	bias  float32
	nodes []node // in the form of the bytes
	// The same nodes sorted for asking: the questions of each feature, the
	// answers of all leaves, and the first of each tree.
	questions [][]question
	answers   []float32
	first     []int32
}

// node is a question or, where feature is leaf, an answer.
type node struct {
	feature int16
	// right is the node to go on at where the number is above the threshold;
	// the one after this node where it is not.
	right int16 // counted from this node
	value float32
}

const leaf = -1

// Probability returns the probability of yes, given the numbers of a
// candidate in the order of learning.
func (m *Model) Probability(x []float32) float32 {
	return logistic(m.sum(x))
}

func logistic(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

// magic begins a model's bytes; its last letter is the version of the form.
const magic = "gbt1"

// ErrFormat means that bytes are no model.
var ErrFormat = errors.New("no boosted trees")

// Lengths in bytes.
const (
	header   = 12
	nodeSize = 8
)

// Bytes returns the model in the form that Load reads.
func (m *Model) Bytes() []byte {
	out := append(make([]byte, 0, header+nodeSize*len(m.nodes)), magic...)
	out = binary.LittleEndian.AppendUint32(out, math.Float32bits(m.bias))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(m.nodes)))
	for _, n := range m.nodes {
		out = binary.LittleEndian.AppendUint16(out, uint16(n.feature))
		out = binary.LittleEndian.AppendUint16(out, uint16(n.right))
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(n.value))
	}
	return out
}

// Load reads a model that asks for fewer than features numbers.
func Load(data []byte, features int) (*Model, error) {
	if len(data) < header || string(data[:4]) != magic {
		return nil, ErrFormat
	}
	n := int(binary.LittleEndian.Uint32(data[8:]))
	if len(data) != header+nodeSize*n {
		return nil, fmt.Errorf("%w: %d bytes for %d nodes", ErrFormat, len(data), n)
	}
	m := &Model{bias: math.Float32frombits(binary.LittleEndian.Uint32(data[4:])), nodes: make([]node, n)}
	for i := range m.nodes {
		at := data[header+nodeSize*i:]
		m.nodes[i] = node{
			int16(binary.LittleEndian.Uint16(at)), int16(binary.LittleEndian.Uint16(at[2:])),
			math.Float32frombits(binary.LittleEndian.Uint32(at[4:])),
		}
	}
	return m, m.index(features)
}
