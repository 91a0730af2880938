package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"
)

func annotateCommand() *cobra.Command {
	var from, out string
	var doubts bool
	c := &cobra.Command{
		Use:   "annotate",
		Short: "Make articles and gold files of texts with annotations in them",
		Long: "Reads the *.txt of a directory, whose format its README tells, and writes articles/ID.json and\n" +
			"gold/ID.json for each article. Nothing is written unless all of them hold. With --doubts it lists\n" +
			"annotations that are probably slips.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if out == "" && !doubts {
				return errors.New("annotating: neither --out nor --doubts says what to do")
			}
			return annotateAll(c.OutOrStdout(), from, out, doubts)
		},
	}
	c.Flags().StringVar(&from, "from", "cmd/train/articles", "directory with the annotated texts")
	c.Flags().StringVar(&out, "out", "", "directory to write articles/ and gold/ into")
	c.Flags().BoolVar(&doubts, "doubts", false, "list what is probably a slip")
	return c
}

func annotateAll(w io.Writer, from, out string, doubts bool) error {
	all, err := compileSources(os.DirFS(from))
	if err != nil {
		return err
	}
	if doubts {
		if err := writeDoubts(w, all); err != nil {
			return err
		}
	}
	if out == "" {
		return nil
	}
	if err := writeCompiled(out, all); err != nil {
		return err
	}
	fmt.Fprintf(w, "%d articles written\n", len(all))
	return nil
}

// compileSources compiles every article of the directory, in the order of
// files and places. Its error tells all that is wrong.
func compileSources(fsys fs.FS) ([]*compiled, error) {
	sources, err := readSources(fsys)
	errs := []error{err, checkIDs(sources)}
	var all []*compiled
	for _, s := range sources {
		c, err := compile(s)
		errs = append(errs, err)
		all = append(all, c)
	}
	return all, errors.Join(errs...)
}

// checkIDs refuses an ID that two articles have.
func checkIDs(sources []*source) error {
	first := map[string]*source{}
	var errs []error
	for _, s := range sources {
		if other, ok := first[s.id]; ok {
			errs = append(errs, s.errorAt(s.line, fmt.Errorf("repeating the id of %s:%d", other.file, other.line)))
			continue
		}
		first[s.id] = s
	}
	return errors.Join(errs...)
}
