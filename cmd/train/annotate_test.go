package main

import (
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/eval"
)

// TestAnnotate holds the command to what the texts of testdata must become.
func TestAnnotate(t *testing.T) {
	out := t.TempDir()
	if err := annotateAll(io.Discard, "testdata/annotate/from", out, false); err != nil {
		t.Fatal(err)
	}
	want := readTree(t, "testdata/annotate")
	if diff := cmp.Diff(want, readTree(t, out)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if len(want) != 4 {
		t.Errorf("testdata has %d files", len(want))
	}
}

// readTree returns what the JSON files in articles/ and gold/ say.
func readTree(t *testing.T, dir string) map[string]any {
	t.Helper()
	all := map[string]any{}
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.Unmarshal(data, &v); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		name, err := filepath.Rel(dir, file)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = v
	}
	return all
}

// TestCommittedArticles compiles every annotated article there is, and wants
// of it what no scorer would notice.
func TestCommittedArticles(t *testing.T) {
	all, err := compileSources(os.DirFS("articles"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		for _, s := range spansOf(&c.gold) {
			if strings.TrimSpace(s.Of(c.article.Body)) == "" {
				t.Errorf("%s: %s: nothing at %d to %d", c.source.file, c.source.id, s.Start, s.End)
			}
		}
		for _, d := range valuationDoubts(c) {
			t.Errorf("%s: %s: %s: %s", c.source.file, c.source.id, d.what, d.inContext(c.article.Body))
		}
	}
	if len(all) < 100 {
		t.Errorf("only %d articles", len(all))
	}
}

// TestAnnotateForEval reads what was written as its readers do.
func TestAnnotateForEval(t *testing.T) {
	out := t.TempDir()
	if err := annotateAll(io.Discard, "articles", out, false); err != nil {
		t.Fatal(err)
	}
	items, err := eval.Load(os.DirFS(out), eval.SplitAll)
	if err != nil {
		t.Fatal(err)
	}
	read, err := readAnnotated([]string{out}, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(items) < 100 || len(items) != len(read) {
		t.Errorf("%d articles for eval, %d for training", len(items), len(read))
	}
}

func TestAnnotateKeepsOtherArticles(t *testing.T) {
	out := t.TempDir()
	other := filepath.Join(out, "gold", "001-mine.json")
	if err := os.MkdirAll(filepath.Dir(other), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, other, "{}")
	err := annotateAll(io.Discard, "testdata/annotate/from", out, false)
	if err == nil || !strings.Contains(err.Error(), other) {
		t.Errorf("got %v, want an error that names %s", err, other)
	}
	if _, err := os.Stat(filepath.Join(out, "articles", "x1-002-quotes.json")); err == nil {
		t.Error("an article was written")
	}
}

func TestAnnotateSaysWhatItLacks(t *testing.T) {
	c := newCommand()
	c.SetArgs([]string{"annotate", "--from", "testdata/annotate/from"})
	c.SetOut(io.Discard)
	c.SetErr(io.Discard)
	if err := c.Execute(); err == nil || !strings.Contains(err.Error(), "--out") {
		t.Errorf("got %v", err)
	}
}

func TestCompileSourcesWithoutTexts(t *testing.T) {
	for name, fsys := range map[string]fs.FS{
		"no files":   fstest.MapFS{},
		"no heading": fstest.MapFS{"a.txt": {Data: []byte("T Title\n")}},
	} {
		if all, err := compileSources(fsys); err == nil {
			t.Errorf("%s: got %d articles", name, len(all))
		}
	}
}
