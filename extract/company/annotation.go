package company

import (
	"cmp"
	"slices"

	"github.com/gigawire/gigawire/extract/company/segment"
	"github.com/gigawire/gigawire/extract/sentence"
)

// Label is what an annotated span names.
type Label uint8

// The labels. The first four are those of the model.
const (
	LabelCompany Label = iota
	LabelOutlet
	LabelPerson
	LabelOther     // a place, agency, product or anything else that is no company
	LabelNoCompany // a person or other
	LabelOpen      // nobody knows
)

// Annotation is a labelled span of a text, in bytes.
type Annotation struct {
	sentence.Span
	Label Label
}

// Annotated is a text whose companies and outlets are all annotated.
type Annotated struct {
	Text        string
	Source      string
	Annotations []Annotation
	// Weight is how much the text counts, 1 for an article.
	Weight float32
}

const (
	nameLabels = 1<<LabelCompany | 1<<LabelOutlet
	elseLabels = 1<<LabelPerson | 1<<LabelOther
)

// allowed has the labels of the model that a span so annotated may have.
var allowed = [...]segment.Allowed{
	LabelCompany:   1 << LabelCompany,
	LabelOutlet:    1 << LabelOutlet,
	LabelPerson:    1 << LabelPerson,
	LabelOther:     1 << LabelOther,
	LabelNoCompany: elseLabels,
	LabelOpen:      nameLabels | elseLabels,
}

// allowed returns the labels that the annotations let a span have, and whether
// one of them says that this very span is a name of some kind.
func (a *Annotated) allowed(span sentence.Span) (labels segment.Allowed, exact bool) {
	labels = elseLabels
	i, _ := slices.BinarySearchFunc(a.Annotations, span.Start, func(x Annotation, start int) int {
		return cmp.Compare(x.End, start+1)
	})
	for ; i < len(a.Annotations) && a.Annotations[i].Start < span.End; i++ {
		x := a.Annotations[i]
		switch {
		case x.Span == span:
			return allowed[x.Label], x.Label < LabelNoCompany
		case x.Label == LabelOpen:
			labels |= nameLabels
		case x.Label != LabelNoCompany:
			return 0, false
		}
	}
	return labels, false
}
