package store

import (
	"math"
	"time"
	"unique"

	"github.com/gigawire/gigawire/extract/fact"
)

// Name is a word that many rows share, kept once.
type Name = unique.Handle[string]

// Row is as much of a fact as one counts and filters by, in little room.
type Row struct {
	ID    string
	Type  fact.Type
	entry *entry
	// Companies are those that the fact is about, in its order; for a stake, the
	// holder and the company.
	Companies []Company
	// Aliases are the words by which a company fact's company is called.
	Aliases []Name
	// Low and High are the ends of the number, NaN where there is none, in units
	// of Unit: a currency, "GW" or "%".
	Low, High float64
	Unit      Name
	// What is the role of an amount, the kind of power or the basis of a
	// valuation.
	What       Name
	Status     fact.Status
	Site       Name
	Place      Name // where the site is
	AsOf       string
	Qualifier  fact.Qualifier
	Confidence float32
	Outlet     bool
	// Count is how many units of the power there are, at least 1.
	Count int32
}

// Company is a company as rows name it.
type Company struct{ ID, Name Name }

func newRow(f *fact.Fact, e *entry) Row {
	r := Row{
		ID: f.ID, Type: f.Type, entry: e, Low: math.NaN(), High: math.NaN(), Status: f.Status, AsOf: f.AsOf,
		Confidence: float32(f.Confidence), Outlet: f.Outlet, Site: unique.Make(f.Site), Place: unique.Make(f.Place), Count: int32(max(1, min(f.Count, math.MaxInt32))),
		Companies: companiesOf(f),
	}
	unit, what := "", ""
	switch {
	case f.Amount != nil:
		r.number(f.Amount.Low, f.Amount.High, f.Amount.Qualifier)
		unit, what = f.Amount.Currency, string(f.Role)+string(f.Basis)
	case f.Power != nil:
		r.number(f.Power.Low, f.Power.High, f.Power.Qualifier)
		unit, what = fact.UnitGW, string(f.Kind)
	case f.Percent != nil:
		r.number(f.Percent.Low, f.Percent.High, f.Qualifier)
		unit = "%"
	}
	r.Unit, r.What = unique.Make(unit), unique.Make(what)
	for _, m := range f.Mentions {
		r.alias(unique.Make(m.Text))
	}
	return r
}

func (r *Row) number(low, high *float64, q fact.Qualifier) {
	r.Qualifier = q
	if low != nil && high != nil {
		r.Low, r.High = *low, *high
	}
}

func (r *Row) alias(name Name) {
	for _, known := range r.Aliases {
		if known == name {
			return
		}
	}
	r.Aliases = append(r.Aliases, name)
}

func companiesOf(f *fact.Fact) []Company {
	var out []Company
	for _, c := range []*fact.Company{f.Holder, f.Company} {
		if c != nil {
			out = append(out, Company{unique.Make(c.ID), unique.Make(c.Name)})
		}
	}
	for _, p := range f.Companies {
		out = append(out, Company{unique.Make(p.ID), unique.Make(p.Name)})
	}
	return out
}

// IsAbout reports whether a company is one of the row's.
func (r *Row) IsAbout(id Name) bool {
	for _, c := range r.Companies {
		if c.ID == id {
			return true
		}
	}
	return false
}

// HasNumber reports whether the fact states one.
func (r *Row) HasNumber() bool { return !math.IsNaN(r.High) }

// ArticleID returns the ID of the article that states the fact.
func (r *Row) ArticleID() string { return r.entry.article.ID }

// Source returns the newsroom of the article.
func (r *Row) Source() string { return r.entry.article.Source }

// IsCopy reports whether the article is a copy of another.
func (r *Row) IsCopy() bool { return r.entry.article.DuplicateOf != "" }

// At returns when the fact is said to hold or, as most do not say, when the
// article was published or, as some do not say, when it arrived.
func (r *Row) At() time.Time {
	if r.AsOf == "" {
		return r.Said()
	}
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if at, err := time.Parse(layout, r.AsOf); err == nil {
			return at
		}
	}
	return r.Said()
}

// Said returns when the article was published, else when it arrived.
func (r *Row) Said() time.Time {
	if published := r.entry.article.Published; !published.IsZero() {
		return published
	}
	return r.entry.arrived
}

// Rows calls f with each fact that is held, those of the newest article first,
// until it returns false. What f is given is of use only within the call.
func (s *Store) Rows(f func(*Row) bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for i := len(s.order) - 1; i >= 0; i-- {
		rows := s.order[i].rows
		for j := range rows {
			if !f(&rows[j]) {
				return
			}
		}
	}
}
