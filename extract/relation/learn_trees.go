package relation

import (
	"slices"

	"github.com/gigawire/gigawire/extract/boost"
	"github.com/gigawire/gigawire/extract/quantity"
)

func treeConfig() boost.Config {
	return boost.Config{Trees: 80, Leaves: 12, Rate: 0.12, MinRows: 15, Shrink: 1}
}

// rows are the candidates that trees learn from.
type rows struct {
	numbers [][]float32
	yes     []bool
}

func (r *rows) add(numbers []float32, yes bool) {
	r.numbers, r.yes = append(r.numbers, slices.Clone(numbers)), append(r.yes, yes)
}

// stack has the rows of each kind of trees, in the order of Models.trees.
type stack [3]rows

// learnTrees fits the trees to what linear models alone say of texts that
// they were learned without.
func (m *Models) learnTrees(texts []Annotated, all []examples) error {
	var s stack
	if err := apart(texts, all, func(i int, d *decoder) { s.gather(d, &texts[i]) }); err != nil {
		return err
	}
	for i, trees := range m.trees() {
		*trees = boost.Learn(treeConfig(), s[i].numbers, s[i].yes)
	}
	return nil
}

// gather adds what trees would have seen of the candidates of a text.
func (s *stack) gather(d *decoder, a *Annotated) {
	for q := range a.Quantities {
		meaning, ok := a.Meanings[q]
		switch {
		case !ok || !d.done[q].ready:
		case a.Quantities[q].Kind == quantity.Power:
			s[1].links(d, d.contest(d.models.powerLink, q), meaning)
		default:
			s[0].links(d, d.contest(d.models.amountLink, q), meaning)
			if meaning.Owner >= 0 {
				s[2].owner(d, d.owners(q), meaning)
			}
		}
	}
}

func (r *rows) links(d *decoder, c *contest, m Meaning) {
	for i, e := range c.entities {
		r.add(d.stand(nil, c, i), slices.Contains(m.Companies, e))
	}
}

func (r *rows) owner(d *decoder, c *contest, m Meaning) {
	for i, e := range c.entities {
		r.add(d.stand(nil, c, i), e == m.Owner)
	}
}
