package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	reports "github.com/gigawire/gigawire/cmd/gigawire/internal/report"
)

// writeReport writes the report, if one is asked for, in the place of an
// earlier one.
func (b *backfill) writeReport() error {
	if b.report == "" {
		return nil
	}
	file, err := os.CreateTemp(filepath.Dir(b.report), filepath.Base(b.report)+".*")
	if err != nil {
		return fmt.Errorf("writing report: %w", err)
	}
	err = reports.Write(file, "Facts in "+filepath.Base(b.to), b.checkpoint.Done.summary(), b.checkpoint.Tally)
	err = errors.Join(err, file.Chmod(0o644), file.Close()) // facts are no secret
	if err == nil {
		err = os.Rename(file.Name(), b.report)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("writing report: %w", err), os.Remove(file.Name()))
	}
	return nil
}

// summary returns what the report says of the documents.
func (d *done) summary() reports.Summary {
	return reports.Summary{
		Documents: d.Documents, Articles: d.Articles, Facts: d.Facts, Filtered: d.Filtered, SetAside: d.SetAside,
		Unread: d.unread(), Damage: d.Damage,
	}
}
