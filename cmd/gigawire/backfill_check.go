package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// checkCall returns an error where flags or arguments do not go together.
func (b *backfill) checkCall(args []string) error {
	switch {
	case b.enqueue && b.worker:
		return usage("--enqueue puts paths on the topic and --worker takes them: say one of them")
	case (b.enqueue || b.worker) && b.report != "":
		return usage("no report is made of what several workers read: leave out --report")
	case b.worker:
		return b.checkWorker(args)
	case len(args) == 0:
		return usage("requires at least 1 arg: the files or directories to read")
	case slices.Contains(args, stdin):
		return usage("standard input cannot be gone on with: pipe into gigawire extract, or name files")
	case b.enqueue && b.to != "" && b.to != outputKafka:
		return usage("with --enqueue, facts go to Kafka, and not to %s", b.to)
	}
	return nil
}

// checkWorker wants nothing that each task on the topic says for itself.
func (b *backfill) checkWorker(args []string) error {
	switch {
	case len(args) > 0:
		return usage("--worker takes its paths from the topic, but %q are named", args)
	case !b.filter.none():
		return usage("--worker filters as the topic says: say them with --enqueue")
	case b.prefilter:
		return usage("--worker reads as the topic says: say --prefilter with --enqueue")
	}
	return nil
}

// check returns an error where the command was called wrongly.
func (b *backfill) check() error {
	b.output = outputOf(b.output, b.to)
	switch {
	case b.to == "":
		return usage("say with --to which file the facts go to, such as --to facts.ndjson")
	case !slices.Contains([]string{outputNDJSON, outputParquet, outputKafka}, b.output):
		return usage("--to is %q: name a file that ends in .ndjson or .parquet, say --output ndjson or parquet, or --to kafka", b.to)
	}
	if _, err := b.written.config(b.paths); err != nil {
		return err
	}
	if err := b.filter.parse(); err != nil {
		return err
	}
	b.state = cmp.Or(b.state, b.to+".state")
	if err := b.checkPlaces(); err != nil {
		return err
	}
	if b.output != outputKafka && hasContent(b.to) && !hasContent(filepath.Join(b.state, checkpointFile)) {
		return usage("%s is there already, and %s does not say that backfill wrote it: remove it or name another", b.to, b.state)
	}
	return nil
}

// checkPlaces returns an error where what is written would be read as an
// article.
func (b *backfill) checkPlaces() error {
	places := map[string]string{"--state": b.state}
	if b.output != outputKafka {
		places["--to"] = b.to
	}
	if b.report != "" {
		places["--report"] = b.report
	}
	for _, path := range b.paths {
		for _, flag := range slices.Sorted(maps.Keys(places)) {
			within, err := contains(path, places[flag])
			if err != nil {
				return err
			}
			if within {
				return usage("%s %s is in %s, which is read: name one elsewhere", flag, places[flag], path)
			}
		}
	}
	return nil
}

func hasContent(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() > 0
}

func usage(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{errUsage}, args...)...)
}

// contains reports whether a path is a file, or a directory of which it is read.
func contains(path, file string) (bool, error) {
	from, errFrom := filepath.Abs(path)
	to, errTo := filepath.Abs(file)
	if err := errors.Join(errFrom, errTo); err != nil {
		return false, fmt.Errorf("finding %s: %w", path, err)
	}
	relative, err := filepath.Rel(from, to)
	if err != nil || relative == "." {
		return err == nil, nil
	}
	for part := range strings.SplitSeq(filepath.ToSlash(relative), "/") {
		if strings.HasPrefix(part, ".") {
			return false, nil // elsewhere, or hidden
		}
	}
	return true, nil
}
