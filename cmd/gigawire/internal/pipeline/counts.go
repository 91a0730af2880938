package pipeline

import (
	"sync"

	"github.com/gigawire/gigawire/extract/fact"
)

// The stages, as they stand in dead letters and metrics. Sink is not one that
// runs by itself: it is the writing of what extract found.
const (
	StageIngest  = "ingest"
	StageExtract = "extract"
	StageSink    = "sink"
	StageState   = "state"
)

// Counts are what a run has done. They change in one step for all of a batch, so
// that at each instant every document that a stage has received is done,
// filtered, dead, given back or in flight.
type Counts struct {
	mu sync.Mutex
	t  Totals
}

// Totals are the figures of Counts at one moment, or what a batch adds to them.
type Totals struct {
	// Received documents, by source. Those of sources beyond the first
	// mostSources are together under OtherSources.
	Received map[string]int
	// Taken are the articles that the stage extract received from their topic.
	Taken int
	// Filtered documents, by reason: set aside as they should be.
	Filtered map[string]int
	// Dead letters, by stage and reason.
	Dead map[string]int
	// GivenBack are documents that a stage did not finish, by stage: the run
	// ended, or the partition went to another worker. They are delivered again.
	GivenBack map[string]int
	// InFlight are documents that a stage has in hand, by stage.
	InFlight map[string]int
	// Facts sent, by type.
	Facts map[fact.Type]int
	// Published and Completed articles, and sources that failed.
	Published, Completed, FailedSources int
	// Of those published, new versions of articles published before, and
	// copies of others.
	Versions, Copies int
}

// mostSources bounds how many sources are told apart: a list of feeds may be
// long, and each would be a time series.
const (
	mostSources  = 200
	OtherSources = "other"
)

// NewTotals returns figures of nothing, to be counted in.
func NewTotals() Totals {
	return Totals{
		Received: map[string]int{}, Filtered: map[string]int{}, Dead: map[string]int{}, GivenBack: map[string]int{},
		InFlight: map[string]int{}, Facts: map[fact.Type]int{},
	}
}

// NewCounts returns counts of nothing.
func NewCounts() *Counts { return &Counts{t: NewTotals()} }

// Totals returns a copy of the figures.
func (c *Counts) Totals() Totals {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := NewTotals()
	out.add(&c.t)
	return out
}

// Sum adds up figures.
func Sum[K comparable](m map[K]int) int {
	total := 0
	for _, n := range m {
		total += n
	}
	return total
}

// Add adds figures, in one step.
func (c *Counts) Add(figures Totals) { c.change(func(t *Totals) { t.add(&figures) }) }

func (c *Counts) change(f func(*Totals)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f(&c.t)
}

// received counts a document that ingest has in hand from now on.
func (c *Counts) received(source string) {
	c.change(func(t *Totals) {
		if _, known := t.Received[source]; !known && len(t.Received) >= mostSources {
			source = OtherSources
		}
		t.Received[source]++
		t.InFlight[StageIngest]++
	})
}

// taken counts articles that extract has in hand from now on.
func (c *Counts) taken(articles int) {
	c.change(func(t *Totals) {
		t.Taken += articles
		t.InFlight[StageExtract] += articles
	})
}

// settled counts what became of documents that a stage had in hand.
func (c *Counts) settled(stage string, documents int, became *Totals) {
	c.change(func(t *Totals) {
		t.InFlight[stage] -= documents
		t.add(became)
	})
}

// givenBack counts documents that a stage had in hand and did not finish.
func (c *Counts) givenBack(stage string, documents int) {
	c.settled(stage, documents, &Totals{GivenBack: map[string]int{stage: documents}})
}

func (c *Counts) failedSource() { c.change(func(t *Totals) { t.FailedSources++ }) }

func (t *Totals) add(other *Totals) {
	addAll(t.Received, other.Received)
	addAll(t.Filtered, other.Filtered)
	addAll(t.Dead, other.Dead)
	addAll(t.GivenBack, other.GivenBack)
	addAll(t.InFlight, other.InFlight)
	addAll(t.Facts, other.Facts)
	t.Taken += other.Taken
	t.Published += other.Published
	t.Completed += other.Completed
	t.FailedSources += other.FailedSources
	t.Versions += other.Versions
	t.Copies += other.Copies
}

func addAll[K comparable](into, from map[K]int) {
	for key, n := range from {
		into[key] += n
	}
}

// published counts an article, and what it is.
func (t *Totals) published(d delivery) {
	t.Published++
	if d.update {
		t.Versions++
	}
	if d.Article.DuplicateOf != "" {
		t.Copies++
	}
}

// Bury counts a dead letter.
func (t *Totals) Bury(stage, reason string) { t.Dead[stage+" "+reason]++ }

func (t *Totals) sent(facts []fact.Fact) {
	for i := range facts {
		t.Facts[facts[i].Type]++
	}
}
