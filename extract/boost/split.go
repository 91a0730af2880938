package boost

import "slices"

// maxBins is how many bins the values of a feature fall into at most.
const maxBins = 64

// bin sorts the values of each feature into bins of about equally many rows.
func (l *learner) bin(rows [][]float32) {
	values := make([]float32, len(rows))
	for f := range rows[0] {
		for i := range rows {
			values[i] = rows[i][f]
		}
		cuts := cutsOf(slices.Clone(values))
		bins := make([]uint8, len(rows))
		for i, v := range values {
			at, _ := slices.BinarySearch(cuts, v)
			bins[i] = uint8(at)
		}
		l.cuts, l.bins = append(l.cuts, cuts), append(l.bins, bins)
	}
}

// cutsOf returns the largest value of each bin but the last.
func cutsOf(values []float32) []float32 {
	slices.Sort(values)
	different := slices.Compact(slices.Clone(values))
	if len(different) <= maxBins {
		return different[:len(different)-1]
	}
	var cuts []float32
	for b := 1; b < maxBins; b++ {
		cuts = append(cuts, values[b*len(values)/maxBins])
	}
	cuts = slices.Compact(cuts)
	if last := len(cuts) - 1; cuts[last] == values[len(values)-1] {
		cuts = cuts[:last]
	}
	return cuts
}

// split is a question: is the feature in this bin or one below?
type split struct {
	feature, bin int
	gain         float64
}

// sum is what the rows of a bin add up to.
type sum struct {
	first, second float64
	rows          int
}

// bestSplit returns the split of the highest gain, a gain of 0 where none
// leaves enough rows on both sides.
func (l *learner) bestSplit(p *part) split {
	var best split
	if len(p.rows) < 2*l.MinRows {
		return best
	}
	for f := range l.bins {
		var sums [maxBins]sum
		for _, i := range p.rows {
			s := &sums[l.bins[f][i]]
			s.first += l.first[i]
			s.second += l.second[i]
			s.rows++
		}
		l.bestOf(p, f, &sums, &best)
	}
	return best
}

func (l *learner) bestOf(p *part, feature int, sums *[maxBins]sum, best *split) {
	var left sum
	whole := l.worth(p.first, p.second)
	for b := range l.cuts[feature] {
		left.first += sums[b].first
		left.second += sums[b].second
		left.rows += sums[b].rows
		if left.rows < l.MinRows || len(p.rows)-left.rows < l.MinRows {
			continue
		}
		gain := l.worth(left.first, left.second) + l.worth(p.first-left.first, p.second-left.second) - whole
		if gain > best.gain {
			*best = split{feature, b, gain}
		}
	}
}

func (l *learner) worth(first, second float64) float64 { return first * first / (second + l.Shrink) }
