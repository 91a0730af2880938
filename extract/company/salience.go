package company

import (
	_ "embed"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// Salience is how much each clue adds to the weight of an entity that a phrase may
// mean. Of several the most salient one is meant (Lappin and Leass, 1994); the
// weights are those of a log-linear model in which "none of them" weighs nothing.
type Salience [clueCount]float64

//go:embed data/salience.txt
var salienceData string

// readSalience reads what String wrote.
func readSalience(data string) (*Salience, error) {
	s, n := &Salience{}, 0
	for line := range lines(data) {
		name, number, _ := strings.Cut(line, " ")
		weight, err := strconv.ParseFloat(number, 64)
		i := slices.Index(clueNames[:], name)
		if i < 0 || err != nil {
			return nil, fmt.Errorf("reading salience: line %q is no clue and its weight", line)
		}
		s[i] = weight
		n++
	}
	if n != len(s) {
		return nil, fmt.Errorf("reading salience: %d clues, want %d: train again", n, len(s))
	}
	return s, nil
}

// String returns a line for each clue, its name and its weight.
func (s *Salience) String() string {
	var out strings.Builder
	for i, weight := range s {
		fmt.Fprintf(&out, "%s %.2f\n", clueNames[i], weight)
	}
	return out.String()
}

// of returns the weight of an entity for which these clues speak.
func (s *Salience) of(c clue) float64 {
	sum := 0.0
	for ; c != 0; c &= c - 1 {
		sum += s[bits.TrailingZeros16(uint16(c))]
	}
	return sum
}

// sureFrom is the probability from which a phrase is given to an entity.
const sureFrom = 0.5

// likeliest returns the entity that a phrase of sentence s most likely means, -1
// where that is not sure.
func (a *antecedents) likeliest(p phrase, s int32) int32 {
	best, most, all := int32(-1), 0.0, 1.0
	for _, e := range a.near(s) {
		w := math.Exp(a.salience.of(a.clues(p, s, e)))
		all += w
		if w > most {
			best, most = e, w
		}
	}
	if most < sureFrom*all {
		return -1
	}
	return best
}

// How far back names are weighed.
const (
	sentencesBack = 3
	namesBack     = 12
)

// recent reports whether name i is one of the last before a phrase of sentence s.
func (a *antecedents) recent(i int, s int32) bool {
	return i >= 0 && i >= a.before-namesBack && a.names[i].sentence >= s-sentencesBack
}

// near returns the entities that a phrase of sentence s may mean.
func (a *antecedents) near(s int32) []int32 {
	a.candidates = a.candidates[:0]
	for i := a.before - 1; a.recent(i, s); i-- {
		a.consider(a.owners[i])
	}
	a.consider(a.main)
	a.consider(a.opener)
	return a.candidates
}

func (a *antecedents) consider(e int32) {
	if e >= 0 && a.counts[e] > 0 && !slices.Contains(a.candidates, e) {
		a.candidates = append(a.candidates, e)
	}
}
