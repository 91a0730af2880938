package relation

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/linear"
)

//go:embed data/weights.bin
var weights []byte

// Models are what the relater has learned.
type Models struct {
	role, kind, status    *linear.Model
	amountLink, powerLink *linear.Model
	owner, site           *linear.Model
}

// all returns the models in the order of their bytes.
func (m *Models) all() []**linear.Model {
	return []**linear.Model{&m.role, &m.kind, &m.status, &m.amountLink, &m.powerLink, &m.owner, &m.site}
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
	for _, model := range m.all() {
		data := (*model).Bytes()
		out = binary.LittleEndian.AppendUint32(out, uint32(len(data)))
		out = append(out, data...)
	}
	return out
}

// errShort means that the bytes of the models end too early.
var errShort = errors.New("the weights are cut short: train again")

// LoadModels reads models from what Bytes returned.
func LoadModels(data []byte) (*Models, error) {
	m := &Models{}
	for _, model := range m.all() {
		if len(data) < 4 {
			return nil, errShort
		}
		n := int(binary.LittleEndian.Uint32(data))
		if data = data[4:]; len(data) < n {
			return nil, errShort
		}
		loaded, err := linear.Load(data[:n])
		if err != nil {
			return nil, fmt.Errorf("loading relation models: %w", err)
		}
		*model, data = loaded, data[n:]
	}
	return m, m.check()
}

// check holds the models to the classes that the program has.
func (m *Models) check() error {
	if m.role.Classes() != len(fact.Roles()) || m.kind.Classes() != len(fact.Kinds()) || m.status.Classes() != len(statuses()) {
		return errors.New("loading relation models: they have other classes than the program: train again")
	}
	return nil
}
