package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/company"
)

// labelled returns what a text's annotations hold, with the mark of each.
func labelled(a company.Annotated) []string {
	names := map[company.Label]string{company.LabelCompany: "company", company.LabelOutlet: "outlet", company.LabelPerson: "person"}
	var all []string
	for _, x := range a.Annotations {
		all = append(all, names[x.Label]+": "+x.Of(a.Text))
	}
	return all
}

func TestUnmark(t *testing.T) {
	a, err := unmark("((Ada Quill)) of [[Fjord & Co]] told {{The Ledger}} that [[Fjord]]'s shares rose.")
	if err != nil {
		t.Fatal(err)
	}
	if want := "Ada Quill of Fjord & Co told The Ledger that Fjord's shares rose."; a.Text != want {
		t.Errorf("got %q, want %q", a.Text, want)
	}
	want := []string{"person: Ada Quill", "company: Fjord & Co", "outlet: The Ledger", "company: Fjord"}
	if diff := cmp.Diff(want, labelled(a)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestUnmarkWithoutEnd(t *testing.T) {
	if _, err := unmark("[[Fjord fell."); !errors.Is(err, errMark) {
		t.Errorf("got %v, want %v", err, errMark)
	}
}

func TestReadMarked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sentences.txt")
	text := "# comment\n[[Fjord]] fell.\n# more\n[[Fjord]] rose.\n\n# nothing\n\nNobody came.\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	texts, err := readMarked(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 2 || texts[0].Text != "Fjord fell.\nFjord rose." || len(texts[0].Annotations) != 2 || texts[1].Text != "Nobody came." {
		t.Errorf("got %+v", texts)
	}
}

// TestSentencesAreNoCases holds what is learned apart from what shows that it
// was learned.
func TestSentencesAreNoCases(t *testing.T) {
	learned, err := readMarked("sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob("../../extract/company/testdata/cases/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		cases := strings.NewReplacer("[", "", "]", "", "{", "", "}", "").Replace(string(data))
		for _, a := range learned {
			if strings.Contains(cases, a.Text) {
				t.Errorf("%s has a sentence that is learned from: %s", path, a.Text)
			}
		}
	}
}
