package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/eval"
)

// smallCorpus is made of the gold articles that may be looked at.
func smallCorpus(t *testing.T) *corpus {
	t.Helper()
	items, err := eval.Load(os.DirFS("../../extract/testdata/gold"), eval.SplitLook)
	if err != nil {
		t.Fatal(err)
	}
	return &corpus{held: items[:6]}
}

func TestReadCorpusHoldsArticlesApart(t *testing.T) {
	from := trainingTexts{articles: []string{"../../extract/testdata/gold"}, sentences: "sentences.txt"}
	c, err := readCorpus(from, "testdata/annotate")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.held) == 0 || len(c.articles) != 28 || len(c.marked) == 0 {
		t.Errorf("%d held, %d articles, %d marked", len(c.held), len(c.articles), len(c.marked))
	}
	texts, err := readAnnotated([]string{"testdata/annotate"}, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.more)+len(c.held) != len(texts) {
		t.Errorf("%d learned from and %d held of %d", len(c.more), len(c.held), len(texts))
	}
	for _, x := range c.more {
		if x.Text == c.held[0].Article.Text {
			t.Error("an article is held apart and learned from")
		}
	}
}

func TestTableCountsMentionsAndCompanies(t *testing.T) {
	learner, err := company.NewLearner(company.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	c := smallCorpus(t)
	r := c.score("the model", learner.NewRules())
	m := r.total.Mentions
	if m.Right == 0 || m.Missing == 0 || r.total.Companies.Right == 0 || r.speed <= 0 {
		t.Errorf("got %v", r)
	}
	out := filepath.Join(t.TempDir(), "table.md")
	if err := writeAblation(out, c, []row{r}); err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile(out)
	if err != nil || !strings.Contains(string(table), "| the model | 0.") || !strings.Contains(string(table), "on 6 articles") {
		t.Errorf("%v\n%s", err, table)
	}
}
