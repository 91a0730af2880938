package tally

import (
	"cmp"
	"slices"
	"strings"
	"unique"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/web/store"
)

// Power is what a site or an owner has, in gigawatts.
type Power struct {
	// ID is that of a company, empty for a site.
	ID, Name string
	// Owners are the companies that the site's facts name most, at most two.
	Owners []Company
	// ByStatus has one statement for each status of fact.PowerStatuses that is
	// stated of the site; of an owner, one for each site and status.
	ByStatus []Statement
	Articles int
}

// Of returns the gigawatts of a status.
func (p Power) Of(s fact.Status) float64 {
	total := 0.0
	for _, statement := range p.ByStatus {
		if statement.Status == s {
			total += statement.High
		}
	}
	return total
}

// Total returns the gigawatts of all statuses together.
func (p Power) Total() float64 {
	total := 0.0
	for _, s := range p.ByStatus {
		total += s.High
	}
	return total
}

// Sites ranks sites by their power. A site has in each status the figure that
// most articles state.
func Sites(rows Rows) []Power {
	bySite := map[string][]Statement{}
	for _, s := range statements(rows, fact.TypeGigawatt) {
		if s.Site != "" {
			key := strings.ToLower(s.Site)
			bySite[key] = append(bySite[key], s)
		}
	}
	var out []Power
	for _, of := range bySite {
		p := powerOf(of)
		p.Name, p.Owners = of[0].Site, owners(of)
		out = append(out, p)
	}
	return ranked(out)
}

// Owners ranks companies by the power of their sites, as Sites has it, each with
// those that its facts name first. What is said of no site counts as one.
func Owners(rows Rows) []Power {
	byOwner := map[string][]Statement{}
	for _, s := range statements(rows, fact.TypeGigawatt) {
		if id := s.Company().ID; id != "" {
			byOwner[id] = append(byOwner[id], s)
		}
	}
	var out []Power
	for id, of := range byOwner {
		p := Power{ID: id, Name: of[0].Company().Name, Articles: articles(of)}
		bySite := map[string][]Statement{}
		for _, s := range of {
			key := strings.ToLower(s.Site)
			bySite[key] = append(bySite[key], s)
		}
		if len(bySite) > 1 {
			delete(bySite, "") // most likely it is of one of the sites
		}
		for _, site := range bySite {
			p.ByStatus = append(p.ByStatus, powerOf(site).ByStatus...)
		}
		slices.SortFunc(p.ByStatus, func(a, b Statement) int {
			return cmp.Or(cmp.Compare(b.High, a.High), strings.Compare(a.FactID, b.FactID))
		})
		out = append(out, p)
	}
	return ranked(out)
}

// powerOf returns the power that statements of one site come to.
func powerOf(of []Statement) Power {
	p := Power{Articles: articles(of)}
	for _, status := range fact.PowerStatuses() {
		with := slices.DeleteFunc(slices.Clone(of), func(s Statement) bool { return s.Status != status })
		if len(with) > 0 {
			p.ByStatus = append(p.ByStatus, most(with))
		}
	}
	if len(p.ByStatus) > 1 { // what has no status is most likely of one of the others
		p.ByStatus = slices.DeleteFunc(p.ByStatus, func(s Statement) bool { return s.Status == "" })
	}
	return p
}

func articles(of []Statement) int {
	ids := map[string]bool{}
	for _, s := range of {
		ids[s.ArticleID] = true
	}
	return len(ids)
}

// mostOwners is how many companies are named with a site.
const mostOwners = 2

func owners(of []Statement) []Company {
	var counted companyCounter
	for _, s := range of {
		for _, c := range s.Companies {
			counted.add(store.Company{ID: unique.Make(c.ID), Name: unique.Make(c.Name)}, s.ArticleID)
		}
	}
	var out []Company
	for _, c := range counted.ranked() {
		if len(out) < mostOwners {
			out = append(out, c.Of)
		}
	}
	return out
}

func ranked(of []Power) []Power {
	slices.SortFunc(of, func(a, b Power) int {
		return cmp.Or(cmp.Compare(b.Total(), a.Total()), strings.Compare(a.Name, b.Name))
	})
	return of
}
