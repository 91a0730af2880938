package tally

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/web/store"
)

// Count is something, and in how many articles or facts it is met.
type Count[T any] struct {
	Of    T
	Times int
}

// counter counts the articles or facts in which things are met, each by its ID.
// Its zero value is ready.
type counter[T comparable] struct{ met map[T]map[string]bool }

func (c *counter[T]) add(thing T, id string) {
	if c.met == nil {
		c.met = map[T]map[string]bool{}
	}
	if c.met[thing] == nil {
		c.met[thing] = map[string]bool{}
	}
	c.met[thing][id] = true
}

// ranked returns what was counted, the most frequent first, in an order where two
// are as frequent.
func (c *counter[T]) ranked(order func(a, b T) int) []Count[T] {
	var out []Count[T]
	for thing, ids := range c.met {
		out = append(out, Count[T]{thing, len(ids)})
	}
	slices.SortFunc(out, func(a, b Count[T]) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), order(a.Of, b.Of))
	})
	return out
}

// companyCounter counts companies by their IDs, and calls each by the name that it
// meets first. Its zero value is ready.
type companyCounter struct {
	counter counter[store.Name]
	names   map[store.Name]store.Name
}

func (c *companyCounter) add(of store.Company, id string) {
	if c.names == nil {
		c.names = map[store.Name]store.Name{}
	}
	if _, ok := c.names[of.ID]; !ok {
		c.names[of.ID] = of.Name
	}
	c.counter.add(of.ID, id)
}

func (c *companyCounter) ranked() []Count[Company] {
	var out []Count[Company]
	for _, n := range c.counter.ranked(func(a, b store.Name) int { return strings.Compare(a.Value(), b.Value()) }) {
		out = append(out, Count[Company]{Company{n.Of.Value(), c.names[n.Of].Value()}, n.Times})
	}
	return out
}
