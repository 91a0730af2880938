package company

import "github.com/gigawire/gigawire/extract/sentence"

// A nominal refers to a company without its name: "the chipmaker". What it
// means stands right beside it, or is weighed: see antecedent.go.

// nominal is a reference and the entity it means.
type nominal struct {
	Mention
	entity int
}

// nominals returns the references in the order of the text. The owners are the
// entities of the document's names, -1 for outlets.
func (d *document) nominals(owners []int32, entities int) []nominal {
	if len(d.names) == 0 {
		return nil
	}
	var found []nominal
	a := &d.antecedents
	a.begin(d, owners, entities)
	for s := range d.text.Sentences {
		for i := d.starts[s]; i+1 < d.starts[s+1]; i++ {
			p, ok := d.phraseAt(i, d.starts[s+1])
			if !ok {
				continue
			}
			a.advance(i)
			if a.holdsName(p) {
				continue
			}
			span := sentence.Span{Start: d.pieces[p.first].Start, End: d.pieces[p.noun].End}
			for _, entity := range a.of(p, int32(s)) {
				found = append(found, nominal{Mention{Span: span, Sentence: s, Nominal: true}, int(entity)})
			}
			i = p.noun
		}
	}
	return found
}

// countOf returns 1 for true.
func countOf(b bool) int {
	if b {
		return 1
	}
	return 0
}
