package relation

import (
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/boost"
	"github.com/gigawire/gigawire/extract/linear"
	"github.com/gigawire/gigawire/extract/quantity"
)

// treeConfigs are in the order of Models.trees. There are fewer stakes to learn from
// than anything else.
func treeConfigs() [5]boost.Config {
	usual := boost.Config{Trees: 80, Leaves: 12, Rate: 0.12, MinRows: 15, Shrink: 1}
	stakes := usual
	stakes.MinRows = 6
	return [5]boost.Config{usual, usual, usual, usual, stakes}
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
type stack [5]rows

// second fits the trees, and how sure the classes are, to what linear models
// alone say of texts that they were learned without.
func (m *Models) second(texts []Annotated, all []examples) error {
	var s stack
	var g guesses
	err := apart(texts, all, func(i int, d *decoder) {
		s.gather(d, &texts[i])
		g.gather(d.models, &all[i])
	})
	if err != nil {
		return err
	}
	for i, trees := range m.trees() {
		*trees = boost.Learn(treeConfigs()[i], s[i].numbers, s[i].yes)
	}
	for i := range g {
		(*m.linear()[i]).Temper(linear.Temperature(g[i]))
	}
	return nil
}

// guesses are what the models of classes said, in the order of Models.linear:
// they come first there.
type guesses [stakeModel + 1][]linear.Guess

func (g *guesses) gather(m *Models, all *examples) {
	for i := range g {
		model := *m.linear()[i]
		for _, x := range all[i] {
			p := make([]float32, model.Classes())
			model.Probabilities(x.Features, p)
			g[i] = append(g[i], linear.Guess{Probabilities: p, Class: x.Class})
		}
	}
}

// gather adds what trees would have seen of the candidates of a text.
func (s *stack) gather(d *decoder, a *Annotated) {
	for q := range a.Quantities {
		meaning, ok := a.Meanings[q]
		switch {
		case ok && a.Quantities[q].Kind == quantity.Percent:
			if meaning.Owner >= 0 {
				s[4].stakes(d, d.stakeContest(q), meaning)
			}
		case !ok || !d.done[q].ready:
		case a.Quantities[q].Kind == quantity.Power:
			s[1].links(d, d.links(d.models.powerLink, q), meaning)
			s[3].sites(d, d.sites(q), meaning)
		default:
			s[0].links(d, d.links(d.models.amountLink, q), meaning)
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

func (r *rows) sites(d *decoder, c *siteContest, m Meaning) {
	for i := range c.spans {
		r.add(d.siteNumbers(nil, c, i), m.Site != "" && strings.EqualFold(c.name(d.view, i), m.Site))
	}
}
