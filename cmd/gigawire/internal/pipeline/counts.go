package pipeline

import (
	"maps"
	"sync"

	"github.com/gigawire/gigawire/extract/fact"
)

// Counts are what a run has done. Every document that was received is
// published, filtered or dead; every article that was published to a topic
// that is drained is completed or dead.
type Counts struct {
	mu sync.Mutex
	t  Totals
}

// Totals are the figures of Counts at one moment.
type Totals struct {
	// Received documents, by source.
	Received map[string]int
	// Filtered documents, by reason: set aside as they should be.
	Filtered map[string]int
	// Dead letters, by stage and reason.
	Dead map[string]int
	// Facts sent, by type.
	Facts map[fact.Type]int
	// Published and Completed articles, and sources that failed.
	Published, Completed, FailedSources int
	// Of those published, new versions of articles published before, and
	// copies of others.
	Versions, Copies int
}

// NewCounts returns counts of nothing.
func NewCounts() *Counts {
	return &Counts{t: Totals{
		Received: map[string]int{}, Filtered: map[string]int{}, Dead: map[string]int{}, Facts: map[fact.Type]int{},
	}}
}

// Totals returns a copy of the figures.
func (c *Counts) Totals() Totals {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := c.t
	t.Received, t.Filtered = maps.Clone(t.Received), maps.Clone(t.Filtered)
	t.Dead, t.Facts = maps.Clone(t.Dead), maps.Clone(t.Facts)
	return t
}

// Sum adds up figures.
func Sum[K comparable](m map[K]int) int {
	total := 0
	for _, n := range m {
		total += n
	}
	return total
}

func (c *Counts) change(f func(*Totals)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f(&c.t)
}

func (c *Counts) received(source string) { c.change(func(t *Totals) { t.Received[source]++ }) }
func (c *Counts) filtered(reason string) { c.change(func(t *Totals) { t.Filtered[reason]++ }) }
func (c *Counts) completed()             { c.change(func(t *Totals) { t.Completed++ }) }
func (c *Counts) failedSource()          { c.change(func(t *Totals) { t.FailedSources++ }) }

// published counts an article, and what it is.
func (c *Counts) published(d delivery) {
	c.change(func(t *Totals) {
		t.Published++
		if d.update {
			t.Versions++
		}
		if d.Article.DuplicateOf != "" {
			t.Copies++
		}
	})
}

func (c *Counts) dead(stage, reason string) { c.change(func(t *Totals) { t.Dead[stage+" "+reason]++ }) }

func (c *Counts) sent(facts []fact.Fact) {
	c.change(func(t *Totals) {
		for i := range facts {
			t.Facts[facts[i].Type]++
		}
	})
}
