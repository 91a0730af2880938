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
	nodes []node
	roots []int32 // the first node of each tree
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
	sum := m.bias
	for _, at := range m.roots {
		n := &m.nodes[at]
		for n.feature != leaf {
			if x[n.feature] > n.value {
				at += int32(n.right)
			} else {
				at++
			}
			n = &m.nodes[at]
		}
		sum += n.value
	}
	return logistic(sum)
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
	return m, m.findRoots(features)
}

// findRoots finds where each tree begins, and holds every way through it to
// end at a leaf.
func (m *Model) findRoots(features int) error {
	for at := 0; at < len(m.nodes); {
		m.roots = append(m.roots, int32(at))
		end, err := m.walk(at, features)
		if err != nil {
			return err
		}
		at = end
	}
	return nil
}

// walk returns the node after the tree that begins at a node.
func (m *Model) walk(at, features int) (int, error) {
	for open := 1; open > 0; at++ {
		if at >= len(m.nodes) {
			return 0, fmt.Errorf("%w: a tree has no end", ErrFormat)
		}
		n := m.nodes[at]
		if n.feature == leaf {
			open--
			continue
		}
		if n.feature < 0 || int(n.feature) >= features || n.right < 1 || at+int(n.right) >= len(m.nodes) {
			return 0, fmt.Errorf("%w: node %d asks for number %d of %d", ErrFormat, at, n.feature, features)
		}
		open++
	}
	return at, nil
}
