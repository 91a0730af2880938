// Package state sums up what the facts on the topics say now: the latest
// valuation of each company and the power of each site, with how many articles
// and outlets say so and how far they differ.
//
// A state is a function of the set of facts alone: neither their order nor
// repeats change it, so it can be made anew from the topics at any time, and
// comes out the same.
package state

import (
	"time"

	"github.com/gigawire/gigawire/extract/fact"
)

// Version is the version of the schema. Within one, fields are only added.
const Version = 1

// KindValuation is the kind of state that is a company's worth. The others are
// the kinds of power (fact.Kind) of a site.
const KindValuation = "valuation"

// State is what is known now of one company or site in one respect. It is also
// the value of a message on the topic of states, as JSON, under the key ID.
type State struct {
	// ID is the ID of the company, or of the site, and the kind: "acme/valuation".
	ID      string `json:"id"`
	Version int    `json:"version"`
	Kind    string `json:"kind"`
	// Name is that of the company or site, as the latest report has it.
	Name string `json:"name"`
	// Value is that of the latest report, and Unit its currency or "GW".
	Value  Range       `json:"value"`
	Unit   string      `json:"unit"`
	Status fact.Status `json:"status"`
	// Published is when the latest report was, zero where no report says.
	Published time.Time `json:"published,omitzero"`
	// Companies are those that the latest report names with the power of a site.
	Companies []string `json:"companies,omitempty"`
	// Articles and Outlets say how many independent articles support the value,
	// and of how many outlets. A copy of an article is the article.
	Articles int `json:"articles"`
	Outlets  int `json:"outlets"`
	// Spread goes from the least to the most that was reported lately.
	Spread Range `json:"spread"`
	// Reports are the facts that it is made of, the newest first, at most
	// mostReports.
	Reports []Report `json:"reports"`
}

// Range is from Low to High, which are equal for a single value: money in plain
// units, power in gigawatts.
type Range struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Report is a fact, as far as it counts for a state.
type Report struct {
	// Fact is its ID.
	Fact string `json:"fact"`
	// Article is the ID of the article, or of that which it is a copy of.
	Article string `json:"article"`
	// Copy is true of a copy.
	Copy      bool           `json:"copy,omitempty"`
	URL       string         `json:"url,omitempty"`
	Source    string         `json:"source,omitempty"`
	Published time.Time      `json:"published,omitzero"`
	Name      string         `json:"name"`
	Value     Range          `json:"value"`
	Unit      string         `json:"unit"`
	Qualifier fact.Qualifier `json:"qualifier"`
	Status    fact.Status    `json:"status"`
	Companies []string       `json:"companies,omitempty"`
	// Confidence is that of the fact, 0 to 1.
	Confidence float64 `json:"confidence"`
	// Written is when the fact was written: of two under one ID the later holds.
	Written time.Time `json:"written"`
}

// Doubtful is the confidence up to which a fact does not count: it is as likely
// wrong as right.
const Doubtful = 0.5

// reportOf returns what a fact says for a state, and the ID of the state; false
// where it says nothing: no valuation and no power of a site, a vague number, or
// one that is doubtful.
func reportOf(f *fact.Fact, written time.Time) (r Report, id string, ok bool) {
	r = Report{
		Fact: f.ID, Article: f.Article.Root(), Copy: f.Article.DuplicateOf != "", URL: f.Article.URL, Source: f.Article.Source,
		Published: f.Article.Published, Status: f.Status, Confidence: f.Confidence, Written: written.UTC(),
	}
	switch {
	case f.Confidence <= Doubtful || f.Status == fact.StatusDenied:
		return r, "", false
	case f.Type == fact.TypeValuation && f.Company != nil && f.Amount != nil:
		r.Name, r.Unit, r.Qualifier = f.Company.Name, f.Amount.Currency, f.Amount.Qualifier
		return r, f.Company.ID + "/" + KindValuation, r.Value.set(f.Amount.Low, f.Amount.High)
	case f.Type == fact.TypeGigawatt && f.Site != "" && f.Power != nil:
		r.Name, r.Unit, r.Qualifier = f.Site, fact.UnitGW, f.Power.Qualifier
		for _, c := range f.Companies {
			r.Companies = append(r.Companies, c.Name)
		}
		return r, fact.Slug(f.Site) + "/" + string(f.Kind), r.Value.set(f.Power.Low, f.Power.High)
	}
	return r, "", false
}

// set takes the ends of a number; false where it has none.
func (r *Range) set(low, high *float64) bool {
	switch {
	case low == nil && high == nil:
		return false
	case low == nil:
		low = high
	case high == nil:
		high = low
	}
	r.Low, r.High = *low, *high
	return true
}
