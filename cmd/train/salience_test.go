package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSalienceIsReproducible learns twice from the gold articles that may be looked
// at, and scores on them.
func TestSalienceIsReproducible(t *testing.T) {
	trainer, err := newSalienceTrainer([]string{"../../extract/testdata/gold"})
	if err != nil {
		t.Fatal(err)
	}
	var files [2][]byte
	for i := range files {
		path := filepath.Join(t.TempDir(), "salience.txt")
		if err := trainer.write(io.Discard, path); err != nil {
			t.Fatal(err)
		}
		if files[i], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) || !strings.Contains(string(files[0]), "\nalways -") {
		t.Errorf("first %s, then %s", files[0], files[1])
	}
	var report strings.Builder
	if err := trainer.validate(&report, 2); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(report.String(), "nominal - company") {
		t.Errorf("report %s", report.String())
	}
}

// TestFoldsHoldApart what is scored from what is learned.
func TestFoldsHoldApart(t *testing.T) {
	trainer, err := newSalienceTrainer([]string{"../../extract/testdata/gold"})
	if err != nil {
		t.Fatal(err)
	}
	for fold := range 3 {
		held, learn := part(trainer.items, trainer.texts, 3, fold)
		if len(held)+len(learn) != len(trainer.items) || len(held) == 0 {
			t.Errorf("%d held and %d learned from of %d", len(held), len(learn), len(trainer.items))
		}
		for _, item := range held {
			for i := range learn {
				if learn[i].Text == item.Article.Text {
					t.Errorf("%s is learned from and scored on", item.Article.ID)
				}
			}
		}
	}
}
