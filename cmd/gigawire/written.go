package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/ingest/files"
	"github.com/gigawire/gigawire/ingest/table"
)

// written is how the articles that a command reads are written.
type written struct {
	input, columns string
}

func (w *written) flags(c *cobra.Command) {
	c.Flags().StringVarP(&w.input, "input", "i", "auto", "how articles are written: "+files.KindNames())
	c.Flags().StringVar(&w.columns, "columns", "", "columns of tables and keys of JSONL that have no name one knows them by,\nsuch as `text=body,title=headline,url=link,published=date`")
}

// config returns what is to be read of paths.
func (w *written) config(paths []string) (files.Config, error) {
	columns, err := table.Parse(w.columns)
	if err != nil {
		return files.Config{}, fmt.Errorf("%w: --columns: %w", errUsage, err)
	}
	c := files.Config{Paths: paths, Kind: files.Kind(w.input), Columns: columns}
	if err := c.Validate(); err != nil {
		return files.Config{}, fmt.Errorf("%w: --input: %w", errUsage, err)
	}
	return c, nil
}
