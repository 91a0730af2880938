package web

import (
	"net/http"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/fact/say"
	"github.com/gigawire/gigawire/web/chart"
	"github.com/gigawire/gigawire/web/tally"
	"github.com/gigawire/gigawire/web/view"
)

// mostListed is how many rows a table has at most.
const mostListed = 100

// mostBeside is how many rows a table has at most that stands beside others.
const mostBeside = 25

// companies lists companies by the articles that name them.
func (p *Page) companies(w http.ResponseWriter, r *http.Request) {
	q := strings.TrimSpace(r.URL.Query().Get("q"))
	var found []tally.Count[tally.Company]
	all := tally.Companies(p.Store.Rows)
	for _, c := range all {
		if len(found) < mostListed && strings.Contains(strings.ToLower(c.Of.Name+" "+c.Of.ID), strings.ToLower(q)) {
			found = append(found, c)
		}
	}
	most := 0
	if len(found) > 0 {
		most = found[0].Times
	}
	p.show(w, http.StatusOK, "companies", frame{Title: "Companies", Here: "/companies", Data: map[string]any{
		"Query": q, "Found": found, "All": len(all), "Most": float64(most),
	}})
}

// companyPage is what it is filled in with.
type companyPage struct {
	tally.Profile
	// Said is how many valuations there are, of which the latest are shown.
	Said int
	// Identity has the company's identifiers, where a fact gives them.
	Identity fact.Company
	Chart    chart.Timeline
	// Latest is what it was last said to be worth.
	Latest *tally.Statement
	// MostPower is the power of the largest site, and MostShared the most facts
	// that a partner shares.
	MostPower, MostShared float64
	Gigawatts             float64
	Live                  string
}

// company shows what is known of one company.
func (p *Page) company(w http.ResponseWriter, r *http.Request) {
	profile, ok := tally.ProfileOf(p.Store.Rows, r.PathValue("id"))
	if !ok {
		p.missing(w, r)
		return
	}
	said := len(profile.Valuations)
	profile.Valuations = profile.Valuations[max(0, said-mostListed):]
	page := companyPage{Profile: profile, Said: said, Chart: worthOverTime(profile), Live: filterFor(profile.Company.ID).With("/", "")}
	if f, _, _, ok := p.Store.Fact(profile.Named); ok && f.Company != nil {
		page.Identity = *f.Company
	}
	for i, s := range profile.Valuations {
		if s.Status == fact.StatusActual {
			page.Latest = &profile.Valuations[i]
		}
	}
	for _, s := range profile.Power {
		page.MostPower = max(page.MostPower, s.High)
		page.Gigawatts += s.High
	}
	if len(profile.Partners) > 0 {
		page.MostShared = float64(profile.Partners[0].Times)
	}
	page.Partners, page.Stakes = profile.Partners[:min(len(profile.Partners), mostBeside)], profile.Stakes[:min(len(profile.Stakes), mostBeside)]
	p.show(w, http.StatusOK, "company", frame{Title: profile.Company.Name, Here: "/companies", Data: page})
}

func filterFor(company string) filter {
	var f filter
	f.Company = company
	return f
}

// worthOverTime is a chart of a company's valuations, in the currency of most of
// them. Those of the past are of a time that the text does not give, unless it
// does.
func worthOverTime(profile tally.Profile) chart.Timeline {
	unit := mostUsed(profile.Valuations)
	t := chart.Timeline{
		Title: "What " + profile.Company.Name + " was said to be worth", Line: string(fact.StatusActual),
		Format: func(v float64) string { return short(v, unit) },
	}
	for _, s := range profile.Valuations {
		if s.Unit == unit {
			t.Points = append(t.Points, chart.Point{
				Time: s.At, Value: s.High, Href: view.FactPath(s.FactID), Class: string(s.Status),
				Label: value(s) + ", " + words(s.Status) + ", " + date(s.At) + ", " + s.Source,
			})
		}
	}
	return t
}

func mostUsed(of []tally.Statement) string {
	counts, most := map[string]int{}, ""
	for _, s := range of {
		counts[s.Unit]++
		if counts[s.Unit] > counts[most] || most == "" {
			most = s.Unit
		}
	}
	return most
}

// short writes money for an axis: "$12.5 bn".
func short(v float64, unit string) string {
	return strings.NewReplacer(" trillion", " tn", " billion", " bn", " million", " m").Replace(say.Money(v, unit))
}
