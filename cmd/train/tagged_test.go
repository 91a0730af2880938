package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/company"
)

func TestTaggedSentence(t *testing.T) {
	a := taggedSentence("Ada\tB-PER\nQuill\tI-PER\nleft\tO\nFjord\tB-ORG\n(\tO\nOslo\tB-LOC\n)\tO\n.\tO\n", company.LabelOrganisation)
	if want := "Ada Quill left Fjord (Oslo)."; a.Text != want {
		t.Errorf("got %q, want %q", a.Text, want)
	}
	want := []company.Label{company.LabelPerson, company.LabelOrganisation, company.LabelOther}
	var got []company.Label
	for _, x := range a.Annotations {
		got = append(got, x.Label)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestReadTaggedTakesOnlyFreeSets(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"wikigold.tsv", "uner_dev.tsv", "gum_news.tsv"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("Fjord\tB-ORG\n\nfell\tO"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	texts, err := readTagged(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 2 {
		t.Errorf("%d sentences, want the 2 of wikigold", len(texts))
	}
}

func TestReadTaggedWithoutSets(t *testing.T) {
	texts, err := readTagged("")
	if err != nil || len(texts) != 0 {
		t.Errorf("got %d sentences, %v; want none", len(texts), err)
	}
}
