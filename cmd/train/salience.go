package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/eval"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/relation"
)

func salienceCommand() *cobra.Command {
	var dirs []string
	var out string
	var folds int
	c := &cobra.Command{
		Use:   "salience",
		Short: "Rebuild the weights that tell which company a phrase such as \"the chipmaker\" means",
		Long: "Learns from articles in which references without a name are marked. With --folds it only\n" +
			"scores the weights on articles held apart from their learning.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			t, err := newSalienceTrainer(dirs)
			if err != nil {
				return err
			}
			if folds > 1 {
				return t.validate(c.OutOrStdout(), folds)
			}
			return t.write(c.OutOrStdout(), out)
		},
	}
	articlesFlag(c, &dirs)
	c.Flags().StringVar(&out, "out", "extract/company/data/salience.txt", "file for the weights")
	c.Flags().IntVar(&folds, "folds", 0, "write nothing, and score by cross-validation over this many parts")
	return c
}

// salienceTrainer has the articles in which references are marked.
type salienceTrainer struct {
	companies *company.Recogniser
	items     []eval.Item
	texts     []company.Referring
}

func newSalienceTrainer(dirs []string) (*salienceTrainer, error) {
	companies, err := company.New()
	if err != nil {
		return nil, err
	}
	t := &salienceTrainer{companies: companies}
	for _, dir := range dirs {
		items, err := articlesOf(dir, "")
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			if item.Gold.Nominals != nil {
				t.items, t.texts = append(t.items, item), append(t.texts, referring(&item))
			}
		}
	}
	return t, nil
}

// referring returns what the gold says of companies.
func referring(item *eval.Item) company.Referring {
	t := company.Referring{Text: item.Article.Text, Source: item.Article.Source}
	numbers := map[string]int{}
	for i, c := range item.Gold.Companies {
		numbers[c.Name] = i
		for _, m := range c.Mentions {
			t.Names = append(t.Names, company.Reference{Span: m.Bytes(), Company: i})
		}
	}
	for _, n := range item.Gold.Nominals {
		t.Phrases = append(t.Phrases, company.Reference{Span: n.Bytes(), Company: numbers[n.Company]})
	}
	return t
}

// salienceHead begins the file of the weights.
const salienceHead = `# How much each clue adds to the salience of a company that a phrase such as "the
# chipmaker" may mean; clue.go says what the clues are. Made by go run ./cmd/train
# salience, of %d phrases in %d articles.
`

func (t *salienceTrainer) write(w io.Writer, out string) error {
	s, phrases := company.LearnSalience(t.companies, t.texts)
	if err := os.WriteFile(out, fmt.Appendf(nil, salienceHead+"%s", phrases, len(t.texts), s), 0o644); err != nil {
		return fmt.Errorf("writing weights: %w", err)
	}
	_, err := fmt.Fprintf(w, "%d phrases in %d articles: to %s\n", phrases, len(t.texts), out)
	return err
}

// validate scores each part of the articles with weights learned from the others.
func (t *salienceTrainer) validate(w io.Writer, folds int) error {
	quantities, err := quantity.New()
	if err != nil {
		return err
	}
	relations, err := relation.New()
	if err != nil {
		return err
	}
	var total eval.Report
	for fold := range folds {
		held, learn := part(t.items, t.texts, folds, fold)
		s, _ := company.LearnSalience(t.companies, learn)
		total.Add(eval.Run(held, extract.Assemble(quantities, t.companies.WithSalience(s), relations)))
	}
	return total.Write(w)
}
