package boost

import (
	"math"
)

// Config says how to learn.
type Config struct {
	// Trees is how many there are, Leaves how many each has at most, up to 64.
	Trees, Leaves int
	// Rate is the share of each tree's answer that counts.
	Rate float64
	// MinRows is how many rows a leaf has at least, and Shrink draws its
	// answer towards none (the lambda of Chen and Guestrin, XGBoost, 2016).
	MinRows int
	Shrink  float64
}

// Learn fits trees to rows of equal length and whether each is a yes, by
// Newton steps on the logistic loss. The same rows, in the same order, give the
// same model to the byte.
func Learn(c Config, rows [][]float32, yes []bool) *Model {
	l := newLearner(c, rows, yes)
	for range c.Trees {
		l.gradients()
		l.tree()
	}
	if err := l.model.index(len(l.bins)); err != nil {
		panic(err) // a tree that was just grown has all its leaves
	}
	return l.model
}

type learner struct {
	Config
	yes   []bool
	cuts  [][]float32 // of each feature, the thresholds between its bins
	bins  [][]uint8   // of each feature, the bin of each row
	model *Model
	score []float64
	// The first and second derivative of the loss at each row.
	first, second []float64
}

func newLearner(c Config, rows [][]float32, yes []bool) *learner {
	l := &learner{Config: c, yes: yes, model: &Model{}, score: make([]float64, len(rows)), first: make([]float64, len(rows)), second: make([]float64, len(rows))}
	ones := 0.5
	for _, y := range yes {
		if y {
			ones++
		}
	}
	bias := math.Log(ones / (float64(len(rows)) + 1 - ones))
	l.model.bias = float32(bias)
	for i := range l.score {
		l.score[i] = bias
	}
	if len(rows) > 0 {
		l.bin(rows)
	}
	return l
}

func (l *learner) gradients() {
	for i, s := range l.score {
		p := 1 / (1 + math.Exp(-s))
		l.first[i], l.second[i] = p, p*(1-p)
		if l.yes[i] {
			l.first[i]--
		}
	}
}

// part is the rows that reach one place of a tree that grows, and its best
// split.
type part struct {
	rows          []int32
	first, second float64
	split         split
	left, right   *part
}

// tree grows one tree, best split first, and adds its answers to the scores.
func (l *learner) tree() {
	all := make([]int32, len(l.score))
	for i := range all {
		all[i] = int32(i)
	}
	root := l.part(all)
	leaves := []*part{root}
	for len(leaves) < min(l.Leaves, maxLeaves) {
		best := 0
		for i := range leaves {
			if leaves[i].split.gain > leaves[best].split.gain {
				best = i
			}
		}
		p := leaves[best]
		if p.split.gain <= 0 {
			break
		}
		l.divide(p)
		leaves[best] = p.left
		leaves = append(leaves, p.right)
	}
	l.write(root)
}

func (l *learner) part(rows []int32) *part {
	p := &part{rows: rows}
	for _, i := range rows {
		p.first += l.first[i]
		p.second += l.second[i]
	}
	p.split = l.bestSplit(p)
	return p
}

func (l *learner) divide(p *part) {
	var left, right []int32
	for _, i := range p.rows {
		if int(l.bins[p.split.feature][i]) <= p.split.bin {
			left = append(left, i)
		} else {
			right = append(right, i)
		}
	}
	p.left, p.right = l.part(left), l.part(right)
}

// write appends the nodes of a tree, each before its left side, and that
// before its right one.
func (l *learner) write(p *part) {
	at := len(l.model.nodes)
	if p.left == nil {
		value := -l.Rate * p.first / (p.second + l.Shrink)
		l.model.nodes = append(l.model.nodes, node{feature: leaf, value: float32(value)})
		for _, i := range p.rows {
			l.score[i] += value
		}
		return
	}
	l.model.nodes = append(l.model.nodes, node{feature: int16(p.split.feature), value: l.cuts[p.split.feature][p.split.bin]})
	l.write(p.left)
	l.model.nodes[at].right = int16(len(l.model.nodes) - at)
	l.write(p.right)
}
