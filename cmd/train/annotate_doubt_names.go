package main

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortDoubts are first words of a company's name that stand alone without an
// annotation: mostly the company again.
func shortDoubts(c *compiled) []doubt {
	annotated := spansOf(&c.gold)
	seen := map[string]bool{}
	var all []doubt
	for _, company := range c.gold.Companies {
		for _, m := range company.Mentions {
			first, _, long := strings.Cut(m.Text, " ")
			if initial, _ := utf8.DecodeRuneInString(first); !long || seen[first] || !unicode.IsUpper(initial) {
				continue
			}
			seen[first] = true
			for _, at := range occurrences(c.article.Body, first) {
				if !covered(annotated, at) {
					all = append(all, doubt{at, "begins the name of " + company.Name + " and is not annotated"})
				}
			}
		}
	}
	return all
}

// nameList has the spellings of companies that any article has.
type nameList []string

// knownNames leaves out what begins with a small letter and what some article
// says is no company: most of that would be no slip.
func knownNames(all []*compiled) nameList {
	names, others := map[string]bool{}, map[string]bool{}
	for _, c := range all {
		for _, n := range c.source.names {
			for _, spelling := range n.aliases {
				first, _ := utf8.DecodeRuneInString(spelling)
				names[spelling] = names[spelling] || n.letter == 'C' && unicode.IsUpper(first)
				others[spelling] = others[spelling] || n.letter == 'X'
			}
		}
	}
	maps.DeleteFunc(names, func(spelling string, company bool) bool { return !company || others[spelling] })
	return slices.Sorted(maps.Keys(names))
}

// doubts are names that are companies elsewhere and not annotated here.
func (l nameList) doubts(c *compiled) []doubt {
	annotated := spansOf(&c.gold)
	var all []doubt
	for _, name := range l {
		if !strings.Contains(c.article.Body, name) {
			continue
		}
		for _, at := range occurrences(c.article.Body, name) {
			if !covered(annotated, at) {
				all = append(all, doubt{at, "is a company elsewhere and not annotated"})
			}
		}
	}
	return all
}
