package company

import (
	"math"

	"github.com/gigawire/gigawire/extract/sentence"
)

// Referring is a text in which everything that names or refers to a company is
// annotated.
type Referring struct {
	Text, Source string
	// Names and Phrases say which company a span means: the first by its name, the
	// others without.
	Names, Phrases []Reference
}

// Reference is a span that means a company, by its number.
type Reference struct {
	sentence.Span
	Company int
}

// WithSalience returns a recogniser that weighs entities so.
func (r *Recogniser) WithSalience(s *Salience) *Recogniser {
	t := *r.tables
	t.salience = s
	return newRecogniser(&t, r.model, &proseTagger{})
}

// LearnSalience returns what makes the phrases of texts most probable to mean what
// they mean, and how many phrases it was learned from. The recogniser finds the
// names. Equal texts give equal weights.
func LearnSalience(r *Recogniser, texts []Referring) (s *Salience, phrases int) {
	var all []choice
	for i := range texts {
		all = append(all, r.choices(&texts[i])...)
	}
	return fit(all), len(all)
}

// choice is a phrase that is weighed: the clues of each entity that it may mean.
type choice struct {
	clues []clue
	right int // which of them it means, -1 for none
}

// choices returns those of a text.
func (r *Recogniser) choices(t *Referring) []choice {
	d := r.pool.Get().(*document)
	defer r.pool.Put(d)
	r.find(d, sentence.Split(t.Text), Hint{Source: t.Source})
	entities, owners := d.named(d.group())
	a := &d.antecedents
	var all []choice
	for p, s := range a.phrasesOf(d, owners, len(entities)) {
		if _, told := a.told(p, s); told {
			continue
		}
		c := choice{right: -1}
		for i, e := range a.near(s) {
			c.clues = append(c.clues, a.clues(p, s, e))
			if t.means(d.span(p.first, p.noun+1), &entities[e]) {
				c.right = i
			}
		}
		all = append(all, c)
	}
	return all
}

// means reports whether a phrase means an entity.
func (t *Referring) means(phrase sentence.Span, e *Entity) bool {
	for _, p := range t.Phrases {
		if p.Span != phrase {
			continue
		}
		for _, n := range t.Names {
			if n.Company == p.Company && e.names(n.Span) {
				return true
			}
		}
	}
	return false
}

// names reports whether an entity is named at a span.
func (e *Entity) names(s sentence.Span) bool {
	for _, m := range e.Mentions {
		if m.Overlaps(s) {
			return true
		}
	}
	return false
}

// How the weights are fitted: by the gradient of the logarithm of the likelihood,
// with a normal distribution around 0 as what is known of them beforehand. Few
// phrases are annotated, and some clues are rare.
const (
	fitRounds = 20000
	fitRate   = 0.3
	fitPrior  = 0.1 // one over the variance
)

// fit returns the most probable weights.
func fit(choices []choice) *Salience {
	s := &Salience{}
	rate := fitRate / float64(max(len(choices), 1))
	for range fitRounds {
		var slope Salience
		for i := range choices {
			choices[i].slope(s, &slope)
		}
		for k := range s {
			s[k] += rate * (slope[k] - fitPrior*s[k])
		}
	}
	for k := range s {
		s[k] = math.Round(100*s[k]) / 100
	}
	return s
}

// slope adds by how much each weight makes what is right more probable.
func (c *choice) slope(s, slope *Salience) {
	all := 1.0
	for _, clues := range c.clues {
		all += math.Exp(s.of(clues))
	}
	for i, clues := range c.clues {
		missing := -math.Exp(s.of(clues)) / all
		if i == c.right {
			missing++
		}
		for k := range slope {
			if clues>>k&1 == 1 {
				slope[k] += missing
			}
		}
	}
}
