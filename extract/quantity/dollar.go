package quantity

// isDollar reports whether m is in dollars that may be of any country.
func (m *mention) isDollar() bool {
	return m.money[0].currency == "USD" && m.money[0].exp == 0
}

const (
	// localPlaces is how many words must point to a country before a bare "$"
	// is its dollar, and wrotePlaces where some amounts say "A$" besides.
	localPlaces = 2
	wrotePlaces = 3
	// localLead is by how much they must outnumber those that point to America.
	localLead = 2
)

// dollar returns what a bare "$" means: the American dollar, but in a text that
// is plainly of a country whose press writes it so. Of two that are named as
// often, a story is at home in the one that it names first.
func (e evidence) dollar() string {
	for _, code := range e.order {
		if e.isLocal(code) {
			return code
		}
	}
	return "USD"
}

// isLocal reports whether a bare "$" is a dollar of that code. Who writes "A$"
// for some leaves "$" to America, and who writes "US$" does not. The press of
// Singapore and Hong Kong mostly writes "S$" and "HK$", so there it must.
func (e evidence) isLocal(code string) bool {
	n, own, american := e.places[code], e.named[code], e.named["USD"]
	bare := code == "AUD" || code == "CAD" || code == "NZD"
	switch {
	case !bare && code != "SGD" && code != "HKD", n != e.most() || n <= localLead*e.places["USD"]:
		return false
	case american > 0 && own == 0:
		return n >= localPlaces
	case own > 0 && american == 0:
		return n >= wrotePlaces
	}
	return bare && n >= localPlaces
}

// convertsLocal reports whether a bare "$" stands in brackets after an amount
// of that dollar ("A$5bn ($3.3bn)"), so that it is another.
func (p *pass) convertsLocal(code string) bool {
	for i := 1; i < len(p.found) && code != "USD"; i++ {
		m, original := &p.found[i], &p.found[i-1]
		if len(m.money) > 1 && m.isDollar() && len(original.money) == 1 && original.money[0].currency == code && p.inBracket(m, original) {
			return true
		}
	}
	return false
}
