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
	"github.com/gigawire/gigawire/extract/eval"
	"github.com/gigawire/gigawire/extract/sentence"
)

// annotatedNames are the names of an article, as far as training needs them.
type annotatedNames struct {
	Companies []annotatedCompany `json:"companies"`
	Outlets   []annotatedCompany `json:"outlets"`
	Ignored   []struct {
		Start  int    `json:"start"`
		End    int    `json:"end"`
		Code   string `json:"code"`
		Reason string `json:"reason"`
	} `json:"ignored"`
}

type annotatedCompany struct {
	Name     string `json:"name"`
	Mentions []struct {
		Start int `json:"start"`
		End   int `json:"end"`
	} `json:"mentions"`
}

// readAnnotated returns the articles of the directories in order; of one with a
// split, those that may be looked at.
func readAnnotated(dirs []string) ([]company.Annotated, error) {
	var all []company.Annotated
	for _, dir := range dirs {
		split := eval.SplitAll
		if _, err := os.Stat(filepath.Join(dir, "split.tsv")); err == nil {
			split = eval.SplitLook
		}
		items, err := eval.Load(os.DirFS(dir), split)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			var names annotatedNames
			if err := readJSON(filepath.Join(dir, "gold", item.Article.ID+".json"), &names); err != nil {
				return nil, err
			}
			all = append(all, company.Annotated{
				Text: item.Article.Text, Source: item.Article.Source, Annotations: disjoint(names.annotations()), Weight: 1,
			})
		}
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

func (a *annotatedNames) annotations() []company.Annotation {
	var all []company.Annotation
	add := func(start, end int, label company.Label) {
		all = append(all, company.Annotation{Span: sentence.Span{Start: start, End: end}, Label: label})
	}
	for _, c := range a.Companies {
		for _, m := range c.Mentions {
			add(m.Start, m.End, company.LabelCompany)
		}
	}
	for _, c := range a.Outlets {
		for _, m := range c.Mentions {
			add(m.Start, m.End, company.LabelOutlet)
		}
	}
	for _, i := range a.Ignored {
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
