package web

import (
	"cmp"
	"math"
	"net/http"
	"slices"

	"github.com/gigawire/gigawire/web/tally"
)

// gigawatts ranks sites and owners by their power.
func (p *Page) gigawatts(w http.ResponseWriter, _ *http.Request) {
	sites, owners := tally.Sites(p.Store.Rows), tally.Owners(p.Store.Rows)
	p.show(w, http.StatusOK, "gigawatts", frame{Title: "Gigawatts", Here: "/gigawatts", Data: map[string]any{
		"Sites": sites[:min(len(sites), mostListed)], "AllSites": len(sites), "MostOfSites": most(sites),
		"Owners": owners[:min(len(owners), mostListed)], "AllOwners": len(owners), "MostOfOwners": most(owners),
	}})
}

func most(of []tally.Power) float64 {
	if len(of) == 0 {
		return 0
	}
	return of[0].Total()
}

// valuations shows what companies are worth, what moved most, and what newsrooms
// differ about.
func (p *Page) valuations(w http.ResponseWriter, _ *http.Request) {
	all := tally.Worths(p.Store.Rows)
	var moved, disputed []tally.Worth
	for _, worth := range all {
		if worth.Moved() {
			moved = append(moved, worth)
		}
		if worth.Disputed() {
			disputed = append(disputed, worth)
		}
	}
	slices.SortStableFunc(moved, func(a, b tally.Worth) int {
		return cmp.Compare(math.Abs(math.Log(b.Factor())), math.Abs(math.Log(a.Factor())))
	})
	slices.SortStableFunc(disputed, func(a, b tally.Worth) int { return cmp.Compare(b.Spread(), a.Spread()) })
	p.show(w, http.StatusOK, "valuations", frame{Title: "Valuations", Here: "/valuations", Data: map[string]any{
		"Latest": all[:min(len(all), mostListed)], "All": len(all),
		"Moved": moved[:min(len(moved), mostBeside)], "Disputed": disputed[:min(len(disputed), mostBeside)],
	}})
}
