package main

import (
	"fmt"
	"os"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/eval"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/relation"
)

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
func (t *relationTrainer) validate(folds int) (*eval.Report, error) {
	total := &eval.Report{}
	for fold := range folds {
		held, learn := part(t.items[:t.held], t.texts, folds, fold)
		models, err := relation.Learn(learn)
		if err != nil {
			return nil, err
		}
		relater, err := relation.NewWith(models)
		if err != nil {
			return nil, err
		}
		total.Add(eval.Run(held, extract.Assemble(t.quantities, t.companies, relater)))
	}
	return total, nil
}
