package state

import (
	"strings"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
)

// Lately is how long before the latest report another still bears on it.
const Lately = 30 * 24 * time.Hour

// slack is how far two values may differ and still be one that was rounded.
const slack = 0.05

// sum makes a state of its reports, the newest first.
func sum(id string, reports []Report) State {
	s := State{ID: id, Version: Version, Kind: id[strings.LastIndexByte(id, '/')+1:], Reports: reports}
	if len(reports) == 0 {
		return s
	}
	latest := current(reports)
	s.Name, s.Value, s.Unit, s.Status = latest.Name, latest.Value, latest.Unit, latest.Status
	s.Published, s.Companies, s.Spread = latest.Published, latest.Companies, latest.Value
	articles, outlets := map[string]bool{}, map[string]bool{}
	for _, r := range reports {
		if !r.bearsOn(latest) {
			continue
		}
		s.Spread.Low, s.Spread.High = min(s.Spread.Low, r.Value.Low), max(s.Spread.High, r.Value.High)
		if !r.Value.Agrees(latest.Value) {
			continue
		}
		articles[r.Article] = true
		if !r.Copy {
			outlets[r.Source] = true
		}
	}
	s.Articles, s.Outlets = len(articles), max(1, len(outlets))
	return s
}

// current returns the report that holds: the newest of those that say what is so,
// else of what is to be, else of what was.
func current(reports []Report) Report {
	best := reports[0]
	for _, r := range reports[1:] {
		if rank(r.Status) < rank(best.Status) {
			best = r
		}
	}
	return best
}

func rank(s fact.Status) int {
	switch s {
	case fact.StatusPlanned, fact.StatusTalks, fact.StatusConstruction:
		return 1
	case fact.StatusPast:
		return 2
	}
	return 0
}

// bearsOn reports whether r is of the time of the latest report, and of its kind.
func (r Report) bearsOn(latest Report) bool {
	return r.Unit == latest.Unit && rank(r.Status) == rank(latest.Status) && !r.Published.Before(latest.Published.Add(-Lately))
}

// Agrees reports whether two values may be one that was rounded.
func (r Range) Agrees(other Range) bool {
	return r.Low*(1-slack) <= other.High && other.Low*(1-slack) <= r.High
}
