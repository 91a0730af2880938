package company

import (
	"cmp"
	"slices"
	"sync"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/index"
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

// tables are what the data files say.
type tables struct {
	records    []fact.Company
	private    []int32 // records that the register has none of
	lexicon    lexicon
	phrases    index.Table[phraseWord]
	salience   *Salience
	gazetteer  gazetteer
	lowerNames index.Table[struct{}] // first words of listed names in small letters
}

var (
	possessiveHash = hashWord("'s")
	theHash        = hashWord("the")
	thisHash       = hashWord("this")
	thatHash       = hashWord("that")
	twoHash        = hashWord("two")
	bothHash       = hashWord("both")
)

// hashWord returns the hash of a word's small letters.
func hashWord(word string) uint64 {
	p := newPiece(word, sentence.Span{End: len(word)}, false)
	return p.hash
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

// fuller reports whether a name tells more of its company than another: it is the
// one that it has now, or longer.
func (d *document) fuller(n, than *name) bool {
	if n.former != than.former {
		return than.former
	}
	return n.last-n.first > than.last-than.first
}

// company returns the record of the names, or a new one with the longest.
func (d *document) company(names []int32, longest int32) fact.Company {
	if c, ok := d.knownCompany(names); ok {
		return c
	}
	for _, i := range names {
		if r := d.names[i].listed.company; r >= 0 && d.registered(i, longest) {
			c := d.records[r]
			c.ID = fact.Slug(c.Name)
			return c
		}
	}
	first, last := d.core(d.names[longest].first, d.names[longest].last)
	name := d.span(first, last).Of(d.text.Raw)
	return fact.Company{Name: name, ID: fact.Slug(name)}
}

// reason says which list or model decided.
func (d *document) reason(names []int32) string {
	l := listed(0)
	for _, i := range names {
		l |= d.names[i].listed.listed
	}
	switch {
	case l&inCurated != 0:
		return "listed by hand"
	case l&inRegister != 0:
		return "in the register of securities"
	}
	return "model"
}
