package company

import "iter"

// A nominal refers to a company without its name: "the chipmaker". What it
// means stands right beside it, or is weighed: see antecedent.go.

// addNominals adds to the entities what refers to them. The owners are the
// entities of the document's names, -1 for outlets.
func (d *document) addNominals(entities []Entity, owners []int32) {
	a := &d.antecedents
	for p, s := range a.phrasesOf(d, owners, len(entities)) {
		m := Mention{Span: d.span(p.first, p.noun+1), Sentence: int(s), Nominal: true}
		for _, e := range a.of(p, s) {
			entities[e].Mentions = append(entities[e].Mentions, m)
		}
	}
}

// phrasesOf yields those of a text that may refer to a company and the sentence of each, in the
// order of the text, once what stands before it is known.
func (a *antecedents) phrasesOf(d *document, owners []int32, entities int) iter.Seq2[phrase, int32] {
	return func(yield func(phrase, int32) bool) {
		if len(d.names) == 0 {
			return
		}
		a.begin(d, owners, entities)
		for i := int32(0); i < int32(len(d.pieces)); i++ {
			s := d.sentence[i]
			p, ok := d.phraseAt(i, d.starts[s+1])
			if !ok {
				continue
			}
			if a.advance(i); a.holdsName(p) {
				continue
			}
			if i = p.noun; !yield(p, s) {
				return
			}
		}
	}
}

// countOf returns 1 for true.
func countOf(b bool) int {
	if b {
		return 1
	}
	return 0
}
