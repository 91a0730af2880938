package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// backfillInto runs the command on paths, into a file of a directory.
func backfillInto(t *testing.T, dir string, paths ...string) call {
	t.Helper()
	return run1(t, "", append([]string{"backfill", "--to", filepath.Join(dir, "facts.ndjson")}, paths...)...)
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestBackfillWritesWhatExtractPrints, in the same order, and passes over what
// cannot be read.
func TestBackfillWritesWhatExtractPrints(t *testing.T) {
	dir, in := t.TempDir(), hardDocuments(t)
	lines := many(t, 50)
	c := backfillInto(t, dir, in, lines)
	c.want(t, exitDeadLetters, "empty.html: the document is empty", "58 documents", "5 could not be read")
	want := run1(t, "", "extract", "-o", "ndjson", in, lines)
	if got := read(t, filepath.Join(dir, "facts.ndjson")); got != want.out || len(got) == 0 {
		t.Errorf("%d bytes of facts, extract prints %d", len(got), len(want.out))
	}
}

// size returns the length of a file, 0 where there is none.
func size(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// TestBackfillGoesOnBehindItsCheckpoint: what was written after it, and half
// lines, give way, and files that were added are read.
func TestBackfillGoesOnBehindItsCheckpoint(t *testing.T) {
	dir, in := t.TempDir(), t.TempDir()
	put := func(name, text string) {
		if err := os.WriteFile(filepath.Join(in, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("a.txt", story)
	backfillInto(t, dir, in).want(t, exitDone, "1 documents")
	facts := filepath.Join(dir, "facts.ndjson")
	first := read(t, facts)
	if err := os.WriteFile(facts, []byte(first+first+`{"id":`), 0o600); err != nil {
		t.Fatal(err)
	}
	put("b.txt", strings.ReplaceAll(story, "50", "60"))
	backfillInto(t, dir, in).want(t, exitDone, "going on behind 1 documents", "2 documents")
	if got := read(t, facts); !strings.HasPrefix(got, first) || strings.Count(got, "\n") != 2*strings.Count(first, "\n") {
		t.Errorf("facts after going on:\n%s", got)
	}
	before := read(t, facts)
	backfillInto(t, dir, in).want(t, exitDone, "going on behind 2 documents")
	if read(t, facts) != before {
		t.Error("a call with nothing to do changed the facts")
	}
	if err := os.Truncate(facts, 10); err != nil {
		t.Fatal(err)
	}
	backfillInto(t, dir, in).want(t, exitFailed, "restore it, or begin anew")
}

// TestBackfillRefusesWhatWouldLoseFacts or read its own.
func TestBackfillRefusesWhatWouldLoseFacts(t *testing.T) {
	dir, in := t.TempDir(), write(t, "a.txt", story)
	foreign := write(t, "foreign.ndjson", "{}\n")
	to := filepath.Join(dir, "facts.ndjson")
	misspelt := filepath.Join(t.TempDir(), "facts.ndjson")
	run1(t, "", "backfill", in, "--to", to).want(t, exitDone)
	for said, args := range map[string][]string{
		"say with --to":                    {in},
		"that ends in .ndjson or .parquet": {in, "--to", filepath.Join(dir, "facts.csv")},
		"is there already":                 {in, "--to", foreign},
		"belongs to another backfill":      {foreign, "--to", filepath.Join(t.TempDir(), "new.ndjson"), "--state", to + ".state"},
		"which is read":                    {dir, "--to", filepath.Join(dir, "more.ndjson")},
		"--state":                          {dir, "--to", misspelt, "--state", filepath.Join(dir, "state")},
		"--report":                         {dir, "--to", misspelt, "--report", filepath.Join(dir, "report.html")},
		"standard input cannot be gone on": {"-", "--to", to},
		"unknown kind":                     {in, "--to", to, "-i", "pdf"},
		"requires at least 1 arg":          {"--to", to},
	} {
		run1(t, "", append([]string{"backfill"}, args...)...).want(t, exitUsage, said)
	}
	run1(t, "", "backfill", "nowhere", "--to", misspelt).want(t, exitFailed, "nowhere: no such file")
	run1(t, "", "backfill", in, "--to", misspelt).want(t, exitDone)
	if got := read(t, foreign); got != "{}\n" {
		t.Errorf("a foreign file was changed to %q", got)
	}
}

// TestBackfillIsAlone in its state directory.
func TestBackfillIsAlone(t *testing.T) {
	dir := t.TempDir()
	c, err := openCheckpoint(filepath.Join(dir, "facts.ndjson.state"), job{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	backfillInto(t, dir, write(t, "a.txt", story)).want(t, exitFailed, "another backfill works with it")
}

// TestArchiveDoesNotCommandTheTerminal by the addresses that it has.
func TestArchiveDoesNotCommandTheTerminal(t *testing.T) {
	in := write(t, "a.warc", "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nWARC-Target-URI: https://x.example/\x1b[2J\r\nContent-Length: 4\r\n\r\n\x00\x01\x02\x03\r\n\r\n")
	c := backfillInto(t, t.TempDir(), in)
	c.want(t, exitDeadLetters, "https://x.example/ [2J: the document is not text")
	if strings.ContainsRune(c.err, '\x1b') {
		t.Errorf("told %q", c.err)
	}
}
