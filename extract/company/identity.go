package company

import "github.com/gigawire/gigawire/extract/fact"

// fuller reports whether a name tells more of its company than another: it is the
// one that it has now, or longer.
func (d *document) fuller(n, than *name) bool {
	if n.former != than.former {
		return than.former
	}
	return n.last-n.first > than.last-than.first
}

// company returns the record of the names, or a new one with the longest.
func (d *document) company(names []int32, longest int32) fact.Company {
	if c, ok := d.knownCompany(names); ok {
		return c
	}
	for _, i := range names {
		if r := d.names[i].listed.company; r >= 0 && d.registered(i, longest) {
			c := d.records[r]
			c.ID = fact.Slug(c.Name)
			return c
		}
	}
	first, last := d.core(d.names[longest].first, d.names[longest].last)
	name := d.span(first, last).Of(d.text.Raw)
	return fact.Company{Name: name, ID: fact.Slug(name)}
}

// reason says which list or model decided.
func (d *document) reason(names []int32) string {
	l := listed(0)
	for _, i := range names {
		l |= d.names[i].listed.listed
	}
	switch {
	case l&inCurated != 0:
		return "listed by hand"
	case l&inRegister != 0:
		return "in the register of securities"
	}
	return "model"
}
