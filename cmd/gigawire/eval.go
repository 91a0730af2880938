package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/eval"
)

// evaluation is one call of the command.
type evaluation struct {
	*app
	split, output, facts string
	errors, breakdown    bool
}

func newEval(a *app) *cobra.Command {
	e := &evaluation{app: a}
	c := &cobra.Command{
		Use:   "eval GOLD_DIR",
		Short: "Score the extractor against annotated articles",
		Long: `Eval reads articles/*.json and gold/*.json of a directory and prints how much of what people
annotated the extractor finds, and how much of what it finds is right, each with its 95 %
interval. --breakdown counts the same by phenomenon: by form, by role, by distance. A split is
one of those in split.tsv: "look" may be read and tuned on, "score" only scored on, so --errors
does not list its errors.

With --facts the facts of a file are scored instead, such as another program found them: one
JSON object a line, as "gigawire extract -o ndjson" writes them.`,
		Example: `  gigawire eval extract/testdata/gold
  gigawire eval extract/testdata/gold --split look --errors
  gigawire eval extract/testdata/gold --split score --breakdown -o json`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return e.run(args[0]) },
	}
	c.Flags().StringVar(&e.split, "split", eval.SplitAll, "articles: all, look or score")
	c.Flags().BoolVar(&e.errors, "errors", false, "list what is wrong or missing, by kind")
	c.Flags().BoolVar(&e.breakdown, "breakdown", false, "count right, wrong and missing by phenomenon")
	c.Flags().StringVarP(&e.output, "output", "o", "table", "table or json")
	c.Flags().StringVar(&e.facts, "facts", "", "score the facts of this `file`, not the extractor's")
	return c
}

func (e *evaluation) run(dir string) error {
	if err := e.check(); err != nil {
		return err
	}
	items, err := eval.Load(os.DirFS(dir), e.split)
	if err != nil {
		return err
	}
	extractor, err := e.extractor()
	if err != nil {
		return err
	}
	report := eval.Run(items, extractor)
	return e.write(&report)
}

func (e *evaluation) check() error {
	if !slices.Contains([]string{eval.SplitAll, eval.SplitLook, eval.SplitScore}, e.split) {
		return fmt.Errorf("%w: --split is %q: choose all, look or score", errUsage, e.split)
	}
	if !slices.Contains([]string{"table", "json"}, e.output) {
		return fmt.Errorf("%w: -o is %q: choose table or json", errUsage, e.output)
	}
	if e.errors && e.split != eval.SplitLook {
		return fmt.Errorf("%w: --errors lists those of --split look only: the other articles measure nothing once they are read", errUsage)
	}
	return nil
}

// extractor returns what is scored.
func (e *evaluation) extractor() (eval.Extractor, error) {
	if e.facts == "" {
		extractor, err := extract.New()
		if err != nil {
			return nil, fmt.Errorf("loading extractor: %w", err)
		}
		return extractor, nil
	}
	file, err := os.Open(e.facts)
	if err != nil {
		return nil, fmt.Errorf("opening facts: %w", err)
	}
	defer file.Close()
	return eval.ReadGiven(file)
}

func (e *evaluation) write(report *eval.Report) error {
	if e.output == "json" {
		return report.WriteJSON(e.out, e.breakdown, e.errors)
	}
	if e.errors {
		if err := report.WriteErrors(e.out); err != nil {
			return err
		}
	}
	if err := report.Write(e.out); err != nil || !e.breakdown {
		return err
	}
	return report.WriteBreakdown(e.out)
}
