package main

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// source is an article as a file has it, annotations still in its body.
type source struct {
	file string
	// line is where the article begins, bodyLine where its body does, from 1.
	line, bodyLine int
	id             string
	// meta has the lines T, P, S and U by their letter.
	meta  map[byte]string
	names []sourceName
	// nominals is true where all references without a name are marked.
	nominals bool
	// stakes is true where all percentages that are shares of companies are.
	stakes bool
	body   string
}

// errorAt says where in the file something is wrong.
func (s *source) errorAt(line int, err error) error {
	return fmt.Errorf("%s:%d: %s: %w", s.file, line, s.id, err)
}

var (
	heading   = regexp.MustCompile(`(?m)^### `)
	articleID = regexp.MustCompile(`^[a-z0-9]+-[a-z0-9-]+$`)
)

// readSources returns the articles of all *.txt of a directory.
func readSources(fsys fs.FS) ([]*source, error) {
	files, err := fs.Glob(fsys, "*.txt")
	if err != nil || len(files) == 0 {
		return nil, errors.New("listing annotated texts: no *.txt there")
	}
	var all []*source
	var errs []error
	for _, file := range files {
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, fmt.Errorf("reading annotated texts: %w", err)
		}
		read, err := divideFile(file, string(data))
		all, errs = append(all, read...), append(errs, err)
	}
	return all, errors.Join(errs...)
}

// divideFile returns the articles of a file, each of which begins with ###;
// of those that do not parse only the errors, which would breed others.
func divideFile(file, text string) ([]*source, error) {
	starts := heading.FindAllStringIndex(text, -1)
	if len(starts) == 0 || strings.TrimSpace(text[:starts[0][0]]) != "" {
		return nil, fmt.Errorf("%s:1: reading articles: the file does not begin with ###", file)
	}
	var all []*source
	var errs []error
	for i, at := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		s := &source{file: file, line: 1 + strings.Count(text[:at[0]], "\n")}
		if err := s.parse(text[at[1]:end]); err != nil {
			errs = append(errs, err)
			continue
		}
		all = append(all, s)
	}
	return all, errors.Join(errs...)
}

// parse reads an article from its ID to the end of its body.
func (s *source) parse(block string) error {
	head, body, ok := strings.Cut(block, "\nB\n")
	id, lines, _ := strings.Cut(head, "\n")
	s.id, s.meta = strings.TrimSpace(id), map[byte]string{}
	s.bodyLine = s.line + strings.Count(head, "\n") + 2
	s.bodyLine += strings.Count(body[:len(body)-len(strings.TrimLeft(body, " \n"))], "\n")
	if !ok || strings.TrimSpace(body) == "" {
		return s.errorAt(s.line, errors.New("reading article: no line B with a body after it"))
	}
	if !articleID.MatchString(s.id) {
		return s.errorAt(s.line, errors.New("reading id: it is not PREFIX-SLUG in small letters and digits"))
	}
	set, err := typesetter(lines)
	if err != nil {
		return s.errorAt(s.line, err)
	}
	s.body = strings.TrimSpace(set(body))
	return s.parseHeader(set(lines))
}
