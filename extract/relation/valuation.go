package relation

import (
	"fmt"
	"math"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/linear"
)

// leastSure is the confidence below which nothing is said: of what falls below
// it hardly any is right, on articles held apart.
const leastSure = 0.36

// valuation says whose the valuation of quantity q is. That it has none is
// said by no more than that there is no candidate: an amount was found to be
// the worth of some company.
func (d *decoder) valuation(q int, decided *decoded, role fact.Role) {
	owner, probability := d.bestOwner(q)
	if owner < 0 {
		return
	}
	d.linked = append(d.linked, owner)
	decided.parties = d.linked[len(d.linked)-1 : len(d.linked) : len(d.linked)] // what a company is worth concerns no other
	if decided.worth*probability < leastSure {
		return
	}
	status, _ := d.status(q)
	reason := d.reason(q, string(role), decided.confidence)
	reason.Owner = probability
	d.out.Valuations = append(d.out.Valuations, Valuation{
		Quantity: q, Entity: int(owner), Status: status, Basis: d.basis(q, role), AsOf: d.asOf(q),
		Confidence: float64(decided.worth * probability),
		Reason:     reason,
	})
}

// bestOwner returns the most probable owner of a valuation, -1 for none.
func (d *decoder) bestOwner(q int) (int32, float32) {
	c := d.owners(q)
	best, most := int32(-1), float32(0)
	for i, e := range c.entities {
		if d.entities[e].Outlet {
			continue
		}
		if p := d.second(d.models.ownerTrees, c, i); p > most {
			best, most = e, p
		}
	}
	return best, most
}

// owners asks both linear models that know something of it for each company
// whose the valuation q may be, and takes the middle of the two.
func (d *decoder) owners(q int) *contest {
	c := d.contest(d.models.amountLink, q)
	for i, e := range c.entities {
		features := c.of(i)
		tied(features[:tiedAt], ties{}, d.place(q, e), uint64(c.class))
		p := probability(d.models.owner, features)
		c.first[i] = float32(math.Sqrt(float64(p * c.first[i])))
	}
	c.model = nil
	return c
}

func (d *decoder) status(q int) (fact.Status, float32) {
	if d.meantOf == q {
		d.meaningAlone(d.meant, q)
	} else {
		d.meant = d.meaning(d.meant[:0], q, before{-1, -1})
	}
	d.meantOf = -1
	p := d.scores[:d.models.status.Classes()]
	d.models.status.Probabilities(d.meant, p)
	best := linear.Best(p)
	return d.statuses[best], p[best]
}

// basis reads what a valuation measures from the words around it.
func (d *decoder) basis(q int, role fact.Role) fact.Basis {
	if role == fact.RoleMarketCap {
		return fact.BasisMarketCap
	}
	around := strings.ToLower(d.around(q))
	for _, b := range []struct {
		word  string
		basis fact.Basis
	}{
		{"post-money", fact.BasisPostMoney}, {"post money", fact.BasisPostMoney}, {"after the new money", fact.BasisPostMoney},
		{"pre-money", fact.BasisPreMoney}, {"pre money", fact.BasisPreMoney}, {"enterprise value", fact.BasisEnterpriseValue},
		{"including debt", fact.BasisEnterpriseValue}, {"market value", fact.BasisMarketCap},
	} {
		if strings.Contains(around, b.word) {
			return b.basis
		}
	}
	return ""
}

// aroundWords is how many items on either side the basis is looked for in.
const aroundWords = 6

// around returns the text of the items around a quantity, up to the next one.
func (d *decoder) around(q int) string {
	items, at := d.at(q)
	if at < 0 {
		return ""
	}
	first, last := at, at
	for first > 0 && at-first < aroundWords && items[first-1].kind != isQuantity {
		first--
	}
	for last < len(items)-1 && last-at < aroundWords && items[last+1].kind != isQuantity {
		last++
	}
	return d.text.Raw[items[first].Start:items[last].End]
}

// asOf returns the year, and the month before it, that the words after a
// valuation give, "2024-03" or "2024".
func (d *decoder) asOf(q int) string {
	items, at := d.at(q)
	for i := at + 1; i > 0 && i < len(items) && i <= at+2*aroundWords && items[i].kind != isQuantity; i++ {
		if items[i].stem != yearWord {
			continue
		}
		year := items[i].Of(d.text.Raw)
		if month := monthOf(items[i-1].Of(d.text.Raw)); month != "" {
			return year + "-" + month
		}
		return year
	}
	return ""
}

func monthOf(word string) string {
	const months = "janfebmaraprmayjunjulaugsepoctnovdec"
	if len(word) < 3 {
		return ""
	}
	i := strings.Index(months, strings.ToLower(word[:3]))
	if i < 0 || i%3 != 0 || !isMonth(word) {
		return ""
	}
	return fmt.Sprintf("%02d", i/3+1)
}

func isMonth(word string) bool {
	for _, m := range []string{
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
		"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
	} {
		if strings.TrimSuffix(word, ".") == m {
			return true
		}
	}
	return false
}
