package relation

import (
	"slices"
	"sync"

	"github.com/gigawire/gigawire/extract/boost"
	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/linear"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/sentence"
)

// Relater says what quantities mean. It is built once and shared by all
// goroutines.
type Relater struct {
	lookup   *tables
	models   *Models
	roles    []fact.Role
	kinds    []fact.Kind
	statuses []fact.Status
	// private and listedWorth are the two classes of what companies are worth.
	private, listedWorth int
	decoders             sync.Pool // of *decoder, for their room
}

// New loads the tables and models that are built into the program.
func New() (*Relater, error) {
	models, err := LoadModels(weights)
	if err != nil {
		return nil, err
	}
	return NewWith(models)
}

// NewWith returns a relater with models that were just learned.
func NewWith(m *Models) (*Relater, error) {
	t, err := loadTables()
	if err != nil {
		return nil, err
	}
	roles := fact.Roles()
	r := &Relater{
		lookup: t, models: m, roles: roles, kinds: fact.Kinds(), statuses: statuses(),
		private: slices.Index(roles, fact.RoleValuation), listedWorth: slices.Index(roles, fact.RoleMarketCap),
	}
	r.decoders.New = func() any { return &decoder{Relater: r, view: &view{}} }
	return r, nil
}

// Relate says what the quantities of a text mean, given its companies. Equal
// texts give equal relations.
func (r *Relater) Relate(t *sentence.Text, quantities []quantity.Quantity, entities []company.Entity) Relations {
	if len(quantities) == 0 {
		return Relations{}
	}
	d := r.decoders.Get().(*decoder)
	defer r.decoders.Put(d)
	d.begin(t, quantities, entities)
	d.run()
	return d.out
}

// begin makes the decoder one of another text.
func (d *decoder) begin(t *sentence.Text, quantities []quantity.Quantity, entities []company.Entity) {
	d.view.begin(t, quantities, entities, d.lookup)
	d.done = cleared(d.done, len(quantities))
	d.linked, d.meantOf, d.candidate.model = d.linked[:0], -1, nil
	clear(d.placesOf)
	d.out = Relations{}
}

func (d *decoder) run() {
	d.makeRoom()
	for q := range d.quantities {
		switch d.quantities[q].Kind {
		case quantity.Money:
			d.amount(q)
		case quantity.Power:
			d.gigawatt(q)
		case quantity.Percent:
			d.stake(q)
		}
	}
}

// makeRoom makes room for what may be found.
func (d *decoder) makeRoom() {
	var of [quantity.Percent + 1]int // of each kind
	for q := range d.quantities {
		of[d.quantities[q].Kind]++
	}
	d.out.Amounts = make([]Amount, 0, of[quantity.Money])
	d.out.Gigawatts = make([]Gigawatt, 0, of[quantity.Power])
}

// decoder is one call of Relate. Its room is kept for the next.
type decoder struct {
	*Relater
	*view
	done      []decoded
	linked    []int32 // the parties of all quantities
	features  []uint64
	meant     []uint64 // features of what quantity meantOf means
	meantOf   int
	numbers   []float32
	candidate contest
	site      siteContest
	placesOf  map[string]string // of sites, by their names in small letters
	stakers   stakeContest
	scores    [maxClasses]float32
	out       Relations
}

// maxClasses is how many classes a model has at most.
const maxClasses = 16

// decoded is what was decided of a quantity.
type decoded struct {
	class      int
	confidence float32
	worth      float32 // the probability that it is what some company is worth
	parties    []int32
	owned      int32 // of a share, the company it is one of, from 1; 0 for no share
	site       string
	ready      bool
}

// classify returns the class of quantity q, and how sure that is.
func (d *decoder) classify(m *linear.Model, q int) (int, float32) {
	d.meant, d.meantOf = d.meaning(d.meant[:0], q, before{d.classAt(d.previous(q)), d.classAt(d.earlier(q))}), q
	p := d.scores[:m.Classes()]
	m.Probabilities(d.meant, p)
	best := linear.Best(p)
	return best, p[best]
}

// settleWorth takes an amount for the worth of a company where both classes of
// worth together are more probable than all others, and only there: they are
// alike, and each alone may come second.
func (d *decoder) settleWorth(out *decoded) {
	p := d.scores[:len(d.roles)]
	private, listed := p[d.private], p[d.listedWorth]
	out.worth = private + listed
	worth := out.worth >= 0.5
	if worth == (out.class == d.private || out.class == d.listedWorth) {
		return
	}
	if !worth {
		p[d.private], p[d.listedWorth] = 0, 0
		out.class = linear.Best(p)
	} else if out.class = d.private; listed > private {
		out.class = d.listedWorth
	}
	out.confidence = p[out.class]
}

// previous returns the quantity of the same kind before q in its sentence, -1
// for none.
func (v *view) previous(q int) int {
	for p := q - 1; p >= 0 && v.quantities[p].Sentence == v.quantities[q].Sentence; p-- {
		if v.quantities[p].Kind == v.quantities[q].Kind {
			return p
		}
	}
	return -1
}

// earlier returns the last quantity of the same kind in the sentences before
// that of q, -1 for none.
func (v *view) earlier(q int) int {
	for p := q - 1; p >= 0; p-- {
		if v.quantities[p].Sentence != v.quantities[q].Sentence && v.quantities[p].Kind == v.quantities[q].Kind {
			return p
		}
	}
	return -1
}

// classAt returns what was decided of quantity p, -1 where nothing was.
func (d *decoder) classAt(p int) int {
	if p >= 0 && d.done[p].ready {
		return d.done[p].class
	}
	return -1
}

// decide classifies quantity q and finds its parties. A conversion means what
// its original does.
func (d *decoder) decide(q int, classes, links *linear.Model, trees *boost.Model) *decoded {
	out := &d.done[q]
	if o := d.quantities[q].Original; o >= 0 && o < q && d.done[o].ready && d.quantities[o].Kind == d.quantities[q].Kind {
		*out = d.done[o]
		return out
	}
	out.class, out.confidence = d.classify(classes, q)
	if d.quantities[q].Kind == quantity.Money {
		d.settleWorth(out)
	}
	out.parties = d.link(links, trees, q)
	out.ready = true
	return out
}

// linkFrom is the probability from which a company is a party. It balances
// precision and recall on articles held apart.
const linkFrom = 0.43

// likely is the probability from which the most probable company is taken
// where none is linked: few quantities concern nobody.
const likely = 0.3

// link returns the entities that quantity q concerns.
func (d *decoder) link(m *linear.Model, trees *boost.Model, q int) []int32 {
	c := d.contest(m, q)
	best, most := int32(-1), float32(likely)
	from := len(d.linked)
	for i, e := range c.entities {
		p := d.second(trees, c, i)
		if p >= linkFrom {
			d.linked = append(d.linked, e)
		}
		if p > most {
			best, most = e, p
		}
	}
	if len(d.linked) == from && best >= 0 {
		d.linked = append(d.linked, best)
	}
	return d.linked[from:len(d.linked):len(d.linked)]
}

// ties tells whether the quantities before q concern e.
func (d *decoder) ties(q int, e int32) ties {
	f := d.focus(q)
	return ties{d.tie(f.here, e), d.tie(f.earlier, e)}
}

func (d *decoder) tie(q int, e int32) int {
	if q < 0 || !d.done[q].ready {
		return 0
	}
	return tieOf(d.done[q].parties, e)
}

func (d *decoder) amount(q int) {
	decided := d.decide(q, d.models.role, d.models.amountLink, d.models.amountTrees)
	role := d.roles[decided.class]
	confidence := float64(decided.confidence)
	if role == fact.RoleValuation || role == fact.RoleMarketCap {
		d.valuation(q, decided, role)
	}
	d.out.Amounts = append(d.out.Amounts, Amount{
		Quantity: q, Role: role, Parties: d.parties(q, role, decided.parties), Confidence: confidence,
		Reason: d.reason(q, string(role), decided.confidence),
	})
}
