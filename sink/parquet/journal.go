package parquet

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink/durable"
)

// recover makes files of the journals that a crash left, and removes what it
// left unfinished.
func (d *Directory) recover() error {
	unfinished, err := d.ending(durable.Unfinished)
	if err != nil {
		return err
	}
	for _, path := range unfinished {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	journals, err := d.ending(journalEnding)
	if err != nil {
		return err
	}
	for _, path := range journals {
		if err := fileOf(path); err != nil {
			return err
		}
	}
	return nil
}

// ending returns the paths of the files with an ending, the oldest first.
func (d *Directory) ending(ending string) ([]string, error) {
	entries, err := os.ReadDir(d.config.Dir) // by name
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), ending) {
			paths = append(paths, filepath.Join(d.config.Dir, entry.Name()))
		}
	}
	return paths, nil
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
	for number := 1; ; number++ {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		var f fact.Fact
		if err := json.Unmarshal(line, &f); err != nil {
			return fmt.Errorf("line %d of the journal: %w: take it out to go on without its fact", number, err)
		}
		if _, err := out.Write([]row{rowOf(&f)}); err != nil {
			return err
		}
	}
}
