package parquet

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

// TestRowsHaveWhatFactsHave, and null where they have nothing.
func TestRowsHaveWhatFactsHave(t *testing.T) {
	var out bytes.Buffer
	w := New(&out)
	if err := errors.Join(w.Write(t.Context(), each()), w.Close()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "facts.parquet")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	got := readRows(t, path)
	if diff := cmp.Diff(rowsOf(each()), got, cmp.Comparer(sameList[mention]), cmp.Comparer(sameList[party])); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	a, v := got[1], got[2]
	if !a.ArticlePublished.Equal(each()[1].Article.Published) || a.Companies[0].Part != "receiver" || *a.High != 2e9 || a.Outlet != nil {
		t.Errorf("amount %+v", a)
	}
	if v.ArticlePublished != nil || v.Low != nil || v.CompanyTicker != "ACME" || *got[0].Outlet || *got[3].Count != 2 || *got[4].PercentLow != 11 {
		t.Errorf("rows %+v", got)
	}
}

func sameList[T comparable](a, b []T) bool { return slices.Equal(a, b) }

// TestSchemaIsWhatReadersExpect: columns have the logical types that DuckDB
// and pandas know.
func TestSchemaIsWhatReadersExpect(t *testing.T) {
	schema := parquet.SchemaOf(row{}).String()
	for _, want := range []string{
		"required binary id (STRING)", "optional int64 article_published (TIMESTAMP(isAdjustedToUTC=true,unit=MICROS))", "optional double low",
		"required group mentions (LIST)", "required group companies (LIST)", "optional binary currency (STRING)", "optional boolean outlet",
	} {
		if !strings.Contains(schema, want) {
			t.Errorf("the schema lacks %q:\n%s", want, schema)
		}
	}
}

// TestDocumentListsEveryColumn.
func TestDocumentListsEveryColumn(t *testing.T) {
	document := string(must[[]byte](t)(os.ReadFile("../../docs/parquet.md")))
	columns := parquet.SchemaOf(row{}).Fields()
	for _, c := range columns {
		if !strings.Contains(document, "`"+c.Name()+"`") {
			t.Errorf("docs/parquet.md does not list %s", c.Name())
		}
	}
	if len(columns) < 30 {
		t.Errorf("%d columns", len(columns))
	}
}
