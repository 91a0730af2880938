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
	// Place is where a site is as the newest fact has it that says so.
	Place string
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
	sites := map[string]*plant{}
	for r := range rows {
		if site := r.Site.Value(); r.Type == fact.TypeGigawatt && counts(r) && site != "" {
			plantOf(sites, fact.Slug(site)).add(r)
		}
	}
	var out []Power
	for _, site := range sites {
		p := site.power()
		p.Name, p.Place, p.Owners = site.heard[0].Site, site.place(), owners(site.heard)
		out = append(out, p)
	}
	return ranked(out)
}

// Owners ranks companies by the power of their sites, as Sites has it, each with
// those that its facts name first. What is said of no site counts as one, unless
// the company has others: it is most likely of one of those.
func Owners(rows Rows) []Power {
	byOwner := map[store.Name]map[string]*plant{}
	all := map[store.Name]*plant{}
	for r := range rows {
		if r.Type != fact.TypeGigawatt || !counts(r) || len(r.Companies) == 0 {
			continue
		}
		id := r.Companies[0].ID
		if byOwner[id] == nil {
			byOwner[id], all[id] = map[string]*plant{}, newPlant()
		}
		all[id].add(r)
		plantOf(byOwner[id], fact.Slug(r.Site.Value())).add(r)
	}
	var out []Power
	for id, sites := range byOwner {
		out = append(out, ownerOf(all[id], sites))
	}
	return ranked(out)
}

// ownerOf returns the power of a company's sites, of which all has the facts.
func ownerOf(all *plant, sites map[string]*plant) Power {
	owner := all.heard[0].Company()
	p := Power{ID: owner.ID, Name: owner.Name, Articles: len(all.articles)}
	if len(sites) > 1 {
		delete(sites, "")
	}
	for _, site := range sites {
		p.ByStatus = append(p.ByStatus, site.power().ByStatus...)
	}
	slices.SortFunc(p.ByStatus, greatestFirst)
	return p
}

func greatestFirst(a, b Statement) int {
	return cmp.Or(cmp.Compare(b.High, a.High), strings.Compare(a.FactID, b.FactID))
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
