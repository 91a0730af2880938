package main

import (
	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/sink"
)

// account counts for metrics what becomes of the documents of a worker, which is
// both stages at once. A document is in hand until all that came of it is
// acknowledged. Of a call without metrics it is nil, and counts nothing.
type account struct {
	counts *pipeline.Counts
	source string
	inHand int
	became pipeline.Totals
	// refused are the articles of which a fact can never be written.
	refused map[string]bool
}

func newAccount(c *pipeline.Counts, source string) *account {
	return &account{counts: c, source: source, became: pipeline.NewTotals(), refused: map[string]bool{}}
}

// takes counts a document, and keeps what became of it.
func (a *account) takes(f *finding) {
	if a == nil {
		return
	}
	a.counts.Add(pipeline.Totals{Received: map[string]int{a.source: 1}, InFlight: map[string]int{pipeline.StageIngest: 1}})
	a.inHand++
	switch {
	case f.filtered != "":
		a.became.Filtered[f.filtered]++
	case f.rejection == nil:
		a.became.Published++
		a.became.Taken++
		a.became.Completed++
	case f.rejection.Expected():
		a.became.Filtered[f.rejection.Reason]++
	default:
		a.became.Bury(pipeline.StageIngest, f.rejection.Reason)
	}
	for i := range f.facts {
		a.became.Facts[f.facts[i].Type]++
	}
}

// refuses takes note of facts that can never be written. Their article is a dead
// letter, once.
func (a *account) refuses(facts []sink.Rejected) {
	if a == nil {
		return
	}
	for _, r := range facts {
		a.became.Facts[r.Fact.Type]--
		if id := r.Fact.Article.ID; !a.refused[id] {
			a.refused[id] = true
			a.became.Completed--
			a.became.Bury(pipeline.StageSink, r.Reason)
		}
	}
}

// settle counts what became of all that is in hand.
func (a *account) settle() {
	if a == nil {
		return
	}
	a.became.InFlight[pipeline.StageIngest] = -a.inHand
	a.counts.Add(a.became)
	*a = *newAccount(a.counts, a.source)
}

// giveBack counts what is in hand as not finished: it is read again.
func (a *account) giveBack() {
	if a == nil {
		return
	}
	a.became = pipeline.NewTotals()
	a.became.GivenBack[pipeline.StageIngest] = a.inHand
	a.settle()
}
