package eval

import (
	"cmp"
	"fmt"
	"slices"
)

// outcome is how one thing that was looked for or found turned out.
type outcome uint8

const (
	isRight outcome = iota
	isWrong
	isMissing
)

func outcomeOf(ok bool) outcome {
	if ok {
		return isRight
	}
	return isWrong
}

func (c *Counts) count(o outcome) {
	switch o {
	case isRight:
		c.Right++
	case isWrong:
		c.Wrong++
	case isMissing:
		c.Missing++
	}
}

// trait is one property of a case: seen under which aspect, of which value.
type trait struct{ aspect, value string }

// phenomenon is a trait of the cases of one figure.
type phenomenon struct {
	figure string
	trait
}

// cases counts outcomes by phenomenon.
type cases map[phenomenon]Counts

func (c *cases) add(o cases) {
	if *c == nil {
		*c = cases{}
	}
	for p, counts := range o {
		sum := (*c)[p]
		sum.add(counts)
		(*c)[p] = sum
	}
}

// tally counts an outcome under each of its traits. What is missing has the
// traits that the gold gives it, what is wrong those that it was given.
func (m *marker) tally(figure string, o outcome, traits ...trait) {
	for _, t := range traits {
		p := phenomenon{figure, t}
		counts := m.cases[p]
		counts.count(o)
		m.cases[p] = counts
	}
}

// confusion counts the classes of something that was found: where they
// differ, the one given is wrong and the one of the gold missing.
func (m *marker) confusion(figure, got, want string) {
	if got == want {
		m.tally(figure, isRight, trait{"", want})
		return
	}
	m.tally(figure, isWrong, trait{"", got})
	m.tally(figure, isMissing, trait{"", want})
}

// Case is how the cases of one phenomenon turned out.
type Case struct {
	// Figure is what is counted, such as "amounts".
	Figure string
	// Aspect is the side it is seen from, such as "form"; empty where the
	// values are the classes of the figure itself.
	Aspect string
	// Value is the phenomenon, such as "range".
	Value string
	Counts
}

// Breakdown returns the cases by figure, aspect and number.
func (r *Report) Breakdown() []Case {
	out := make([]Case, 0, len(r.cases))
	for p, counts := range r.cases {
		out = append(out, Case{p.figure, p.aspect, p.value, counts})
	}
	slices.SortFunc(out, func(a, b Case) int {
		return cmp.Or(
			cmp.Compare(figureOrder(a.Figure), figureOrder(b.Figure)), cmp.Compare(a.Aspect, b.Aspect),
			cmp.Compare(b.rank(), a.rank()), cmp.Compare(a.Value, b.Value))
	})
	return out
}

// rank puts the most frequent values first, but confidences in their order.
func (c Case) rank() int {
	if c.Figure == confidence {
		return 0
	}
	return 2*c.Right + c.Wrong + c.Missing
}

// figureOrder is the place of a figure in the table; what is not in it is last.
func figureOrder(figure string) int {
	i := slices.IndexFunc(measures(), func(m measure) bool { return m.name == figure })
	if i < 0 {
		return len(measures())
	}
	return i
}

// confidence is the figure of how often facts of a confidence are right.
const confidence = "confidence"

// confidenceBin names the tenth that a confidence is in, those under 0.5 as
// one.
func confidenceBin(c float64) string {
	if c < 0.5 {
		return "0.0 to 0.5"
	}
	tenth := min(int(c*10), 9)
	return fmt.Sprintf("%.1f to %.1f", float64(tenth)/10, float64(tenth+1)/10)
}
