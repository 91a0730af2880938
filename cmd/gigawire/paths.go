package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/config"
	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/files"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/seen"
)

// onlyStdin has a run take in standard input and nothing else.
func onlyStdin(c *config.Config, kind string, stages []string) error {
	if !slices.Contains(stages, stageIngest) {
		return fmt.Errorf("%w: --input wants the stage %s: add it to --stages", errUsage, stageIngest)
	}
	if err := c.OnlyStdin(files.Kind(kind)); err != nil {
		return fmt.Errorf("%w: --input: %w", errUsage, err)
	}
	return nil
}

// paths opens the sources of files: one for each path that is watched, and one
// for all others that are written alike.
func (r *run) paths(ctx context.Context, reader *page.Reader, memory *seen.Store) ([]ingest.Source, error) {
	var sources []ingest.Source
	var kinds []files.Kind
	once := map[files.Kind]*files.Config{}
	for _, p := range r.config.Sources.Paths {
		if p.Watch {
			w, err := r.watched(p, reader, memory)
			if err != nil {
				return nil, err
			}
			sources = append(sources, w)
			continue
		}
		if once[p.Kind()] == nil {
			kinds = append(kinds, p.Kind())
			once[p.Kind()] = &files.Config{Kind: p.Kind()}
		}
		c := once[p.Kind()]
		c.Paths = append(c.Paths, p.Path)
		if p.Path == config.Stdin {
			c.Stdin = until(ctx, r.in)
		}
	}
	for _, kind := range kinds {
		f, err := files.New(*once[kind], reader)
		if err != nil {
			return nil, fmt.Errorf("sources.paths: %w", err)
		}
		sources = append(sources, f)
	}
	return sources, nil
}

// watched opens the source of a path that is watched. With --once it is read
// as it is.
func (r *run) watched(p config.Path, reader *page.Reader, memory *seen.Store) (ingest.Source, error) {
	w, err := files.NewWatch(files.WatchConfig{
		Path: p.Path, Kind: p.Kind(), Once: r.once, Rest: files.DefaultRest, Rescan: files.DefaultRescan, Memory: memory, Log: r.log(),
	}, reader)
	if err != nil {
		return nil, fmt.Errorf("sources.paths: %w", err)
	}
	return w, nil
}
