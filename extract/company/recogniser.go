package company

import (
	"cmp"
	"slices"
	"sync"

	"github.com/gigawire/gigawire/extract/sentence"
)

// Hint is what is known of a text beside it.
type Hint struct {
	// Source is the name of the newsroom.
	Source string
	// Title is true of the title of a body, whose entities are Known.
	Title bool
	Known []Entity
}

// Recogniser finds companies. It is built once and shared by goroutines.
type Recogniser struct {
	tables *tables
	model  *Model
	pool   sync.Pool // of *document
}

// New loads the lists and weights that are built into the program.
func New() (*Recogniser, error) {
	t, err := newTables(0)
	if err != nil {
		return nil, err
	}
	m, err := LoadModel(weightData)
	if err != nil {
		return nil, err
	}
	return newRecogniser(t, m, &proseTagger{}), nil
}

func newRecogniser(t *tables, m *Model, speech tagger) *Recogniser {
	r := &Recogniser{tables: t, model: m}
	r.pool.New = func() any { return &document{tables: t, tagger: speech} }
	return r
}

// Recognise returns the companies that the text names, in the order of their
// first mention. Equal texts and hints give equal entities; the time it takes
// is linear in the text.
func (r *Recogniser) Recognise(t *sentence.Text, h Hint) []Entity {
	d := r.pool.Get().(*document)
	defer r.pool.Put(d)
	r.find(d, t, h)
	return d.entities(d.group())
}

// find finds the names of a text.
func (r *Recogniser) find(d *document, t *sentence.Text, h Hint) {
	d.read(t, h)
	d.weigh(r.model.first)
	d.weighAgain(r.model.second)
	d.decode()
}

// entities returns the companies of the grouped names, with what refers to
// them without naming them.
func (d *document) entities(groups [][]int32) []Entity {
	entities, owners := d.named(groups)
	d.addNominals(entities, owners)
	for i := range entities {
		slices.SortStableFunc(entities[i].Mentions, inOrder)
	}
	return entities
}

// named returns the companies of the grouped names, and which of them each name is
// one of, -1 for an outlet's.
func (d *document) named(groups [][]int32) (entities []Entity, owners []int32) {
	entities, owners = make([]Entity, len(groups)), make([]int32, len(d.names))
	for i, names := range groups {
		entities[i] = d.entity(names)
		for _, n := range names {
			owners[n] = int32(i)
			if entities[i].Outlet {
				owners[n] = -1
			}
		}
	}
	return entities, owners
}

// inOrder compares mentions by where they stand, nominals first.
func inOrder(a, b Mention) int {
	if a.Start == b.Start {
		return countOf(b.Nominal) - countOf(a.Nominal)
	}
	return cmp.Compare(a.Start, b.Start)
}

// entity returns the company of these names.
func (d *document) entity(names []int32) Entity {
	e := Entity{Mentions: make([]Mention, 0, len(names))}
	longest, p, outlet := names[0], float32(0), float32(0)
	for _, i := range names {
		n := &d.names[i]
		e.Mentions = append(e.Mentions, Mention{Span: n.Span, Sentence: int(n.sentence)})
		p = max(p, n.p)
		outlet += n.outlet / n.p
		if d.fuller(n, &d.names[longest]) {
			longest = i
		}
	}
	e.Company = d.company(names, longest)
	e.Confidence = float64(p)
	e.Outlet = outlet > float32(len(names))/2
	e.Reason = d.reason(names)
	return e
}
