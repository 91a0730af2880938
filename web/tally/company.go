package tally

import (
	"cmp"
	"slices"
	"strings"
	"unique"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/web/store"
)

// Companies ranks companies by the articles that name them other than as the
// source of a report.
func Companies(rows Rows) []Count[Company] {
	var counted companyCounter
	for r := range rows {
		if r.Type == fact.TypeCompany && !r.Outlet && len(r.Companies) > 0 {
			counted.add(r.Companies[0], r.ArticleID())
		}
	}
	return counted.ranked()
}

// Profile is what is known of one company.
type Profile struct {
	Company Company
	// Named is the ID of the newest fact that the company is named.
	Named    string
	Articles int
	// Valuations are in the order in which they are said to hold.
	Valuations []Statement
	// Amounts are those of each role, the most frequent role first.
	Amounts []Amounts
	// Stakes are those that it holds or that others hold in it, the newest first;
	// their companies are the holder, where one is named, and the other.
	Stakes []Statement
	// Power is that of its sites, the greatest first.
	Power []Statement
	// Partners are companies that facts name with it, by how many do.
	Partners []Count[Company]
	// Aliases and Outlets, the newsrooms that named it, are by articles.
	Aliases, Outlets []Count[string]
}

// Amounts are the amounts of money of one role, the newest first.
type Amounts struct {
	Role       string
	Statements []Statement
}

// ProfileOf sums up what facts say of a company. It reports false where they do
// not name it.
func ProfileOf(rows Rows, id string) (Profile, bool) {
	c := profiling{id: unique.Make(id), articles: map[string]bool{}, roles: map[string][]Statement{}, sites: map[string]*plant{}}
	for r := range rows {
		if r.IsAbout(c.id) {
			c.add(r)
		}
	}
	return c.profile(), len(c.articles) > 0
}

// profiling is a profile in the making.
type profiling struct {
	Profile
	id       store.Name
	articles map[string]bool
	partners companyCounter
	aliases  counter[string]
	outlets  counter[string]
	roles    map[string][]Statement
	sites    map[string]*plant
}

func (p *profiling) add(r *store.Row) {
	article := r.ArticleID()
	p.articles[article] = true
	p.outlets.add(r.Source(), article)
	for _, c := range r.Companies {
		switch {
		case c.ID != p.id:
			p.partners.add(c, r.ID)
		case p.Company.Name == "":
			p.Company = Company{c.ID.Value(), c.Name.Value()}
		}
	}
	if r.Type == fact.TypeCompany {
		if p.Named == "" {
			p.Named = r.ID
		}
		for _, name := range r.Aliases {
			p.aliases.add(name.Value(), article)
		}
	}
	if counts(r) {
		p.number(r)
	}
}

func (p *profiling) number(r *store.Row) {
	switch r.Type {
	case fact.TypeValuation:
		p.Valuations = append(p.Valuations, newStatement(r))
	case fact.TypeAmount:
		role := r.What.Value()
		p.roles[role] = append(p.roles[role], newStatement(r))
	case fact.TypeStake:
		p.Stakes = append(p.Stakes, newStatement(r))
	case fact.TypeGigawatt:
		plantOf(p.sites, fact.Slug(r.Site.Value())).add(r)
	}
}

func (p *profiling) profile() Profile {
	out := p.Profile
	out.Articles = len(p.articles)
	slices.SortFunc(out.Valuations, oldestFirst)
	slices.SortFunc(out.Stakes, func(a, b Statement) int { return -oldestFirst(a, b) })
	for role, of := range p.roles {
		slices.SortFunc(of, func(a, b Statement) int { return -oldestFirst(a, b) })
		out.Amounts = append(out.Amounts, Amounts{role, of})
	}
	slices.SortFunc(out.Amounts, func(a, b Amounts) int {
		return cmp.Or(cmp.Compare(len(b.Statements), len(a.Statements)), strings.Compare(a.Role, b.Role))
	})
	for _, site := range p.sites {
		out.Power = append(out.Power, site.power().ByStatus...)
	}
	slices.SortFunc(out.Power, greatestFirst)
	out.Partners = p.partners.ranked()
	out.Aliases, out.Outlets = p.aliases.ranked(strings.Compare), p.outlets.ranked(strings.Compare)
	return out
}
