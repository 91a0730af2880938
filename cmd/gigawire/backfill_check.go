package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// checkCall returns an error where flags or arguments do not go together.
func (b *backfill) checkCall(args []string) error {
	if err := wrong(b.enqueue && b.worker, "--enqueue puts paths on the topic and --worker takes them: say one of them"); err != nil {
		return err
	}
	if b.worker {
		return wrong(len(args) > 0, "--worker takes its paths from the topic, but %q are named", args)
	}
	if len(args) == 0 {
		return wrong(true, "requires at least 1 arg: the files or directories to read")
	}
	return wrong(b.enqueue && b.to != "" && b.to != outputKafka, "with --enqueue, facts go to Kafka, and not to %s", b.to)
}

// check returns an error where the command was called wrongly.
func (b *backfill) check() error {
	b.output = outputOf(b.output, b.to)
	switch {
	case b.to == "":
		return fmt.Errorf("%w: say with --to which file the facts go to, such as --to facts.ndjson", errUsage)
	case !slices.Contains([]string{outputNDJSON, outputParquet, outputKafka}, b.output):
		return fmt.Errorf("%w: --to is %q: name a file that ends in .ndjson or .parquet, say --output ndjson or parquet, or --to kafka", errUsage, b.to)
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
	if b.output == outputKafka {
		return nil
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
