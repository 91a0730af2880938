package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// dated is a line of JSONL with what the filters look at.
func dated(t *testing.T, published, language, url string) string {
	t.Helper()
	line, err := json.Marshal(map[string]string{"text": story, "published": published, "language": language, "url": url})
	if err != nil {
		t.Fatal(err)
	}
	return string(line) + "\n"
}

func TestBackfillFilters(t *testing.T) {
	in := write(t, "in.jsonl", dated(t, "2026-01-31T23:30:00Z", "en-GB", "https://www.bbc.co.uk/a")+
		dated(t, "2026-02-01T00:00:00Z", "en", "https://bbc.co.uk/b")+dated(t, "", "", "")+
		dated(t, "2026-03-01", "en_US", "https://notbbc.co.uk/c"))
	for _, c := range []struct {
		flags string
		read  int
		said  string
	}{
		{"", 4, ""},
		{"--since 2026-02-01", 2, "2 date"},
		{"--until 2026-01-31", 1, "3 date"},
		{"--since 2026-01-31 --until 2026-02-01", 2, "2 date"},
		{"--lang en-gb", 1, "3 language"},
		{"--lang en", 3, "1 language"},
		{"--lang en-GB-oxendict", 0, "4 language"},
		{"--lang e", 0, "4 language"},
		{"--lang *", 3, "1 language"},
		{"--lang en-GB --lang en-US", 2, "2 language"},
		{"--domain bbc.co.uk", 2, "2 domain"},
		{"--domain www.bbc.co.uk --domain NotBBC.co.uk", 2, "2 domain"},
		{"--domain bbc.co.uk --since 2026-02-01 --lang en", 1, "1 date, 2 domain"},
	} {
		args := append([]string{"backfill", in, "--to", filepath.Join(t.TempDir(), "facts.ndjson")}, strings.Fields(c.flags)...)
		run1(t, "", args...).want(t, exitDone, fmt.Sprintf("4 documents, %d articles", c.read), c.said)
	}
}

func TestBackfillRefusesFiltersThatAreNone(t *testing.T) {
	in, to := write(t, "a.txt", story), filepath.Join(t.TempDir(), "facts.ndjson")
	run1(t, "", "backfill", in, "--to", to, "--since", "yesterday").want(t, exitUsage, `--since is "yesterday": write a day`)
	run1(t, "", "backfill", in, "--to", to, "--lang", "en_GB").want(t, exitUsage, `--lang is "en_GB": write a tag`)
	run1(t, "", "backfill", in, "--to", to).want(t, exitDone)
	run1(t, "", "backfill", in, "--to", to, "--prefilter").want(t, exitUsage, "or with other filters")
}

// TestPrefilterLosesCompaniesOnly, of pages and of other documents.
func TestPrefilterLosesCompaniesOnly(t *testing.T) {
	page := func(text string) string {
		return "<html lang=en><head><title>News</title><script>var price = '$5'</script></head><body><article><p>" + text + "</p></article><nav><a href=x>Rival raises $6m</a></nav></body></html>"
	}
	const quiet = "Acme Robotics Inc. said on Monday that it would build a plant with Volta Power plc in the north of the country. " +
		"Microsoft, which has ordered from both, welcomed what they had decided."
	files := map[string]string{"quiet.html": page(quiet), "loud.html": page(story), "quiet.txt": quiet, "loud.txt": story}
	for name, content := range files {
		in := write(t, name, content)
		whole, sieved := filepath.Join(t.TempDir(), "facts.ndjson"), filepath.Join(t.TempDir(), "facts.ndjson")
		run1(t, "", "backfill", in, "--to", whole).want(t, exitDone, "1 articles")
		c := run1(t, "", "backfill", in, "--to", sieved, "--prefilter")
		if want := read(t, whole); strings.HasPrefix(name, "loud") {
			if got := read(t, sieved); got != want || !strings.Contains(want, `"amount"`) {
				t.Errorf("%s: facts\n%s\nwant\n%s", name, got, want)
			}
			continue
		}
		c.want(t, exitDone, "1 documents, 0 articles, 0 facts", "1 prefilter")
	}
}
