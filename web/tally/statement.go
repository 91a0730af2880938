// Package tally sums up what many facts come to: of one company, of sites with
// power, and of what companies are worth. It counts what articles state, each
// article once and copies of one not at all.
package tally

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink/state"
	"github.com/gigawire/gigawire/web/store"
)

// Rows are the facts to sum up, those of the newest article first.
type Rows = iter.Seq[*store.Row]

// Company is a company as a fact names it.
type Company struct{ ID, Name string }

// Statement is a fact that states a number.
type Statement struct {
	FactID, ArticleID, Source string
	Companies                 []Company
	// Low and High are the ends of the number, in units of Unit.
	Low, High float64
	Unit      string
	// What is the role of an amount, the kind of power or the basis of a
	// valuation.
	What   string
	Status fact.Status
	// Site has the power, and Place is where it is if that is not the site.
	Site, Place string
	Qualifier   fact.Qualifier
	Confidence  float64
	// At is when it is said to hold, and Said when that was said.
	At, Said time.Time
}

func newStatement(r *store.Row) Statement {
	return Statement{
		FactID: r.ID, ArticleID: r.ArticleID(), Source: r.Source(), Companies: companies(r), Low: r.Low * float64(r.Count), High: r.High * float64(r.Count),
		Unit: r.Unit.Value(), What: r.What.Value(), Status: r.Status, Site: r.Site.Value(), Place: r.Place.Value(), Qualifier: r.Qualifier,
		Confidence: float64(r.Confidence), At: r.At(), Said: r.Said(),
	}
}

func companies(r *store.Row) []Company {
	var out []Company
	for _, c := range r.Companies {
		out = append(out, Company{c.ID.Value(), c.Name.Value()})
	}
	return out
}

// Company returns whom the statement is about, the first of several.
func (s Statement) Company() Company {
	if len(s.Companies) == 0 {
		return Company{}
	}
	return s.Companies[0]
}

// counts reports whether a fact counts: its article is no copy, and it is more
// likely right than wrong.
func counts(r *store.Row) bool { return r.HasNumber() && !r.IsCopy() && r.Confidence > state.Doubtful }

// oldestFirst orders statements by when they are said to hold.
func oldestFirst(a, b Statement) int {
	return cmp.Or(a.At.Compare(b.At), a.Said.Compare(b.Said), strings.Compare(a.FactID, b.FactID))
}

// agrees reports whether two statements may mean one value.
func (s Statement) agrees(o Statement) bool {
	return state.Range{Low: s.Low, High: s.High}.Agrees(state.Range{Low: o.Low, High: o.High})
}

// mostHeard is how many statements, the newest, are heard of one thing.
const mostHeard = 50

// most returns, of statements of which there is at least one, that which most
// articles agree with, the newest of several.
func most(of []Statement) Statement {
	sorted := slices.Clone(of)
	slices.SortFunc(sorted, func(a, b Statement) int { return -oldestFirst(a, b) })
	byArticle := slices.Clone(sorted)
	slices.SortFunc(byArticle, func(a, b Statement) int { return strings.Compare(a.ArticleID, b.ArticleID) })
	best, support := sorted[0], 0
	for _, candidate := range sorted {
		if n := supporters(byArticle, candidate); n > support {
			best, support = candidate, n
		}
	}
	return best
}

// supporters returns how many articles agree with a statement, of those in the
// order of their articles.
func supporters(byArticle []Statement, with Statement) int {
	n, last := 0, ""
	for _, s := range byArticle {
		if (n == 0 || s.ArticleID != last) && s.agrees(with) {
			n, last = n+1, s.ArticleID
		}
	}
	return n
}
