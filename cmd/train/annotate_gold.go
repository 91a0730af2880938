package main

import (
	"cmp"
	"slices"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// compiled is an article and what is marked in it.
type compiled struct {
	source  *source
	article articleJSON
	gold    goldJSON
}

// articleJSON is a file of articles/.
type articleJSON struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Published string `json:"published"`
	Source    string `json:"source"`
	Body      string `json:"body"`
}

// goldJSON is a file of gold/. Its spans count UTF-8 bytes of the body.
type goldJSON struct {
	ID         string          `json:"id"`
	Companies  []nameJSON      `json:"companies"`
	Outlets    []nameJSON      `json:"outlets"`
	Amounts    []amountJSON    `json:"amounts"`
	Valuations []valuationJSON `json:"valuations"`
	Power      []powerJSON     `json:"power"`
	Ignored    []ignoredJSON   `json:"ignored"`
}

type spanJSON struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

func (s spanJSON) span() sentence.Span { return sentence.Span{Start: s.Start, End: s.End} }

type nameJSON struct {
	Name     string     `json:"name"`
	Mentions []spanJSON `json:"mentions"`
}

// moneyJSON has null ends where the text is vague, and a null currency where
// it names none.
type moneyJSON struct {
	Low       *float64       `json:"low"`
	High      *float64       `json:"high"`
	Currency  *string        `json:"currency"`
	Qualifier fact.Qualifier `json:"qualifier"`
}

type amountJSON struct {
	spanJSON
	moneyJSON
	Role      fact.Role `json:"role"`
	Companies []string  `json:"companies"`
	Note      string    `json:"note,omitempty"`
}

type valuationJSON struct {
	spanJSON
	moneyJSON
	Company string      `json:"company"`
	Status  fact.Status `json:"status"`
}

type powerJSON struct {
	spanJSON
	Low       *float64       `json:"gw_low"`
	High      *float64       `json:"gw_high"`
	Qualifier fact.Qualifier `json:"qualifier"`
	Kind      fact.Kind      `json:"kind"`
	Companies []string       `json:"companies"`
	Site      *string        `json:"site"`
}

type ignoredJSON struct {
	spanJSON
	Code   string `json:"code"`
	Reason string `json:"reason"`
}

// newGold has no null list: JSON has [] where nothing is marked.
func newGold(id string) goldJSON {
	return goldJSON{
		ID: id, Companies: []nameJSON{}, Outlets: []nameJSON{}, Amounts: []amountJSON{},
		Valuations: []valuationJSON{}, Power: []powerJSON{}, Ignored: []ignoredJSON{},
	}
}

// sort puts every list in the order of the text.
func (g *goldJSON) sort() {
	sortSpans(g.Amounts)
	sortSpans(g.Valuations)
	sortSpans(g.Power)
	sortSpans(g.Ignored)
	for _, n := range slices.Concat(g.Companies, g.Outlets) {
		sortSpans(n.Mentions)
	}
}

func sortSpans[T interface{ span() sentence.Span }](list []T) {
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(a.span().Start, b.span().Start) })
}
