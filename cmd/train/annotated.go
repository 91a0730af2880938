package main

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/eval"
)

// articlesFlag lets a command be told which directories articlesOf reads.
func articlesFlag(c *cobra.Command, dirs *[]string) {
	c.Flags().StringSliceVar(dirs, "articles", nil, "directories with articles/ and gold/; of one with a split, what may be looked at")
}

// articlesOf returns the articles of a directory, but for those whose ID matches
// except; of one with a split, those that may be looked at.
func articlesOf(dir, except string) ([]eval.Item, error) {
	if _, err := path.Match(except, ""); err != nil {
		return nil, fmt.Errorf("--except is %q: %w", except, err)
	}
	split := eval.SplitAll
	if _, err := os.Stat(filepath.Join(dir, "split.tsv")); err == nil {
		split = eval.SplitLook
	}
	items, err := eval.Load(os.DirFS(dir), split)
	return slices.DeleteFunc(items, func(i eval.Item) bool {
		skip, _ := path.Match(except, i.Article.ID) // the pattern was tried before
		return skip
	}), err
}

// readAnnotated returns the articles of the directories in order, but for those
// whose ID matches except.
func readAnnotated(dirs []string, except string) ([]company.Annotated, error) {
	var all []company.Annotated
	for _, dir := range dirs {
		items, err := articlesOf(dir, except)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			all = append(all, company.Annotated{
				Text: item.Article.Text, Source: item.Article.Source, Annotations: disjoint(annotations(&item.Gold)), Weight: 1,
			})
		}
	}
	return all, nil
}

// annotations returns what the gold says of names.
func annotations(g *eval.Gold) []company.Annotation {
	var all []company.Annotation
	add := func(s eval.Span, label company.Label) {
		all = append(all, company.Annotation{Span: s.Bytes(), Label: label})
	}
	for _, c := range g.Companies {
		for _, m := range c.Mentions {
			add(m, company.LabelCompany)
		}
	}
	for _, c := range g.Outlets {
		for _, m := range c.Mentions {
			add(m, company.LabelOutlet)
		}
	}
	for _, i := range g.Ignored {
		switch {
		case i.Code == "ambiguous":
			add(i.Span, company.LabelOpen)
		case i.Code == "not_company" && (strings.Contains(i.Reason, "person") || strings.Contains(i.Reason, "surname")):
			add(i.Span, company.LabelPerson)
		case i.Code == "not_company":
			add(i.Span, company.LabelNoCompany)
		}
	}
	return all
}

// disjoint returns the annotations in order. Of two that overlap it keeps the
// longer if that is a company, else the first.
func disjoint(all []company.Annotation) []company.Annotation {
	slices.SortStableFunc(all, func(a, b company.Annotation) int { return cmp.Compare(a.Start, b.Start) })
	var kept []company.Annotation
	for _, x := range all {
		last := len(kept) - 1
		if last < 0 || x.Start >= kept[last].End {
			kept = append(kept, x)
		} else if x.Len() > kept[last].Len() && x.Label <= company.LabelOutlet {
			kept[last] = x
		}
	}
	return kept
}
