package files

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/ingest/page"
)

// positions reads a source to its end and returns the texts and origins, each
// with the position behind it.
func positions(t *testing.T, c Config) (all []string, at []Position) {
	t.Helper()
	f, err := New(c, page.New())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for {
		d, err := f.Document(t.Context())
		if errors.Is(err, io.EOF) {
			return all, at
		}
		if err != nil {
			t.Fatal(err)
		}
		read := d.Read()
		all, at = append(all, d.Origin+" "+read.Article.Text), append(at, d.Position)
	}
}

// TestSourceGoesOnBehindEachDocument with just what came after it.
func TestSourceGoesOnBehindEachDocument(t *testing.T) {
	lines := `{"text":"one"}` + "\n\n{broken\n" + `{"text":"two"}` + "\n" + `{"text":"` + strings.Repeat("x", 300) + `"}` + "\n" + `{"text":"three"}`
	dir := tree(t, map[string]string{
		"a.txt": "a", "b/c.jsonl": lines, "b/d.jsonl.gz": packed(t, lines), "e.txt": "", "f.txt": "f", "last/z.jsonl": lines,
	})
	c := Config{Paths: []string{filepath.Join(dir, "f.txt"), dir, filepath.Join(dir, "b"), dir}, MaxDocument: 200}
	all, at := positions(t, c)
	if len(all) != 1+18+10+18 {
		t.Fatalf("%d documents: %q", len(all), all)
	}
	for i := range all {
		c.After = at[i]
		rest, _ := positions(t, c)
		if diff := cmp.Diff(all[i+1:], rest); diff != "" && len(all[i+1:])+len(rest) > 0 {
			t.Errorf("behind %s, %+v: -want +got\n%s", all[i], at[i], diff)
		}
	}
}

// TestSourceDoesNotGoOnElsewhere where the document that was read is gone or
// the paths are others.
func TestSourceDoesNotGoOnElsewhere(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "a", "b.txt": "b"})
	_, at := positions(t, Config{Paths: []string{dir}})
	if err := os.Remove(filepath.Join(dir, "b.txt")); err != nil {
		t.Fatal(err)
	}
	f, err := New(Config{Paths: []string{dir}, After: at[1]}, page.New())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Document(t.Context()); !errors.Is(err, ErrMoved) || !strings.Contains(err.Error(), "b.txt: it is not there any more: begin anew") {
		t.Errorf("error %v", err)
	}
	if _, err := New(Config{Paths: []string{dir}, After: Position{Argument: 1, Path: "x"}}, page.New()); err == nil || !strings.Contains(err.Error(), "name the same paths again") {
		t.Errorf("error %v", err)
	}
}
