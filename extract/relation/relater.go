package relation

import (
	"slices"
	"sync"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/fact"
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
