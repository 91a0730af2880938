package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/sentence"
)

// taggedWeight is how much a sentence of a general set counts beside one of an
// article: its organisations are more than companies.
const taggedWeight = 0.03

// setNames are the sets whose licences (CC BY, MIT) let a model be trained on
// them and given away under another, with what an ORG is there.
var setNames = map[string]company.Label{
	"btc": company.LabelOrganisation, "wikigold": company.LabelOrganisation,
	"wnut17_train": company.LabelCompany, "wnut17_dev": company.LabelCompany, "wnut17_test": company.LabelCompany,
	"sec_fin5": company.LabelOrganisation, "sec_fin3": company.LabelOrganisation, "fire_dev": company.LabelCompany,
	"crossner_ai": company.LabelOrganisation, "crossner_pol": company.LabelOrganisation, "crossner_sci": company.LabelOrganisation,
}

// readTagged returns the sentences of the sets that a directory has, none
// without a directory.
func readTagged(dir string) ([]company.Annotated, error) {
	if dir == "" {
		return nil, nil
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.tsv"))
	if err != nil {
		return nil, fmt.Errorf("listing sets: %w", err)
	}
	var all []company.Annotated
	for _, path := range paths {
		organisation, ok := setNames[strings.TrimSuffix(filepath.Base(path), ".tsv")]
		if !ok {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("opening set: %w", err)
		}
		for block := range strings.SplitSeq(string(data), "\n\n") {
			all = append(all, taggedSentence(block, organisation))
		}
	}
	return all, nil
}

// taggedSentence joins the tokens of one sentence as they would be printed.
func taggedSentence(block string, organisation company.Label) company.Annotated {
	a := company.Annotated{Complete: true, Weight: taggedWeight}
	labels := map[string]company.Label{"ORG": organisation, "PER": company.LabelPerson}
	var b strings.Builder
	open, glued := false, true
	for line := range strings.Lines(block) {
		token, tag, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || token == "" {
			continue
		}
		if !glued && !strings.ContainsAny(token[:1], ".,;:!?)%'’") && token != "n't" {
			b.WriteByte(' ')
		}
		glued = token == "(" || token == "$" || token == "["
		start := b.Len()
		b.WriteString(token)
		kind, name, _ := strings.Cut(tag, "-")
		if kind == "B" {
			label, known := labels[name]
			if !known {
				label = company.LabelOther
			}
			a.Annotations = append(a.Annotations, company.Annotation{Span: sentence.Span{Start: start, End: b.Len()}, Label: label})
		} else if kind == "I" && open {
			a.Annotations[len(a.Annotations)-1].End = b.Len()
		}
		open = kind != "O"
	}
	a.Text = b.String()
	return a
}
