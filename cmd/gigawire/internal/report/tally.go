// Package report sums up the facts of a backfill as a page that needs nothing
// else. What it sums up stays of a bounded size, however many facts there are.
package report

import (
	"time"

	"github.com/gigawire/gigawire/extract/fact"
)

// Tally is what the facts come to. It can be written as JSON and read again.
type Tally struct {
	// Days has the facts of each day of publication, by type. The facts of
	// articles without a date, or beyond mostDays, stand under "".
	Days map[string]map[fact.Type]int `json:"days"`
	// Companies by their facts, and by the sum of their amounts in each
	// currency.
	Companies *Top            `json:"companies"`
	Amounts   map[string]*Top `json:"amounts"`
	// Valuations by the largest of each company, in each currency, and sites
	// by the largest power stated.
	Valuations map[string]*Top `json:"valuations"`
	Sites      *Top            `json:"sites"`
	// Sources by their facts.
	Sources *Top `json:"sources"`
}

// How much is kept.
const (
	mostDays       = 20_000 // 55 years
	mostCurrencies = 64
	roomOfMany     = 1000 // of companies and sources
	roomOfFew      = 200
)

// NewTally returns one of nothing.
func NewTally() *Tally {
	return &Tally{
		Days: map[string]map[fact.Type]int{}, Amounts: map[string]*Top{}, Valuations: map[string]*Top{},
		Companies: newTop(roomOfMany), Sites: newTop(roomOfFew), Sources: newTop(roomOfMany),
	}
}

// Add adds the facts of an article.
func (t *Tally) Add(facts []fact.Fact) {
	for i := range facts {
		f := &facts[i]
		t.day(f)
		if f.Article.Source != "" {
			t.Sources.Add(f.Article.Source, f.Article.Source, 1)
		}
		switch f.Type {
		case fact.TypeAmount:
			t.amount(f)
		case fact.TypeValuation:
			t.valuation(f)
		case fact.TypeGigawatt:
			t.power(f)
		}
		t.companies(f)
	}
}

func (t *Tally) day(f *fact.Fact) {
	day, published := "", f.Article.Published.UTC()
	if year := published.Year(); year > 1 && year < 10_000 {
		day = published.Format(time.DateOnly)
	}
	if t.Days[day] == nil && len(t.Days) >= mostDays {
		day = ""
	}
	if t.Days[day] == nil {
		t.Days[day] = map[fact.Type]int{}
	}
	t.Days[day][f.Type]++
}

// companies counts a fact for each company that it is about, but for one that
// is only cited.
func (t *Tally) companies(f *fact.Fact) {
	if f.Company != nil && !f.Outlet {
		t.Companies.Add(f.Company.ID, f.Company.Name, 1)
	}
	if f.Holder != nil {
		t.Companies.Add(f.Holder.ID, f.Holder.Name, 1)
	}
	for _, p := range f.Companies {
		t.Companies.Add(p.ID, p.Name, 1)
	}
}

func (t *Tally) amount(f *fact.Fact) {
	if f.Amount == nil || f.Amount.High == nil {
		return
	}
	top := in(t.Amounts, f.Amount.Currency)
	for _, p := range f.Companies {
		if top != nil {
			top.Add(p.ID, p.Name, *f.Amount.High)
		}
	}
}

func (t *Tally) valuation(f *fact.Fact) {
	if f.Amount == nil || f.Amount.High == nil || f.Company == nil || f.Status == fact.StatusDenied {
		return
	}
	if top := in(t.Valuations, f.Amount.Currency); top != nil {
		top.Raise(f.Company.ID, f.Company.Name, *f.Amount.High)
	}
}

// power counts all units of a site together.
func (t *Tally) power(f *fact.Fact) {
	if f.Site != "" && f.Power != nil && f.Power.High != nil {
		t.Sites.Raise(f.Site, f.Site, *f.Power.High*float64(max(1, f.Count)))
	}
}

// in returns the top of a currency, nil where there are too many.
func in(tops map[string]*Top, currency string) *Top {
	if tops[currency] == nil && len(tops) < mostCurrencies {
		tops[currency] = newTop(roomOfFew)
	}
	return tops[currency]
}
