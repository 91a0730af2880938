package main

import (
	"errors"
	"fmt"
	"path/filepath"

	reports "github.com/gigawire/gigawire/cmd/gigawire/internal/report"
	"github.com/gigawire/gigawire/sink/durable"
)

// writeReport writes the report, if one is asked for, in the place of an
// earlier one.
func (b *backfill) writeReport() error {
	if b.report == "" {
		return nil
	}
	file, err := durable.Create(b.report, 0o644) // facts are no secret
	if err != nil {
		return fmt.Errorf("writing report: %w", err)
	}
	if err := reports.Write(file, "Facts in "+filepath.Base(b.to), b.checkpoint.Done.summary(), b.checkpoint.Tally); err != nil {
		return errors.Join(fmt.Errorf("writing report: %w", err), file.Abandon())
	}
	return file.Finish()
}

// summary returns what the report says of the documents.
func (d *done) summary() reports.Summary {
	return reports.Summary{
		Documents: d.Documents, Articles: d.Articles, Facts: d.Facts, Filtered: d.Filtered, SetAside: d.SetAside,
		Unread: d.unread(), Damage: d.Damage,
	}
}
