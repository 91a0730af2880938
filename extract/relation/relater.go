package relation

import (
	"fmt"
	"slices"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/linear"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/sentence"
)

// Relater says what quantities mean. It is built once and shared by all
// goroutines.
type Relater struct {
	table    *triggers
	models   *Models
	roles    []fact.Role
	kinds    []fact.Kind
	statuses []fact.Status
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
	t, err := loadTriggers(triggerData)
	if err != nil {
		return nil, err
	}
	return &Relater{t, m, fact.Roles(), fact.Kinds(), statuses()}, nil
}

// Relate says what the quantities of a text mean, given its companies. Equal
// texts give equal relations.
func (r *Relater) Relate(t *sentence.Text, quantities []quantity.Quantity, entities []company.Entity) Relations {
	if len(quantities) == 0 {
		return Relations{}
	}
	d := &decoder{Relater: r, view: newView(t, quantities, entities, r.table), done: make([]decoded, len(quantities))}
	for q := range quantities {
		switch quantities[q].Kind {
		case quantity.Money:
			d.amount(q)
		case quantity.Power:
			d.gigawatt(q)
		case quantity.Percent:
			d.stake(q)
		}
	}
	return d.out
}

// decoder is one call of Relate.
type decoder struct {
	*Relater
	*view
	done      []decoded
	features  []uint64
	candidate []int32
	scores    [maxClasses]float32
	out       Relations
}

// maxClasses is how many classes a model has at most.
const maxClasses = 16

// decoded is what was decided of a quantity.
type decoded struct {
	class      int
	confidence float32
	parties    []int32
	ready      bool
}

// classify returns the class of quantity q, and how sure that is.
func (d *decoder) classify(m *linear.Model, q int) (int, float32) {
	d.features = d.meaning(d.features[:0], q, d.previousClass(q))
	p := d.scores[:m.Classes()]
	m.Probabilities(d.features, p)
	best := linear.Best(p)
	return best, p[best]
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

func (d *decoder) previousClass(q int) int {
	if p := d.previous(q); p >= 0 && d.done[p].ready {
		return d.done[p].class
	}
	return -1
}

// decide classifies quantity q and finds its parties. A conversion means what
// its original does.
func (d *decoder) decide(q int, classes, links *linear.Model) *decoded {
	out := &d.done[q]
	if o := d.quantities[q].Original; o >= 0 && o < q && d.done[o].ready && d.quantities[o].Kind == d.quantities[q].Kind {
		*out = d.done[o]
		return out
	}
	out.class, out.confidence = d.classify(classes, q)
	out.parties = d.link(links, q, out.class)
	out.ready = true
	return out
}

// linked from this probability on is a party. It balances precision and
// recall on articles held apart.
const linkFrom = 0.45

// link returns the entities that quantity q concerns.
func (d *decoder) link(m *linear.Model, q, class int) []int32 {
	d.candidate = d.candidates(d.candidate[:0], q)
	before := d.previous(q)
	var out []int32
	for _, e := range d.candidate {
		if d.probability(m, q, e, class, d.linkedBefore(before, e)) >= linkFrom {
			out = append(out, e)
		}
	}
	return out
}

func (d *decoder) linkedBefore(before int, e int32) int {
	switch {
	case before < 0 || !d.done[before].ready:
		return 0
	case slices.Contains(d.done[before].parties, e):
		return 2
	default:
		return 1
	}
}

func (d *decoder) probability(m *linear.Model, q int, e int32, class, linked int) float32 {
	d.features = d.linking(d.features[:0], q, e, class, linked)
	p := d.scores[:1]
	m.Probabilities(d.features, p)
	return p[0]
}

func (d *decoder) amount(q int) {
	decided := d.decide(q, d.models.role, d.models.amountLink)
	role := d.roles[decided.class]
	confidence := float64(decided.confidence)
	if role == fact.RoleValuation || role == fact.RoleMarketCap {
		d.valuation(q, decided, role)
	}
	d.out.Amounts = append(d.out.Amounts, Amount{
		Quantity: q, Role: role, Parties: d.parties(q, role, decided.parties), Confidence: confidence,
		Reason: fmt.Sprintf("role %s at %.2f%s", role, confidence, d.cueReason(q)),
	})
}

// cueReason names the nearest cues on either side.
func (d *decoder) cueReason(q int) string {
	items, at := d.at(q)
	out := ""
	for _, side := range []struct {
		step int
		name string
	}{{-1, "before"}, {1, "after"}} {
		if c := nearestCue(items, at, side.step); c.cue != 0 {
			out += fmt.Sprintf(", cue %s %s it", d.triggers.names[c.cue], side.name)
		}
	}
	return out
}
