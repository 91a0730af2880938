package main

import (
	"io"

	"github.com/spf13/cobra"
)

// relationRun is one call of the command.
type relationRun struct {
	dirs, extra []string
	except, out string
	folds       int
	errors      bool
}

func relationCommand() *cobra.Command {
	var r relationRun
	c := &cobra.Command{
		Use:   "relation",
		Short: "Rebuild the models that say what quantities mean",
		Long: "Learns from annotated articles what the quantities of a text mean. With --folds it first scores\n" +
			"the models on articles held apart from their learning.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return r.run(c.OutOrStdout()) },
	}
	articlesFlag(c, &r.dirs)
	c.Flags().StringSliceVar(&r.extra, "extra", nil, "directories as those of --articles, learned from, counting less, and never held apart")
	c.Flags().StringVar(&r.except, "except", "", "a pattern of IDs of articles that are not learned from, such as g*")
	c.Flags().StringVar(&r.out, "out", "", "file for the weights, such as extract/relation/data/weights.bin")
	c.Flags().IntVar(&r.folds, "folds", 0, "score by cross-validation over this many parts")
	c.Flags().BoolVar(&r.errors, "errors", false, "with --folds, list what was wrong instead of the figures")
	return c
}

func (r *relationRun) run(w io.Writer) error {
	t, err := newRelationTrainer(r.dirs, r.extra, r.except)
	if err != nil {
		return err
	}
	if r.folds > 1 {
		if err := r.report(w, t); err != nil {
			return err
		}
	}
	if r.out == "" {
		return nil
	}
	return t.write(r.out)
}

// report writes the figures of cross-validation, or the errors.
func (r *relationRun) report(w io.Writer, t *relationTrainer) error {
	total, err := t.validate(r.folds)
	if err != nil {
		return err
	}
	if r.errors {
		return total.WriteErrors(w)
	}
	return total.Write(w)
}
