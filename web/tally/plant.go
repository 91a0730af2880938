package tally

import (
	"slices"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/web/store"
)

// plant is what is said of the power of one site: of each status as much as is
// heard, the newest, and how many articles say something.
type plant struct {
	heard    []Statement
	statuses map[fact.Status]int
	articles map[string]bool
}

func newPlant() *plant {
	return &plant{statuses: map[fact.Status]int{}, articles: map[string]bool{}}
}

func plantOf[K comparable](plants map[K]*plant, key K) *plant {
	if plants[key] == nil {
		plants[key] = newPlant()
	}
	return plants[key]
}

func (p *plant) add(r *store.Row) {
	p.articles[r.ArticleID()] = true
	if p.statuses[r.Status] < mostHeard {
		p.statuses[r.Status]++
		p.heard = append(p.heard, newStatement(r))
	}
}

// place returns where the site is, empty where nothing says so.
func (p *plant) place() string {
	for i := range p.heard {
		if place := p.heard[i].Place; place != "" {
			return place
		}
	}
	return ""
}

// power returns the power that the statements come to.
func (p *plant) power() Power {
	out := Power{Articles: len(p.articles)}
	for _, status := range fact.PowerStatuses() {
		with := slices.DeleteFunc(slices.Clone(p.heard), func(s Statement) bool { return s.Status != status })
		if len(with) > 0 {
			out.ByStatus = append(out.ByStatus, most(with))
		}
	}
	if len(out.ByStatus) > 1 { // what has no status is most likely of one of the others
		out.ByStatus = slices.DeleteFunc(out.ByStatus, func(s Statement) bool { return s.Status == "" })
	}
	return out
}
