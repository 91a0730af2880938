package relation

import (
	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/sentence"
)

// decoder is one call of Relate. Its room is kept for the next.
type decoder struct {
	*Relater
	*view
	done      []decoded
	linked    []int32  // the parties of all quantities
	features  []uint64 // of one candidate
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

// begin makes the decoder one of another text.
func (d *decoder) begin(t *sentence.Text, quantities []quantity.Quantity, entities []company.Entity) {
	d.view.begin(t, quantities, entities, d.lookup)
	d.done = cleared(d.done, len(quantities))
	d.linked = d.linked[:0]
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
