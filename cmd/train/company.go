package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/extract/company"
)

func companyCommand() *cobra.Command {
	var from trainingTexts
	var to string
	c := &cobra.Command{
		Use:   "company",
		Short: "Rebuild the model that finds companies",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return trainCompany(from, to) },
	}
	from.flags(c)
	c.Flags().StringVar(&to, "to", "extract/company/data/weights.bin", "file to write")
	if err := c.MarkFlagRequired("articles"); err != nil {
		panic(fmt.Sprintf("requiring a flag that exists: %v", err))
	}
	return c
}

// trainingTexts are where the texts to train on stand.
type trainingTexts struct {
	articles  []string
	except    string
	sentences string
}

func (t *trainingTexts) flags(c *cobra.Command) {
	articlesFlag(c, &t.articles)
	c.Flags().StringVar(&t.except, "except", "", "a pattern of IDs of articles that are not learned from, such as s3-*")
	c.Flags().StringVar(&t.sentences, "sentences", "cmd/train/sentences.txt", "sentences that teach what the articles seldom have")
}

func trainCompany(from trainingTexts, to string) error {
	texts, err := readAnnotated(from.articles, from.except)
	if err != nil {
		return err
	}
	sentences, err := readMarked(from.sentences)
	if err != nil {
		return err
	}
	learner, err := company.NewLearner(company.DefaultConfig())
	if err != nil {
		return fmt.Errorf("loading lists: %w", err)
	}
	model := learner.Train(append(texts, sentences...))
	if err := os.WriteFile(to, model.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing model: %w", err)
	}
	fmt.Printf("%d articles, %d texts of marked sentences: %d bytes to %s\n", len(texts), len(sentences), len(model.Bytes()), to)
	return nil
}
