package relation

import (
	"slices"

	"github.com/gigawire/gigawire/extract/boost"
	"github.com/gigawire/gigawire/extract/linear"
	"github.com/gigawire/gigawire/extract/quantity"
)

// stackFolds is how many parts the texts are divided into to learn the trees:
// each sees what linear models say that were learned without it (stacked
// generalisation: Wolpert, 1992).
const stackFolds = 5

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

// learnTrees fits the trees.
func (m *Models) learnTrees(texts []Annotated, examples [][7][]linear.Example) error {
	var all stack
	for fold := range stackFolds {
		r, err := NewWith(learnLinear(examples, func(text int) bool { return text%stackFolds != fold }))
		if err != nil {
			return err
		}
		for i := fold; i < len(texts); i += stackFolds {
			all.gather(r, &texts[i])
		}
	}
	for i, trees := range m.trees() {
		*trees = boost.Learn(treeConfig(), all[i].numbers, all[i].yes)
	}
	return nil
}

// gather reads a text with linear models alone and adds what trees would have
// seen of its candidates.
func (s *stack) gather(r *Relater, a *Annotated) {
	d := r.newDecoder(a.Text, a.Quantities, a.Entities)
	d.run()
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
