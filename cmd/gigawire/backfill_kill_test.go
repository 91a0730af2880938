package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// kills is how often a backfill is killed, and leastKills how often at least where
// the machine is faster than it was when measured.
const (
	kills      = 10
	leastKills = 3
)

// TestBackfillSurvivesKills: killed at up to ten instants, and called again each
// time, it leaves what it leaves undisturbed, to the byte.
func TestBackfillSurvivesKills(t *testing.T) {
	t.Parallel()
	undisturbed, disturbed := killed(t, "facts.ndjson")
	if read(t, disturbed) != read(t, undisturbed) {
		t.Errorf("the facts differ after the kills")
	}
}

// TestTableSurvivesKills: the rows are the same, in the same order. Only how
// they are grouped in the file depends on when parts of it were made safe.
func TestTableSurvivesKills(t *testing.T) {
	t.Parallel()
	undisturbed, disturbed := killed(t, "facts.parquet")
	if diff := cmp.Diff(inParquet(t, undisturbed), inParquet(t, disturbed)); diff != "" {
		t.Errorf("after the kills: -want +got\n%.2000s", diff)
	}
}

// killed backfills archives into two files, one undisturbed.
func killed(t *testing.T, name string) (undisturbed, disturbed string) {
	t.Helper()
	undisturbed, disturbed = filepath.Join(t.TempDir(), name), filepath.Join(t.TempDir(), name)
	in := archives(t, documentsOf(t, 4*time.Second))
	run1(t, "", "backfill", in, "--to", undisturbed).want(t, exitDone)
	random := rand.New(rand.NewPCG(7, 7))
	for i := range kills {
		// Every other one is killed before it has made anything safe.
		if !killBackfill(t, disturbed, in, i%2 == 0, random) {
			if i < leastKills {
				t.Fatalf("run %d ended before it was killed", i)
			}
			break
		}
	}
	run1(t, "", "backfill", in, "--to", disturbed).want(t, exitDone)
	return undisturbed, disturbed
}

// documentsOf returns how many documents a run reads in about that time, which
// differs much with the machine and the race detector. What it takes to begin
// does not count.
func documentsOf(t *testing.T, d time.Duration) int {
	t.Helper()
	const few, some = 50, 1000
	begin := took(t, few)
	return max(2*some, int((some-few)*d/max(took(t, some)-begin, time.Millisecond)))
}

func took(t *testing.T, documents int) time.Duration {
	t.Helper()
	in := archives(t, documents)
	began := time.Now()
	backfillInto(t, t.TempDir(), in).want(t, exitDone)
	return time.Since(began)
}

// archives returns a directory of so many documents in files of all kinds, some
// larger than others.
func archives(t *testing.T, n int) string {
	t.Helper()
	var lines, packed, pages bytes.Buffer
	zip, warc := gzip.NewWriter(&packed), gzip.NewWriter(&pages)
	dir := t.TempDir()
	for i := range n {
		text := strings.ReplaceAll(story, "50 million", fmt.Sprintf("%d million", i+1))
		switch {
		case i < 20:
			put(t, dir, fmt.Sprintf("page%02d.txt", i), text)
		case i%7 < 3:
			lines.WriteString(line(t, fmt.Sprintf("l%d", i), text))
		case i%7 < 5:
			fmt.Fprint(zip, line(t, fmt.Sprintf("z%d", i), text))
		default:
			page := "<html lang=en><title>Acme</title><article><p>" + text
			fmt.Fprintf(warc, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nWARC-Target-URI: https://acme.example/%d\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, len(page), page)
		}
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	if err := warc.Close(); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "a.jsonl", lines.String())
	put(t, dir, "b.jsonl.gz", packed.String())
	put(t, dir, "c.warc.gz", pages.String())
	return dir
}

func put(t *testing.T, dir, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// killBackfill starts a run, waits until it writes, or has made something more
// safe, and kills it some instants later. It reports false where the run ended
// by itself before.
func killBackfill(t *testing.T, facts, in string, early bool, random *rand.Rand) bool {
	t.Helper()
	before := progressOf(t, facts, early)
	c := process(t, "backfill", "--to", facts, in)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	for progressOf(t, facts, early) == before {
		select {
		case err := <-ended:
			t.Logf("it ended: %v", err)
			return false
		case <-time.After(time.Millisecond):
		}
	}
	time.Sleep(time.Duration(random.IntN(50)) * time.Millisecond)
	_ = c.Process.Kill()
	return <-ended != nil
}

// progressOf says how far a backfill has come: how many documents are safe or,
// early, how much is on the disk.
func progressOf(t *testing.T, facts string, early bool) string {
	t.Helper()
	state := facts + ".state"
	if early {
		parts, err := filepath.Glob(filepath.Join(state, partsDirectory, "*"))
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(size(facts), parts)
	}
	data, err := os.ReadFile(filepath.Join(state, checkpointFile))
	if err != nil {
		return "0"
	}
	var c checkpoint
	if err := json.Unmarshal(data, &c); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(c.Done.Documents)
}
