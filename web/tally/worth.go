package tally

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink/state"
	"github.com/gigawire/gigawire/web/store"
)

// Worth is what is known of what a company is worth.
type Worth struct {
	Company Company
	// Latest is what was last said to be so or, where nothing is, to be coming.
	Latest Statement
	// Before is what it was worth before that, where that is said, and differs.
	Before Statement
	// Lowest and Highest are what different newsrooms said lately, where they
	// differ by more than rounding.
	Lowest, Highest Statement
	Articles        int
}

// Moved reports whether there is a value before the latest.
func (w Worth) Moved() bool { return w.Before.FactID != "" }

// Factor returns by how much the value moved: 2 for twice as much.
func (w Worth) Factor() float64 { return w.Latest.High / w.Before.High }

// Disputed reports whether newsrooms differ.
func (w Worth) Disputed() bool { return w.Lowest.FactID != "" }

// Spread returns the highest value said in terms of the lowest.
func (w Worth) Spread() float64 { return w.Highest.High / w.Lowest.High }

// mostValued is how many valuations of one company are heard, the newest.
const mostValued = 200

// Worths returns what each company is worth, the most recently valued first.
func Worths(rows Rows) []Worth {
	byCompany := map[store.Name][]Statement{}
	named := map[store.Name]map[string]bool{}
	for r := range rows {
		if r.Type != fact.TypeValuation || !counts(r) || len(r.Companies) == 0 {
			continue
		}
		id := r.Companies[0].ID
		if named[id] == nil {
			named[id] = map[string]bool{}
		}
		named[id][r.ArticleID()] = true
		if len(byCompany[id]) < mostValued {
			byCompany[id] = append(byCompany[id], newStatement(r))
		}
	}
	var out []Worth
	for id, of := range byCompany {
		if w, ok := worthOf(of); ok {
			w.Articles = len(named[id])
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(a, b Worth) int {
		return cmp.Or(b.Latest.Said.Compare(a.Latest.Said), strings.Compare(a.Company.ID, b.Company.ID))
	})
	return out
}

// worthOf sums up the valuations of a company. It reports false where all that
// is said is that it was worth something, or is not.
func worthOf(of []Statement) (Worth, bool) {
	slices.SortFunc(of, oldestFirst)
	var w Worth
	for _, statuses := range [][]fact.Status{{fact.StatusActual}, {fact.StatusPlanned, fact.StatusTalks}} {
		if i := last(of, func(s Statement) bool { return slices.Contains(statuses, s.Status) }); i >= 0 {
			w.Latest, w.Company = of[i], of[i].Company()
			w.Before = before(of, w.Latest)
			w.Lowest, w.Highest = extremes(of, w.Latest)
			return w, true
		}
	}
	return w, false
}

// last returns the index of the last statement of a kind, -1 for none.
func last(of []Statement, kind func(Statement) bool) int {
	for i := len(of) - 1; i >= 0; i-- {
		if kind(of[i]) {
			return i
		}
	}
	return -1
}

// before returns the value before the latest: the last that was so at an earlier
// time or, as an article may tell both, that it says was so in the past.
func before(of []Statement, latest Statement) Statement {
	i := last(of, func(s Statement) bool {
		was := s.Status == fact.StatusPast || s.Status == fact.StatusActual && s.At.Before(latest.At)
		return was && s.Unit == latest.Unit && s.High > 0 && !s.agrees(latest)
	})
	if i < 0 {
		return Statement{}
	}
	return of[i]
}

// extremes returns the lowest and the highest value that different newsrooms say
// lately, where they differ.
func extremes(of []Statement, latest Statement) (lowest, highest Statement) {
	for _, s := range of {
		if s.Status != latest.Status || s.Unit != latest.Unit || s.What != latest.What || s.High <= 0 || s.Said.Before(latest.Said.Add(-state.Lately)) {
			continue
		}
		if lowest.FactID == "" || s.High < lowest.High {
			lowest = s
		}
		if highest.FactID == "" || s.High >= highest.High {
			highest = s
		}
	}
	if lowest.Source == highest.Source || lowest.agrees(highest) {
		return Statement{}, Statement{}
	}
	return lowest, highest
}
