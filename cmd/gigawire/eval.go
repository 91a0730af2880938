package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/eval"
)

func newEval(a *app) *cobra.Command {
	var split string
	var errors bool
	c := &cobra.Command{
		Use:   "eval GOLD_DIR",
		Short: "Score the extractor against annotated articles",
		Long: `Eval reads articles/*.json and gold/*.json of a directory and prints how much of what people
annotated the extractor finds, and how much of what it finds is right, each with its 95 %
interval. A split is one of those in split.tsv: "look" may be read and tuned on, "score" only
scored on, so --errors does not list its errors.`,
		Example: "  gigawire eval extract/testdata/gold\n  gigawire eval extract/testdata/gold --split look --errors",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains([]string{eval.SplitAll, eval.SplitLook, eval.SplitScore}, split) {
				return fmt.Errorf("%w: --split is %q: choose all, look or score", errUsage, split)
			}
			if errors && split != eval.SplitLook {
				return fmt.Errorf("%w: --errors lists those of --split look only: the other articles measure nothing once they are read", errUsage)
			}
			return a.eval(args[0], split, errors)
		},
	}
	c.Flags().StringVar(&split, "split", eval.SplitAll, "articles: all, look or score")
	c.Flags().BoolVar(&errors, "errors", false, "list what is wrong or missing")
	return c
}

func (a *app) eval(dir, split string, errors bool) error {
	items, err := eval.Load(os.DirFS(dir), split)
	if err != nil {
		return err
	}
	extractor, err := extract.New()
	if err != nil {
		return fmt.Errorf("loading extractor: %w", err)
	}
	report := eval.Run(items, extractor)
	if errors {
		if err := report.WriteErrors(a.out); err != nil {
			return err
		}
	}
	return report.Write(a.out)
}
