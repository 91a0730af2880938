package relation

import "github.com/gigawire/gigawire/extract/linear"

// likelihoods returns how probable a model finds what each example is.
func likelihoods(m *linear.Model, examples []linear.Example) []float32 {
	out, p := make([]float32, len(examples)), make([]float32, m.Classes())
	for i, x := range examples {
		m.Probabilities(x.Features, p)
		out[i] = p[x.Class]
	}
	return out
}

// leastHeard is what remains of an example that nothing else makes probable.
const leastHeard = 0.1

// weigh lets the examples of a text count as much as it does, and those of its
// roles less the less probable they are to models that have not seen the text:
// what only it says is a slip of its annotation, or too far-fetched to be met
// again (Reed and others, Training Deep Neural Networks on Noisy Labels with
// Bootstrapping, 2015).
func (e *examples) weigh(weight float32, odds []float32) {
	if weight == 0 {
		return
	}
	for model := range e {
		for i := range e[model] {
			e[model][i].Weight = weight
		}
	}
	for i := range e[roleModel] {
		e[roleModel][i].Weight *= min(1, max(leastHeard, 2*odds[i]))
	}
}
