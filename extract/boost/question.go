package boost

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// Trees are asked feature by feature rather than from root to leaf
// (QuickScorer: Lucchese and others, 2015). The questions of a feature are
// sorted by threshold: those below the number are answered with "above", and
// each of them rules out the leaves to the left of its node. The first leaf of
// a tree that is left is its answer. So there are few branches to guess wrong.

// maxLeaves is how many leaves a tree may have: one for each bit.
const maxLeaves = 64

// maxTrees is how many trees there may be.
const maxTrees = 128

// leaves is a set of the leaves of a tree, numbered from the left.
type leaves uint64

// question is a node that is no leaf.
type question struct {
	threshold float32
	tree      uint32
	keep      leaves // the leaves that are left where the number is above
}

// index sorts the nodes by feature, and holds them to be whole trees that ask
// for fewer than features numbers.
func (m *Model) index(features int) error {
	m.questions = make([][]question, features)
	for at := 0; at < len(m.nodes); {
		m.first = append(m.first, int32(len(m.answers)))
		end, err := m.indexNode(at, 0)
		if err != nil {
			return err
		}
		if len(m.answers)-int(m.first[len(m.first)-1]) > maxLeaves {
			return fmt.Errorf("%w: a tree has more than %d leaves", ErrFormat, maxLeaves)
		}
		at = end
	}
	if len(m.first) > maxTrees {
		return fmt.Errorf("%w: there are more than %d trees", ErrFormat, maxTrees)
	}
	for _, questions := range m.questions {
		slices.SortFunc(questions, func(a, b question) int { return cmp.Compare(a.threshold, b.threshold) })
	}
	return nil
}

// indexNode enters a node of the last tree and those below it, and returns the
// node after them.
func (m *Model) indexNode(at, depth int) (end int, err error) {
	if at >= len(m.nodes) || depth >= maxLeaves {
		return 0, fmt.Errorf("%w: a tree has no end", ErrFormat)
	}
	n := m.nodes[at]
	if n.feature == leaf {
		m.answers = append(m.answers, n.value)
		return at + 1, nil
	}
	if n.feature < 0 || int(n.feature) >= len(m.questions) || math.IsNaN(float64(n.value)) {
		return 0, fmt.Errorf("%w: node %d asks for number %d of %d", ErrFormat, at, n.feature, len(m.questions))
	}
	tree := len(m.first) - 1
	left := m.leavesFrom(tree, len(m.answers))
	if end, err = m.indexNode(at+1, depth+1); err != nil {
		return 0, err
	}
	left &^= m.leavesFrom(tree, len(m.answers))
	if end != at+int(n.right) {
		return 0, fmt.Errorf("%w: the sides of node %d do not meet", ErrFormat, at)
	}
	m.questions[n.feature] = append(m.questions[n.feature], question{n.value, uint32(tree), ^left})
	return m.indexNode(end, depth+1)
}

// leavesFrom returns the leaves of a tree from one on, by the place of its
// answer.
func (m *Model) leavesFrom(tree, answer int) leaves {
	return ^leaves(0) << (answer - int(m.first[tree]))
}

// sum adds up the answers of all trees.
func (m *Model) sum(x []float32) float32 {
	var left [maxTrees]leaves
	for tree := range m.first {
		left[tree] = ^leaves(0)
	}
	for feature, questions := range m.questions {
		number := x[feature]
		for i := range questions {
			q := &questions[i]
			if !(number > q.threshold) {
				break
			}
			left[q.tree%maxTrees] &= q.keep
		}
	}
	sum := m.bias
	for tree, first := range m.first {
		sum += m.answers[int(first)+bits.TrailingZeros64(uint64(left[tree]))]
	}
	return sum
}
