package relation

import (
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/linear"
	"github.com/gigawire/gigawire/extract/quantity"
)

// learner gathers examples of one text for each linear model.
type learner struct {
	tables   *tables
	examples examples
	// read are the classes that were read of quantities, as the models will
	// see those of the quantities before.
	read map[int]int
}

// examples are those of one text, in the order of Models.linear.
type examples [10][]linear.Example

// The models, in the order of Models.linear.
const (
	roleModel = iota
	kindModel
	statusModel
	stakeModel
	amountLinkModel
	powerLinkModel
	ownerModel
	siteModel
	holderModel
	ownedModel
)

// examplesOf returns those of a text, given the classes that were read of its
// quantities.
func examplesOf(t *tables, a *Annotated, read map[int]int) examples {
	l := &learner{tables: t, read: read}
	l.text(a)
	return l.examples
}

func (l *learner) text(a *Annotated) {
	v := &view{}
	v.begin(a.Text, a.Quantities, a.Entities, l.tables)
	for q := range a.Quantities {
		if meaning, ok := a.Meanings[q]; ok {
			l.quantity(v, a, q, meaning)
		}
	}
}

// quantity adds what there is to learn of one quantity.
func (l *learner) quantity(v *view, a *Annotated, q int, m Meaning) {
	b := before{l.readOf(v.previous(q)), l.readOf(v.earlier(q))}
	switch a.Quantities[q].Kind {
	case quantity.Percent:
		l.share(v, a, q, b)
	case quantity.Money:
		l.add(roleModel, v.meaning(nil, q, b), classOf(m))
		l.links(v, a, q, amountLinkModel)
		if m.Owner >= 0 {
			l.add(statusModel, v.meaning(nil, q, before{-1, -1}), slices.Index(statuses(), m.Status))
			l.owner(v, q, m)
		}
	case quantity.Power:
		l.add(kindModel, v.meaning(nil, q, b), classOf(m))
		l.links(v, a, q, powerLinkModel)
		l.sites(v, a, q, m)
	}
}

// readOf returns the class that was read of quantity q, -1 where none was.
func (l *learner) readOf(q int) int {
	if class, ok := l.read[q]; ok {
		return class
	}
	return -1
}

// classOf returns the class of a meaning among those of its model, -1 for none.
func classOf(m Meaning) int {
	if m.Kind != "" {
		return slices.Index(fact.Kinds(), m.Kind)
	}
	if m.Role != "" {
		return slices.Index(fact.Roles(), m.Role)
	}
	return 1 + slices.Index(statuses(), m.Status)
}

// add adds an example for a model, unless it has no class.
func (l *learner) add(model int, features []uint64, class int) {
	if class >= 0 {
		l.examples[model] = append(l.examples[model], linear.Example{Features: features, Class: class})
	}
}

// links adds each company that a quantity may concern, and whether it does.
func (l *learner) links(v *view, a *Annotated, q, model int) {
	m := a.Meanings[q]
	for _, e := range v.candidates(nil, q) {
		l.add(model, v.linking(nil, q, e, classOf(m), a.ties(v, q, e)), int(b2i(slices.Contains(m.Companies, e))))
	}
}

// owner adds each company whose valuation a quantity may be, and whether it is.
func (l *learner) owner(v *view, q int, m Meaning) {
	for _, e := range v.candidates(nil, q) {
		l.add(ownerModel, v.linking(nil, q, e, classOf(m), ties{}), int(b2i(e == m.Owner)))
	}
}

// ties tells whether the quantities before q concern e.
func (a *Annotated) ties(v *view, q int, e int32) ties {
	here, earlier := v.lastQuantities(q)
	return ties{a.tie(here, e), a.tie(earlier, e)}
}

func (a *Annotated) tie(q int, e int32) int {
	m, ok := a.Meanings[q]
	if !ok {
		return 0
	}
	return tieOf(m.Companies, e)
}

// sites adds each name that may be the site of power, and whether it is.
func (l *learner) sites(v *view, a *Annotated, q int, m Meaning) {
	last := a.Meanings[v.previousPower(q)].Site
	for _, s := range v.siteSpans(nil, q) {
		yes := m.Site != "" && strings.EqualFold(s.Of(v.text.Raw), m.Site)
		l.add(siteModel, v.siting(nil, q, s, last), int(b2i(yes)))
	}
}
