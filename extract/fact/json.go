package fact

import (
	"encoding/json"
	"fmt"
)

// head is what the facts of every type carry on the wire.
type head struct {
	ID         string   `json:"id"`
	Type       Type     `json:"type"`
	Version    int      `json:"version"`
	Article    Article  `json:"article"`
	Evidence   Evidence `json:"evidence"`
	Confidence float64  `json:"confidence"`
}

// The bodies of the types: the fields of a type are always on the wire, those
// of other types never.
type (
	companyBody struct {
		head
		Company  *Company  `json:"company"`
		Mentions []Mention `json:"mentions"`
		Nominals []Mention `json:"nominals"`
		Outlet   bool      `json:"outlet"`
	}
	amountBody struct {
		head
		Amount    *Amount `json:"amount"`
		Role      Role    `json:"role"`
		Companies []Party `json:"companies"`
	}
	valuationBody struct {
		head
		Company *Company `json:"company"`
		Amount  *Amount  `json:"amount"`
		Status  Status   `json:"status"`
		Basis   Basis    `json:"basis"`
		AsOf    string   `json:"as_of,omitempty"`
	}
	gigawattBody struct {
		head
		Power     *Power  `json:"power"`
		Kind      Kind    `json:"kind"`
		Status    Status  `json:"status"`
		Companies []Party `json:"companies"`
		Site      string  `json:"site"`
		Place     string  `json:"place"`
		Count     int     `json:"count"`
	}
	stakeBody struct {
		head
		Holder    *Company  `json:"holder"`
		Company   *Company  `json:"company"`
		Percent   *Percent  `json:"percent"`
		Qualifier Qualifier `json:"qualifier"`
		Status    Status    `json:"status"`
	}
)

// MarshalJSON writes the fields of the fact's type, all of them. An unknown
// type is an error.
func (f Fact) MarshalJSON() ([]byte, error) {
	h := head{f.ID, f.Type, f.Version, f.Article, f.Evidence, f.Confidence}
	switch f.Type {
	case TypeCompany:
		return json.Marshal(companyBody{h, f.Company, present(f.Mentions), present(f.Nominals), f.Outlet})
	case TypeAmount:
		return json.Marshal(amountBody{h, f.Amount, f.Role, present(f.Companies)})
	case TypeValuation:
		return json.Marshal(valuationBody{h, f.Company, f.Amount, f.Status, f.Basis, f.AsOf})
	case TypeGigawatt:
		return json.Marshal(gigawattBody{h, f.Power, f.Kind, f.Status, present(f.Companies), f.Site, f.Place, f.Count})
	case TypeStake:
		return json.Marshal(stakeBody{h, f.Holder, f.Company, f.Percent, f.Qualifier, f.Status})
	default:
		return nil, fmt.Errorf("writing a fact: unknown type %q", f.Type)
	}
}

// present turns a nil list into an empty one, which JSON tells from null.
func present[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// wire has the fields of every type, as a reader meets them.
type wire struct {
	head
	Company   *Company  `json:"company"`
	Mentions  []Mention `json:"mentions"`
	Nominals  []Mention `json:"nominals"`
	Outlet    bool      `json:"outlet"`
	Amount    *Amount   `json:"amount"`
	Role      Role      `json:"role"`
	Companies []Party   `json:"companies"`
	Status    Status    `json:"status"`
	Basis     Basis     `json:"basis"`
	AsOf      string    `json:"as_of"`
	Power     *Power    `json:"power"`
	Kind      Kind      `json:"kind"`
	Site      string    `json:"site"`
	Place     string    `json:"place"`
	Count     int       `json:"count"`
	Holder    *Company  `json:"holder"`
	Percent   *Percent  `json:"percent"`
	Qualifier Qualifier `json:"qualifier"`
}

// UnmarshalJSON reads a fact of any type. Fields that this version does not
// know are passed over, for they may be added within a version.
func (f *Fact) UnmarshalJSON(data []byte) error {
	var w wire
	if err := json.Unmarshal(data, &w); err != nil {
		return fmt.Errorf("reading a fact: %w", err)
	}
	*f = Fact{
		ID: w.ID, Type: w.Type, Version: w.Version, Article: w.Article,
		Evidence: w.Evidence, Confidence: w.Confidence,
		Company: w.Company, Mentions: w.Mentions, Nominals: w.Nominals, Outlet: w.Outlet,
		Amount: w.Amount, Role: w.Role, Companies: w.Companies,
		Status: w.Status, Basis: w.Basis, AsOf: w.AsOf,
		Power: w.Power, Kind: w.Kind, Site: w.Site, Place: w.Place, Count: w.Count,
		Holder: w.Holder, Percent: w.Percent, Qualifier: w.Qualifier,
	}
	return nil
}

// amountWire lets an unknown currency be null on the wire.
type amountWire struct {
	Low       *float64  `json:"low"`
	High      *float64  `json:"high"`
	Currency  *string   `json:"currency"`
	Qualifier Qualifier `json:"qualifier"`
}

// MarshalJSON writes an empty currency as null.
func (a Amount) MarshalJSON() ([]byte, error) {
	w := amountWire{Low: a.Low, High: a.High, Qualifier: a.Qualifier}
	if a.Currency != "" {
		w.Currency = &a.Currency
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads a null currency as empty.
func (a *Amount) UnmarshalJSON(data []byte) error {
	var w amountWire
	if err := json.Unmarshal(data, &w); err != nil {
		return fmt.Errorf("reading an amount: %w", err)
	}
	*a = Amount{Low: w.Low, High: w.High, Qualifier: w.Qualifier}
	if w.Currency != nil {
		a.Currency = *w.Currency
	}
	return nil
}
