// Package relation says what the quantities of a text mean: the role of an
// amount, whose it is, which company is worth how much, who has the power.
package relation

import "github.com/gigawire/gigawire/extract/fact"

// Party is a company, by its index among the entities, in its part.
type Party struct {
	Entity int
	Part   fact.Part
}

// Amount is what a quantity of money means.
type Amount struct {
	// Quantity is the index of the quantity.
	Quantity int
	Role     fact.Role
	// Parties are the companies it concerns, payer or subject first.
	Parties    []Party
	Confidence float64
	Reason     Reason
}

// Valuation says that a company is, was or would be worth an amount.
type Valuation struct {
	Quantity   int
	Entity     int
	Status     fact.Status
	Basis      fact.Basis
	AsOf       string
	Confidence float64
	Reason     Reason
}

// Gigawatt is what a quantity of power means.
type Gigawatt struct {
	Quantity int
	Kind     fact.Kind
	Status   fact.Status
	Parties  []Party
	Site     string
	// Place is where the site is, empty where that is the place.
	Place      string
	Confidence float64
	Reason     Reason
}

// Stake says that a holder has, buys or sells a share of a company. Holder is
// -1 where the text does not name one.
type Stake struct {
	Quantity   int
	Holder     int
	Entity     int
	Status     fact.Status
	Confidence float64
	Reason     Reason
}

// Relations are all that was found of one text.
type Relations struct {
	Amounts    []Amount
	Valuations []Valuation
	Gigawatts  []Gigawatt
	Stakes     []Stake
}
