package config

import (
	"errors"
	"fmt"
	"slices"

	"github.com/gigawire/gigawire/ingest/files"
)

// Stdin is the path of standard input.
const Stdin = "-"

// Path is a file or directory. In the file it may be its path alone.
type Path struct {
	Path string `yaml:"path"`
	// Watch takes in what comes and changes there, not only what is there.
	Watch bool `yaml:"watch"`
	// Input is how its files are written, where their names do not tell.
	Input files.Kind `yaml:"input"`
}

// UnmarshalYAML reads a path that stands alone, or one with its settings.
func (p *Path) UnmarshalYAML(unmarshal func(any) error) error {
	if unmarshal(&p.Path) == nil {
		return nil
	}
	type settings Path
	return unmarshal((*settings)(p))
}

// Kind returns how the files are written.
func (p Path) Kind() files.Kind {
	if p.Input == "" {
		return files.KindAuto
	}
	return p.Input
}

func (p Path) validate() error {
	switch {
	case p.Path == "":
		return errors.New("sources.paths has an empty path: name a file or directory, or - for standard input")
	case p.Path == Stdin && p.Watch:
		return errors.New("sources.paths has standard input with watch: it is read to its end as it is")
	case !slices.Contains(files.Kinds(), p.Kind()):
		return fmt.Errorf("sources.paths has %s with input %q: choose one of %s", p.Path, p.Input, files.KindNames())
	}
	return nil
}

func (c *Config) checkPaths() (errs []error) {
	stdins := 0
	for _, p := range c.Sources.Paths {
		errs = append(errs, p.validate())
		if p.Path == Stdin {
			stdins++
		}
	}
	if stdins > 1 {
		errs = append(errs, errors.New("sources.paths has standard input twice: name - once"))
	}
	return errs
}

// OnlyStdin leaves standard input as the one source.
func (c *Config) OnlyStdin(kind files.Kind) error {
	if !slices.Contains(files.Kinds(), kind) {
		return fmt.Errorf("unknown kind %q: choose one of %s", kind, files.KindNames())
	}
	c.Newsroom.Enabled, c.Kafka.Raw = false, nil
	c.Sources = Sources{Paths: []Path{{Path: Stdin, Input: kind}}}
	return nil
}
