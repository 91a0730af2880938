package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// check returns an error where the command was called wrongly.
func (b *backfill) check() error {
	b.output = outputOf(b.output, b.to)
	switch {
	case b.to == "":
		return fmt.Errorf("%w: say with --to which file the facts go to, such as --to facts.ndjson", errUsage)
	case b.output != outputNDJSON && b.output != outputParquet:
		return fmt.Errorf("%w: --to is %q: name a file that ends in .ndjson or .parquet, or say --output ndjson or parquet", errUsage, b.to)
	case slices.Contains(b.paths, stdin):
		return fmt.Errorf("%w: standard input cannot be gone on with: pipe into gigawire extract, or name files", errUsage)
	}
	if _, err := b.written.config(b.paths); err != nil {
		return err
	}
	if err := b.filter.parse(); err != nil {
		return err
	}
	if b.state == "" {
		b.state = b.to + ".state"
	}
	return b.checkTarget()
}

// checkTarget returns an error where the file of facts would be read as an
// article, or is there though nothing of ours was written to it.
func (b *backfill) checkTarget() error {
	for _, path := range b.paths {
		if within, err := contains(path, b.to); err != nil || within {
			return errors.Join(err, wrong(within, "--to %s is in %s, which is read: name a file elsewhere", b.to, path))
		}
	}
	taken := hasContent(b.to) && !hasContent(filepath.Join(b.state, checkpointFile))
	return wrong(taken, "%s is there already, and %s does not say that backfill wrote it: remove it or name another", b.to, b.state)
}

func hasContent(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() > 0
}

func wrong(is bool, format string, args ...any) error {
	if !is {
		return nil
	}
	return fmt.Errorf("%w: "+format, append([]any{errUsage}, args...)...)
}

// contains reports whether a path is a file or holds it.
func contains(path, file string) (bool, error) {
	from, errFrom := filepath.Abs(path)
	to, errTo := filepath.Abs(file)
	if err := errors.Join(errFrom, errTo); err != nil {
		return false, fmt.Errorf("finding %s: %w", path, err)
	}
	relative, err := filepath.Rel(from, to)
	return err == nil && relative != ".." && !strings.HasPrefix(relative, ".."+string(filepath.Separator)), nil
}
