package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/sentence"
)

// annotatedArticle is an article with its companies, as far as training needs
// them.
type annotatedArticle struct {
	Source string `json:"source"`
	Body   string `json:"body"`
	gold   struct {
		Companies []annotatedCompany `json:"companies"`
		Outlets   []annotatedCompany `json:"outlets"`
		Ignored   []struct {
			Start  int    `json:"start"`
			End    int    `json:"end"`
			Code   string `json:"code"`
			Reason string `json:"reason"`
		} `json:"ignored"`
	}
}

type annotatedCompany struct {
	Name     string `json:"name"`
	Mentions []struct {
		Start int `json:"start"`
		End   int `json:"end"`
	} `json:"mentions"`
}

// readAnnotated returns the articles of a directory in the order of their names.
func readAnnotated(dir string) ([]company.Annotated, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "gold", "*.json"))
	if err != nil {
		return nil, fmt.Errorf("listing articles: %w", err)
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("listing articles: %s/gold has none", dir)
	}
	var all []company.Annotated
	for _, path := range paths {
		var a annotatedArticle
		if err := readJSON(filepath.Join(dir, "articles", filepath.Base(path)), &a); err != nil {
			return nil, err
		}
		if err := readJSON(path, &a.gold); err != nil {
			return nil, err
		}
		all = append(all, company.Annotated{
			Text: a.Body, Source: a.Source, Annotations: disjoint(a.annotations()), Weight: 1,
		})
	}
	return all, nil
}

func readJSON(path string, to any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("opening article: %w", err)
	}
	if err := json.Unmarshal(data, to); err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	return nil
}

func (a *annotatedArticle) annotations() []company.Annotation {
	var all []company.Annotation
	add := func(start, end int, label company.Label) {
		all = append(all, company.Annotation{Span: sentence.Span{Start: start, End: end}, Label: label})
	}
	for _, c := range a.gold.Companies {
		for _, m := range c.Mentions {
			add(m.Start, m.End, company.LabelCompany)
		}
	}
	for _, c := range a.gold.Outlets {
		for _, m := range c.Mentions {
			add(m.Start, m.End, company.LabelOutlet)
		}
	}
	for _, i := range a.gold.Ignored {
		switch {
		case i.Code == "ambiguous":
			add(i.Start, i.End, company.LabelOpen)
		case i.Code == "not_company" && (strings.Contains(i.Reason, "person") || strings.Contains(i.Reason, "surname")):
			add(i.Start, i.End, company.LabelPerson)
		case i.Code == "not_company":
			add(i.Start, i.End, company.LabelNoCompany)
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
