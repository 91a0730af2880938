package main

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// sourceName is a company, an outlet or a look-alike that a header lists.
type sourceName struct {
	line int
	// letter is the line's: C for a company, O for an outlet, X for a look-alike.
	letter byte
	// key stands for the company or outlet in annotations.
	key     string
	name    string
	aliases []string
	// code and reason say why a look-alike is none.
	code, reason string
}

// parseHeader reads the lines between ID and body.
func (s *source) parseHeader(lines string) error {
	var errs []error
	line := s.line
	for text := range strings.SplitSeq(lines, "\n") {
		line++
		if strings.TrimSpace(text) == "" {
			continue
		}
		if err := s.parseLine(line, text); err != nil {
			errs = append(errs, s.errorAt(line, err))
		}
	}
	if err := s.checkMeta(); err != nil {
		errs = append(errs, s.errorAt(s.line, err))
	}
	return errors.Join(errs...)
}

func (s *source) parseLine(line int, text string) error {
	letter, rest, ok := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	if !ok || len(letter) != 1 || rest == "" {
		return fmt.Errorf("reading header: %q is no letter and a value", text)
	}
	switch letter[0] {
	case 'Q':
		return nil // typesetter has read it
	case 'N':
		return setMarked(letter, rest, &s.nominals)
	case 'H':
		return setMarked(letter, rest, &s.stakes)
	case 'T', 'P', 'S', 'U':
		return s.setMeta(letter[0], rest)
	case 'C', 'O':
		return s.addName(line, letter[0], rest)
	case 'X':
		return s.addLookAlike(line, rest)
	}
	return fmt.Errorf("reading header: unknown line %q", letter)
}

func setMarked(letter, value string, all *bool) error {
	if value != "marked" {
		return fmt.Errorf("reading header: line %s says %q, not marked", letter, value)
	}
	*all = true
	return nil
}

func (s *source) setMeta(letter byte, value string) error {
	if _, ok := s.meta[letter]; ok {
		return fmt.Errorf("reading header: second line %c", letter)
	}
	s.meta[letter] = value
	return nil
}

// addName reads KEY NAME = ALIAS; ALIAS. Without aliases the name is its own.
func (s *source) addName(line int, letter byte, rest string) error {
	key, names, ok := strings.Cut(rest, " ")
	if !ok {
		return fmt.Errorf("reading header: key %q has no name", key)
	}
	for _, n := range s.names {
		if n.key == key {
			return fmt.Errorf("reading header: key %q is that of %s too", key, n.name)
		}
	}
	name, list, _ := strings.Cut(names, " = ")
	n := sourceName{line: line, letter: letter, key: key, name: strings.TrimSpace(name)}
	for alias := range strings.SplitSeq(list, ";") {
		if alias = strings.TrimSpace(alias); alias != "" {
			n.aliases = append(n.aliases, alias)
		}
	}
	if n.aliases == nil {
		n.aliases = []string{n.name}
	}
	s.names = append(s.names, n)
	return nil
}

// addLookAlike reads ALIAS = CODE: REASON.
func (s *source) addLookAlike(line int, rest string) error {
	alias, why, ok := strings.Cut(rest, " = ")
	if !ok {
		return fmt.Errorf("reading header: %q has no code and reason", rest)
	}
	code, reason, err := parseReason(why)
	if err != nil {
		return err
	}
	s.names = append(s.names, sourceName{line: line, letter: 'X', aliases: []string{alias}, code: code, reason: reason})
	return nil
}

func (s *source) checkMeta() error {
	for _, letter := range []byte("TPS") {
		if s.meta[letter] == "" {
			return fmt.Errorf("reading header: no line %c", letter)
		}
	}
	if _, err := time.Parse(time.RFC3339, s.meta['P']); err != nil {
		return fmt.Errorf("reading line P: %w", err)
	}
	return nil
}
