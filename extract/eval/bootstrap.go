package eval

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// interval is a range that holds the figure in 95 of 100 samples.
type interval struct{ low, high float64 }

func (i interval) String() string { return fmt.Sprintf("%.3f-%.3f", i.low, i.high) }

// samples is how often the bootstrap draws.
const samples = 1000

// intervals draws the articles with replacement and takes the 2.5th and
// 97.5th percentile of each measure (Efron's percentile bootstrap, 1979). The
// seed is fixed, so a report is reproducible.
func (r *Report) intervals() []interval {
	random := rand.New(rand.NewPCG(1, 2))
	all := measures()
	drawn := make([][]float64, len(all))
	for range samples {
		var s Score
		for range r.Articles {
			s.add(r.Articles[random.IntN(len(r.Articles))])
		}
		for i, m := range all {
			drawn[i] = append(drawn[i], m.of(&s))
		}
	}
	out := make([]interval, len(all))
	for i, values := range drawn {
		slices.Sort(values)
		out[i] = interval{values[samples*25/1000], values[samples*975/1000]}
	}
	return out
}
