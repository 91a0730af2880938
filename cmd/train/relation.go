package main

import (
	"fmt"
	"math"
	"os"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/eval"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/relation"
	"github.com/gigawire/gigawire/extract/sentence"
)

func relationCommand() *cobra.Command {
	var dirs, extra []string
	var out, except string
	var folds int
	var errors bool
	c := &cobra.Command{
		Use:   "relation",
		Short: "Rebuild the models that say what quantities mean",
		Long: "Learns from annotated articles what the quantities of a text mean. With --folds it first scores\n" +
			"the models on articles held apart from their learning.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			t, err := newRelationTrainer(dirs, extra, except)
			if err != nil {
				return err
			}
			if folds > 1 {
				if err := t.validate(c, folds, errors); err != nil {
					return err
				}
			}
			if out == "" {
				return nil
			}
			return t.write(out)
		},
	}
	c.Flags().StringSliceVar(&dirs, "articles", nil, "directories with articles/ and gold/; of one with a split, what may be looked at")
	c.Flags().StringSliceVar(&extra, "extra", nil, "directories as those of --articles, learned from, counting less, and never held apart")
	c.Flags().StringVar(&except, "except", "", "a pattern of IDs of articles that are not learned from, such as g*")
	c.Flags().StringVar(&out, "out", "", "file for the weights, such as extract/relation/data/weights.bin")
	c.Flags().IntVar(&folds, "folds", 0, "score by cross-validation over this many parts")
	c.Flags().BoolVar(&errors, "errors", false, "with --folds, list what was wrong instead of the figures")
	return c
}

// relationTrainer has annotated articles, read by the program itself, so that
// the models learn from what they will be given.
type relationTrainer struct {
	quantities *quantity.Scanner
	companies  *company.Recogniser
	items      []eval.Item
	texts      []relation.Annotated
	// held is how many of them, the first ones, are held apart in their turn.
	held int
}

// extraWeight is how much an article of --extra counts beside one of
// --articles, chosen by cross-validation: what is held apart is like the latter.
const extraWeight = 0.7

func newRelationTrainer(dirs, extra []string, except string) (*relationTrainer, error) {
	t := &relationTrainer{}
	var err error
	if t.quantities, err = quantity.New(); err != nil {
		return nil, err
	}
	if t.companies, err = company.New(); err != nil {
		return nil, err
	}
	for i, dir := range append(dirs, extra...) {
		if err := t.read(dir, except); err != nil {
			return nil, err
		}
		if i < len(dirs) {
			t.held = len(t.items)
		}
	}
	for i := t.held; i < len(t.texts); i++ {
		t.texts[i].Weight = extraWeight
	}
	return t, nil
}

// read adds the articles of a directory, but never those that are only scored
// on.
func (t *relationTrainer) read(dir, except string) error {
	items, err := articlesOf(dir, except)
	if err != nil {
		return err
	}
	for i := range items {
		t.items, t.texts = append(t.items, items[i]), append(t.texts, t.annotate(&items[i]))
	}
	return nil
}

func (t *relationTrainer) write(out string) error {
	models, err := relation.Learn(t.texts)
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, models.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing weights: %w", err)
	}
	return nil
}

// validate scores each part of the articles with models learned from the
// others.
func (t *relationTrainer) validate(c *cobra.Command, folds int, errors bool) error {
	var total eval.Report
	for fold := range folds {
		var learn []relation.Annotated
		var held []eval.Item
		for i := range t.items {
			if i < t.held && i%folds == fold {
				held = append(held, t.items[i])
			} else {
				learn = append(learn, t.texts[i])
			}
		}
		models, err := relation.Learn(learn)
		if err != nil {
			return err
		}
		relater, err := relation.NewWith(models)
		if err != nil {
			return err
		}
		total.Add(eval.Run(held, extract.Assemble(t.quantities, t.companies, relater)))
	}
	if errors {
		return total.WriteErrors(c.OutOrStdout())
	}
	return total.Write(c.OutOrStdout())
}

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

// learned returns the status that the models learn of a share. Rules tell what is
// denied, of which there is too little to learn from.
func learned(s fact.Status) fact.Status {
	if s == fact.StatusDenied {
		return fact.StatusTalks
	}
	return s
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
