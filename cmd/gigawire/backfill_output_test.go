package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

// inParquet returns the IDs of the facts in a Parquet file, in their order.
func inParquet(t *testing.T, path string) []string {
	t.Helper()
	rows, err := parquet.ReadFile[struct {
		ID string `parquet:"id"`
	}](path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range rows {
		out = append(out, r.ID)
	}
	return out
}

// inLines returns those of the facts in lines of JSON.
func inLines(t *testing.T, text string) []string {
	t.Helper()
	var out []string
	for line := range strings.Lines(text) {
		var f struct{ ID string }
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatal(err)
		}
		out = append(out, f.ID)
	}
	return out
}

// TestBackfillMakesATable of the facts that extract prints, and adds to it.
func TestBackfillMakesATable(t *testing.T) {
	in := t.TempDir()
	facts := filepath.Join(t.TempDir(), "facts.parquet")
	for i, name := range []string{"a.jsonl", "b.jsonl"} {
		if err := os.WriteFile(filepath.Join(in, name), []byte(line(t, name, story)), 0o600); err != nil {
			t.Fatal(err)
		}
		run1(t, "", "backfill", in, "--to", facts).want(t, exitDone)
		want := inLines(t, run1(t, "", "extract", "-o", "ndjson", in).out)
		if diff := cmp.Diff(want, inParquet(t, facts)); diff != "" || len(want) == 0 {
			t.Errorf("call %d: -want +got\n%s", i, diff)
		}
	}
	foreign := write(t, "foreign.parquet", "PAR1")
	run1(t, "", "backfill", in, "--to", foreign).want(t, exitUsage, "is there already")
}

// TestExtractPrintsATable of the facts that it prints as lines.
func TestExtractPrintsATable(t *testing.T) {
	in := write(t, "a.txt", story)
	c := run1(t, "", "extract", "-o", "parquet", in, write(t, "empty.txt", ""))
	c.want(t, exitDeadLetters, "empty.txt: the document is empty")
	want := inLines(t, run1(t, "", "extract", "-o", "ndjson", in).out)
	if diff := cmp.Diff(want, inParquet(t, write(t, "facts.parquet", c.out))); diff != "" || len(want) == 0 {
		t.Errorf("-want +got\n%s", diff)
	}
}
