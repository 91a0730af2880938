package relation

import (
	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/linear"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/sentence"
	"sync"
)

// Annotated is a text with what people say its quantities mean.
type Annotated struct {
	Text       *sentence.Text
	Quantities []quantity.Quantity
	Entities   []company.Entity
	// Meanings are by the index of the quantity; what is not in it is not
	// learned from.
	Meanings map[int]Meaning
	// Weight is how much the text counts, 1 where it is 0. In one that counts
	// less than others, roles that those find improbable count less still.
	Weight float32
}

// Meaning is what people say of one quantity.
type Meaning struct {
	// Role is that of money, Kind that of power.
	Role fact.Role
	Kind fact.Kind
	// Companies are indexes of entities. Those of a share are who has it.
	Companies []int32
	// Owner is the entity whose valuation it is, or of which a percentage is a
	// share, -1 for none. Status is that of the valuation or share, empty where
	// a percentage is no share.
	Owner  int32
	Status fact.Status
	// Site is the site of power, empty for none.
	Site string
}

// configs says how each model is learned. The figures were chosen by
// cross-validation.
func configs() [10]linear.Config {
	return [10]linear.Config{
		roleModel:       {Classes: len(fact.Roles()), Bits: 16, Epochs: 12, Rate: 0.1, Decay: 0.05, Seed: 1},
		kindModel:       {Classes: len(fact.Kinds()), Bits: 15, Epochs: 12, Rate: 0.1, Seed: 2},
		statusModel:     {Classes: len(statuses()), Bits: 15, Epochs: 12, Rate: 0.1, Seed: 3},
		stakeModel:      {Classes: 1 + len(statuses()), Bits: 14, Epochs: 12, Rate: 0.1, Seed: 8},
		amountLinkModel: {Classes: 1, Bits: 17, Epochs: 12, Rate: 0.1, Seed: 4},
		powerLinkModel:  {Classes: 1, Bits: 16, Epochs: 12, Rate: 0.1, Seed: 5},
		ownerModel:      {Classes: 1, Bits: 16, Epochs: 12, Rate: 0.1, Seed: 6},
		siteModel:       {Classes: 1, Bits: 15, Epochs: 12, Rate: 0.1, Seed: 7},
		holderModel:     {Classes: 1, Bits: 16, Epochs: 12, Rate: 0.1, Seed: 9},
		ownedModel:      {Classes: 1, Bits: 16, Epochs: 12, Rate: 0.1, Seed: 10},
	}
}

// Learn fits the models to annotated texts. The same texts give the same
// models to the byte. What it learns of a quantity from those before it, it
// learns from what models that have not seen the text read of them, for that is
// what there will be to go by.
func Learn(texts []Annotated) (*Models, error) {
	t, err := loadTables()
	if err != nil {
		return nil, err
	}
	all := make([]examples, len(texts))
	for i := range texts {
		all[i] = examplesOf(t, &texts[i], texts[i].classes())
	}
	read, odds := make([]map[int]int, len(texts)), make([][]float32, len(texts))
	err = apart(texts, all, func(i int, d *decoder) {
		read[i], odds[i] = d.classes(), likelihoods(d.models.role, all[i][roleModel])
	})
	if err != nil {
		return nil, err
	}
	for i := range texts {
		all[i] = examplesOf(t, &texts[i], read[i])
		all[i].weigh(texts[i].Weight, odds[i])
	}
	m := learnLinear(all, func(int) bool { return true })
	return m, m.second(texts, all)
}

// folds is how many parts the texts are divided into where they are read by
// models that were learned without them (stacked generalisation: Wolpert,
// 1992).
const folds = 5

// apart reads each text with linear models that were learned from the other
// parts.
func apart(texts []Annotated, all []examples, use func(text int, d *decoder)) error {
	for fold := range folds {
		r, err := NewWith(learnLinear(all, func(text int) bool { return text%folds != fold }))
		if err != nil {
			return err
		}
		for i := fold; i < len(texts); i += folds {
			d := &decoder{Relater: r, view: &view{}}
			d.begin(texts[i].Text, texts[i].Quantities, texts[i].Entities)
			d.run()
			use(i, d)
		}
	}
	return nil
}

// classes returns the classes that people gave to quantities.
func (a *Annotated) classes() map[int]int {
	out := map[int]int{}
	for q, m := range a.Meanings {
		out[q] = classOf(m)
	}
	return out
}

// classes returns the classes that were read of quantities.
func (d *decoder) classes() map[int]int {
	out := map[int]int{}
	for q := range d.done {
		if d.done[q].ready {
			out[q] = d.done[q].class
		}
	}
	return out
}

// learnLinear fits the linear models, all at once, to the examples of the texts
// that are among those to learn from.
func learnLinear(all []examples, among func(text int) bool) *Models {
	m := &Models{}
	var learning sync.WaitGroup
	for i, c := range configs() {
		learning.Go(func() { *m.linear()[i] = linear.Learn(c, chosen(all, i, among)) })
	}
	learning.Wait()
	return m
}

// chosen returns the examples of a model in the texts that are among those to
// learn from.
func chosen(all []examples, model int, among func(text int) bool) []linear.Example {
	var out []linear.Example
	for text := range all {
		if among(text) {
			out = append(out, all[text][model]...)
		}
	}
	return out
}
