package main

import (
	"cmp"
	"slices"

	"github.com/gigawire/gigawire/extract/eval"
	"github.com/gigawire/gigawire/extract/sentence"
)

// compiled is an article and what is marked in it.
type compiled struct {
	source  *source
	article articleJSON
	gold    eval.Gold
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

// newGold has no null list: JSON has [] where nothing is marked.
func newGold(id string) eval.Gold {
	return eval.Gold{
		ID: id, Companies: []eval.GoldName{}, Outlets: []eval.GoldName{}, Amounts: []eval.GoldAmount{},
		Valuations: []eval.GoldValuation{}, Power: []eval.GoldPower{}, Ignored: []eval.GoldIgnored{},
	}
}

// sortGold puts every list in the order of the text.
func sortGold(g *eval.Gold) {
	sortSpans(g.Nominals)
	sortSpans(g.Amounts)
	sortSpans(g.Valuations)
	sortSpans(g.Power)
	sortSpans(g.Stakes)
	sortSpans(g.Ignored)
	for _, n := range slices.Concat(g.Companies, g.Outlets) {
		sortSpans(n.Mentions)
	}
}

// spanned is anything that is marked.
type spanned interface{ Bytes() sentence.Span }

func sortSpans[T spanned](list []T) {
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(a.Bytes().Start, b.Bytes().Start) })
}

// spansOf returns the spans of everything that is marked.
func spansOf(g *eval.Gold) []sentence.Span {
	var all []sentence.Span
	for _, n := range slices.Concat(g.Companies, g.Outlets) {
		all = appendSpans(all, n.Mentions)
	}
	return appendSpans(appendSpans(appendSpans(appendSpans(all, g.Amounts), g.Power), g.Stakes), g.Ignored)
}

func appendSpans[T spanned](all []sentence.Span, list []T) []sentence.Span {
	for _, x := range list {
		all = append(all, x.Bytes())
	}
	return all
}
