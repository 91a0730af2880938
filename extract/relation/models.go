package relation

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/gigawire/gigawire/extract/boost"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/linear"
)

//go:embed data/weights.bin
var weights []byte

// Models are what the relater has learned.
type Models struct {
	role, kind, status    *linear.Model
	stake                 *linear.Model // no share, or one of a status
	amountLink, powerLink *linear.Model
	owner, site           *linear.Model
	holder, owned         *linear.Model
	// The trees look again at what the models of the same name proposed. They
	// are nil while those are learned.
	amountTrees, powerTrees, ownerTrees, siteTrees, stakeTrees *boost.Model
}

// linear returns the linear models in the order of their bytes, trees those
// that follow.
func (m *Models) linear() []**linear.Model {
	return []**linear.Model{
		&m.role, &m.kind, &m.status, &m.stake, &m.amountLink, &m.powerLink, &m.owner, &m.site, &m.holder, &m.owned,
	}
}

func (m *Models) trees() []**boost.Model {
	return []**boost.Model{&m.amountTrees, &m.powerTrees, &m.ownerTrees, &m.siteTrees, &m.stakeTrees}
}

// statuses are the classes of the status model. A denial is not among them:
// what was denied is still what the text says was talked of.
func statuses() []fact.Status {
	return []fact.Status{fact.StatusActual, fact.StatusPlanned, fact.StatusTalks, fact.StatusPast}
}

// Bytes returns the models in the form that LoadModels reads: each with its
// length before it.
func (m *Models) Bytes() []byte {
	var out []byte
	add := func(data []byte) {
		out = append(binary.LittleEndian.AppendUint32(out, uint32(len(data))), data...)
	}
	for _, model := range m.linear() {
		add((*model).Bytes())
	}
	for _, trees := range m.trees() {
		add((*trees).Bytes())
	}
	return out
}

// errShort means that the bytes of the models end too early.
var errShort = errors.New("the weights are cut short: train again")

// LoadModels reads models from what Bytes returned.
func LoadModels(data []byte) (*Models, error) {
	m := &Models{}
	var err error
	for _, model := range m.linear() {
		if data, err = load(data, model, linear.Load); err != nil {
			return nil, err
		}
	}
	for i, trees := range m.trees() {
		read := func(data []byte) (*boost.Model, error) { return boost.Load(data, numbersOfTrees[i]) }
		if data, err = load(data, trees, read); err != nil {
			return nil, err
		}
	}
	return m, m.check()
}

// numbersOfTrees is how many numbers the trees see, in the order of
// Models.trees.
var numbersOfTrees = [...]int{numbersOf, numbersOf, numbersOf, siteNumbersOf, pairNumbersOf}

// load reads one model and returns the bytes after it.
func load[M any](data []byte, into **M, read func([]byte) (*M, error)) ([]byte, error) {
	if len(data) < 4 {
		return nil, errShort
	}
	n := int(binary.LittleEndian.Uint32(data))
	if data = data[4:]; len(data) < n {
		return nil, errShort
	}
	loaded, err := read(data[:n])
	if err != nil {
		return nil, fmt.Errorf("loading relation models: %w", err)
	}
	*into = loaded
	return data[n:], nil
}

// check holds the models to the classes that the program has.
func (m *Models) check() error {
	if m.role.Classes() != len(fact.Roles()) || m.kind.Classes() != len(fact.Kinds()) || m.status.Classes() != len(statuses()) || m.stake.Classes() != 1+len(statuses()) {
		return errors.New("loading relation models: they have other classes than the program: train again")
	}
	return nil
}
