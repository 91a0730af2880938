package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/eval"
)

// apart is one article in how many of the new ones is held apart.
const apart = 5

func ablateCommand() *cobra.Command {
	var from trainingTexts
	var more, only, out string
	c := &cobra.Command{
		Use:   "ablate",
		Short: "Show what each part of finding companies is worth, by leaving it out",
		Long: "Trains the model of companies without one part after the other, and scores it on one in\n" +
			"five of the articles of --more, which are held apart.",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return ablateAll(from, more, only, out) },
	}
	from.flags(c)
	c.Flags().StringVar(&more, "more", "", "directory as those of --articles, of which one article in five is held apart")
	c.Flags().StringVar(&only, "only", "", "the one row to make, by its name")
	c.Flags().StringVar(&out, "out", "", "file for the table, such as docs/ablation.md")
	if err := errors.Join(c.MarkFlagRequired("articles"), c.MarkFlagRequired("more")); err != nil {
		panic(fmt.Sprintf("requiring flags that exist: %v", err))
	}
	return c
}

// corpus has all texts that an ablation may learn from, and the articles that
// it scores on.
type corpus struct {
	articles, more, marked []company.Annotated
	held                   []eval.Item
}

func readCorpus(from trainingTexts, more string) (*corpus, error) {
	var c corpus
	var items []eval.Item
	var texts []company.Annotated
	for _, read := range []func() error{
		func() (err error) { c.articles, err = readAnnotated(from.articles, from.except); return err },
		func() (err error) { texts, err = readAnnotated([]string{more}, ""); return err },
		func() (err error) { items, err = eval.Load(os.DirFS(more), eval.SplitAll); return err },
		func() (err error) { c.marked, err = readMarked(from.sentences); return err },
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	for i := range items {
		if i%apart == 0 {
			c.held = append(c.held, items[i])
		} else {
			c.more = append(c.more, texts[i])
		}
	}
	return &c, nil
}

func ablateAll(from trainingTexts, more, only, out string) error {
	c, err := readCorpus(from, more)
	if err != nil {
		return err
	}
	var rows []row
	for _, a := range ablations {
		if only != "" && only != a.name {
			continue
		}
		r, err := c.row(a)
		if err != nil {
			return fmt.Errorf("going without %s: %w", a.name, err)
		}
		fmt.Println(r)
		rows = append(rows, r)
	}
	if out == "" {
		return nil
	}
	return writeAblation(out, c, rows)
}
