package files

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/table"
)

// columns writes a Parquet file of row groups of two rows.
func columns[T any](t *testing.T, rows []T) string {
	t.Helper()
	var out bytes.Buffer
	w := parquet.NewGenericWriter[T](&out, parquet.MaxRowsPerRowGroup(2))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

type printed struct {
	Headline string `parquet:"headline"`
	Text     string `parquet:"text,optional"`
	Link     string `parquet:"link"`
}

// printedRows are of three row groups, the second of them damaged.
func printedRows(t *testing.T) string {
	t.Helper()
	whole := columns(t, []printed{{"A", "one", "https://news.example/1"}, {"", "", "https://news.example/2"}, {"C", "damage", ""}, {"D", "four", ""}, {"E", "five", ""}})
	return strings.ReplaceAll(whole, "damage", "DAMAGE")
}

// TestParquetFileGivesItsRows, with their places.
func TestParquetFileGivesItsRows(t *testing.T) {
	path := filepath.Join(tree(t, map[string]string{"a.parquet": printedRows(t)}), "a.parquet")
	got := takeAll(t, Config{Paths: []string{path}})
	if diff := cmp.Diff([]string{"one", "", "", "five"}, texts(got)); diff != "" {
		t.Fatalf("-want +got\n%s", diff)
	}
	if got[1].origin != path+", row 2" || got[1].reason != ingest.ReasonEmpty || got[2].reason != ingest.ReasonMalformed || !strings.Contains(got[2].said, "row group 2, rows 3 to 4") {
		t.Errorf("got %+v", got)
	}
	f, err := New(Config{Paths: []string{path}, Columns: table.Mapping{"text": "headline"}}, page.New())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if d, err := f.Next(t.Context()); err != nil || d.Article.Text != "A" || d.Article.CanonicalURL != "https://news.example/1" {
		t.Errorf("article %+v, error %v", d.Article, err)
	}
}

// TestParquetFileIsGoneOnWith behind each of its rows and damages.
func TestParquetFileIsGoneOnWith(t *testing.T) {
	dir := tree(t, map[string]string{"a.parquet": printedRows(t), "b.pq": columns(t, []printed{}), "c.parquet": printedRows(t)})
	goesOn(t, Config{Paths: []string{dir}}, 4+4)
}

// TestParquetFileThatCannotBeReadIsSaid with what to do.
func TestParquetFileThatCannotBeReadIsSaid(t *testing.T) {
	whole := printedRows(t)
	for name, test := range map[string]struct{ content, said string }{
		"a.parquet":    {whole[:len(whole)/2], "reading Parquet file"},
		"b.parquet":    {"", "reading Parquet file"},
		"c.tar":        {tarred(t, map[string]string{"c.parquet": whole}), "name it unpacked"},
		"d.parquet":    {columns(t, []struct{ Name, Value string }{{"a", "b"}}), `the columns are "Name", "Value": name the one`},
		"e.parquet.gz": {packed(t, whole), "reading Parquet file"},
	} {
		got := takeAll(t, Config{Paths: []string{filepath.Join(tree(t, map[string]string{name: test.content}), name)}})
		if len(got) != 1 || got[0].reason != ingest.ReasonMalformed || !strings.Contains(got[0].said, test.said) {
			t.Errorf("%s: %+v, want %q", name, got, test.said)
		}
	}
}
