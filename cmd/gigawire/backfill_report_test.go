package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBackfillReports what all calls together have done, in the call or after.
func TestBackfillReports(t *testing.T) {
	dir, in := t.TempDir(), hardDocuments(t)
	facts, report := filepath.Join(dir, "facts.ndjson"), filepath.Join(dir, "report.html")
	run1(t, "", "backfill", in, "--to", facts, "--report", report).want(t, exitDeadLetters)
	first := read(t, report)
	for _, words := range []string{"Facts in facts.ndjson", "Acme Robotics", "empty.html: the document is empty", "€400 million"} {
		if !strings.Contains(first, words) {
			t.Errorf("the report lacks %q", words)
		}
	}
	if err := os.Remove(report); err != nil {
		t.Fatal(err)
	}
	run1(t, "", "backfill", in, "--to", facts, "--report", report).want(t, exitDeadLetters, "going on behind")
	if read(t, report) != first {
		t.Error("a report that is asked for later is another")
	}
	if left, err := filepath.Glob(report + ".*"); len(left) > 0 || err != nil {
		t.Errorf("%v is left (%v)", left, err)
	}
}
