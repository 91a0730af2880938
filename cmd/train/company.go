package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/extract/company"
)

func companyCommand() *cobra.Command {
	var articles, sets, to string
	c := &cobra.Command{
		Use:   "company",
		Short: "Rebuild the model that finds companies",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return trainCompany(articles, sets, to) },
	}
	articlesFlag(c, &articles)
	c.Flags().StringVar(&sets, "sets", "", "directory with sets of tagged sentences (*.tsv: token, tab, BIO tag)")
	c.Flags().StringVar(&to, "to", "extract/company/data/weights.bin", "file to write")
	return c
}

func trainCompany(articles, sets, to string) error {
	texts, err := readAnnotated(articles)
	if err != nil {
		return err
	}
	others, err := readTagged(sets)
	if err != nil {
		return err
	}
	learner, err := company.NewLearner(company.DefaultConfig())
	if err != nil {
		return fmt.Errorf("loading lists: %w", err)
	}
	model := learner.Train(texts, others)
	if err := os.WriteFile(to, model.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing model: %w", err)
	}
	fmt.Printf("%d articles, %d sentences: %d bytes to %s\n", len(texts), len(others), len(model.Bytes()), to)
	return nil
}
