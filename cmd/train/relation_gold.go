package main

import (
	"math"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/eval"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/relation"
	"github.com/gigawire/gigawire/extract/sentence"
)

// annotate reads an article as the program does and gives each quantity that
// the gold has as well its meaning.
func (t *relationTrainer) annotate(item *eval.Item) relation.Annotated {
	text := sentence.Split(item.Article.Text)
	a := relation.Annotated{
		Text: text, Quantities: t.quantities.Scan(text),
		Entities: t.companies.Recognise(text, company.Hint{Source: item.Article.Source}),
		Meanings: map[int]relation.Meaning{},
	}
	gold := &item.Gold
	entities := entitiesOf(gold, a.Entities)
	for _, g := range gold.Amounts {
		if q := find(a.Quantities, quantity.Money, g.Span, g.Low, g.High); q >= 0 {
			m := relation.Meaning{Role: g.Role, Companies: pick(entities, g.Companies), Owner: -1}
			value(&m, gold, g.Start, entities)
			a.Meanings[q] = m
		}
	}
	for _, g := range gold.Power {
		if q := find(a.Quantities, quantity.Power, g.Span, g.Low, g.High); q >= 0 {
			a.Meanings[q] = relation.Meaning{Kind: g.Kind, Companies: pick(entities, g.Companies), Owner: -1, Site: g.Site}
		}
	}
	t.shares(&a, gold, entities)
	return a
}

// shares adds which percentages are stakes, and that the others are none, where
// somebody marked them.
func (t *relationTrainer) shares(a *relation.Annotated, gold *eval.Gold, entities map[string]int32) {
	if gold.Stakes == nil {
		return
	}
	for q := range a.Quantities {
		if a.Quantities[q].Kind == quantity.Percent && !gold.Ambiguous(a.Quantities[q].Span) {
			a.Meanings[q] = relation.Meaning{Owner: -1}
		}
	}
	for _, g := range gold.Stakes {
		q := find(a.Quantities, quantity.Percent, g.Span, g.Low, g.High)
		if q < 0 {
			continue
		}
		m := relation.Meaning{Companies: pick(entities, g.Holders), Owner: -1, Status: learned(g.Status)}
		if e, ok := entities[g.Company]; ok {
			m.Owner = e
		}
		a.Meanings[q] = m
	}
}

// value adds owner and status where the amount at start is a valuation.
func value(m *relation.Meaning, g *eval.Gold, start int, entities map[string]int32) {
	for _, v := range g.Valuations {
		if e, ok := entities[v.Company]; ok && v.Start == start {
			m.Owner, m.Status = e, v.Status
		}
	}
}

// entitiesOf returns, for each company of the gold, the entity that shares most
// mentions with it.
func entitiesOf(g *eval.Gold, entities []company.Entity) map[string]int32 {
	out := map[string]int32{}
	for _, c := range g.Companies {
		best, most := int32(-1), 0
		for e := range entities {
			if n := shared(c, &entities[e]); n > most {
				best, most = int32(e), n
			}
		}
		if best >= 0 {
			out[c.Name] = best
		}
	}
	return out
}

func shared(c eval.GoldName, e *company.Entity) int {
	n := 0
	for _, g := range c.Mentions {
		for _, m := range e.Mentions {
			if !m.Nominal && m.Overlaps(g.Bytes()) {
				n++
			}
		}
	}
	return n
}

func pick(entities map[string]int32, names []string) []int32 {
	var out []int32
	for _, name := range names {
		if e, ok := entities[name]; ok {
			out = append(out, e)
		}
	}
	return out
}

// find returns the index of the quantity that the gold has, -1 for none.
func find(quantities []quantity.Quantity, kind quantity.Kind, at eval.Span, low, high *float64) int {
	for i := range quantities {
		q := &quantities[i]
		if q.Kind == kind && q.Overlaps(at.Bytes()) && sameValue(q.Low, low) && sameValue(q.High, high) {
			return i
		}
	}
	return -1
}

func sameValue(v float64, gold *float64) bool {
	if gold == nil {
		return v == 0
	}
	return math.Abs(v-*gold) <= 1e-3*math.Abs(*gold)
}

// learned returns the status that the models learn of a share. Rules tell what is
// denied, of which there is too little to learn from.
func learned(s fact.Status) fact.Status {
	if s == fact.StatusDenied {
		return fact.StatusTalks
	}
	return s
}
