package main

import (
	"strings"
	"testing"

	"github.com/gigawire/gigawire/ingest/files"
	"github.com/gigawire/gigawire/ingest/page"
)

// TestPanicOfTheExtractorIsSaid of the document, and ends no backfill.
func TestPanicOfTheExtractorIsSaid(t *testing.T) {
	source, err := files.New(files.Config{Paths: []string{write(t, "a.txt", story)}}, page.New())
	if err != nil {
		t.Fatal(err)
	}
	d, err := source.Document(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var without reader // an extractor
	if r := without.read(d).rejection; r == nil || !strings.HasSuffix(r.Origin, "a.txt") || !strings.Contains(r.Err.Error(), "panicked") {
		t.Errorf("rejection %+v", r)
	}
}
