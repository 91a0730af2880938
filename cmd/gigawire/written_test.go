package main

import (
	"strings"
	"testing"
)

// TestColumnsAreNamedOnTheCommandLine: a table of another's names is refused
// with what to do, and read when that is done.
func TestColumnsAreNamedOnTheCommandLine(t *testing.T) {
	path := write(t, "news.csv", "number,utterance,when\n7,\""+story+"\",2026-03-01\n")
	c := run1(t, "", "extract", path)
	c.want(t, exitDeadLetters, `the columns are "number", "utterance", "when": name the one`)
	c = run1(t, "", "extract", "-o", "ndjson", path, "--columns", "text=utterance,id=number,published=when")
	c.want(t, exitDone)
	if !strings.Contains(c.out, `"article":{"id":"7","published":"2026-03-01T00:00:00Z"}`) {
		t.Errorf("facts %.300s", c.out)
	}
	run1(t, "", "article", path, "--columns", "body=utterance").want(t, exitUsage, `--columns: an article has no field "body"`)
	run1(t, "", "backfill", path, "--to", "facts.ndjson", "--columns", "text").want(t, exitUsage, "write field=column")
}
