package parquet

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

// recover makes files of the journals that a crash left, and removes what it
// left unfinished.
func (d *Directory) recover() error {
	unfinished, err := filepath.Glob(filepath.Join(d.config.Dir, "*"+unfinishedEnding))
	if err != nil {
		return err
	}
	for _, path := range unfinished {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	journals, err := filepath.Glob(filepath.Join(d.config.Dir, "*"+journalEnding))
	if err != nil {
		return err
	}
	slices.Sort(journals)
	for _, path := range journals {
		if err := fileOf(path); err != nil {
			return err
		}
	}
	return nil
}

// fileOf makes a file of a journal, in whose place it comes. Where the file is
// there, a crash came between the two steps.
func fileOf(journal string) error {
	path := strings.TrimSuffix(journal, journalEnding) + partEnding
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if err := convert(journal, path); err != nil {
			return fmt.Errorf("making %s: %w", path, err)
		}
	}
	if err := os.Remove(journal); err != nil {
		return fmt.Errorf("removing journal: %w", err)
	}
	return nil
}

func convert(journal, path string) error {
	in, err := os.Open(journal) //nolint:gosec // it is ours
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := create(path)
	if err != nil {
		return err
	}
	if err := copyLines(bufio.NewReaderSize(in, 1<<20), out); err != nil {
		return errors.Join(err, out.abandon())
	}
	return out.finish()
}

// copyLines writes the facts of whole lines. Half a line at the end was never
// said to be safe.
func copyLines(in *bufio.Reader, out *unfinished) error {
	for {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		var f fact.Fact
		if err := json.Unmarshal(line, &f); err != nil {
			return err
		}
		if _, err := out.Write([]row{rowOf(&f)}); err != nil {
			return err
		}
	}
}
