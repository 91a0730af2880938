// Package extract reads an article and says which facts it states. It is
// pure: no network, no files, no clock, no state that changes.
package extract

import (
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
)

// Extractor turns articles into facts. It is built once and shared by all
// goroutines.
type Extractor struct{}

// New loads the tables and models that are built into the program.
func New() (*Extractor, error) {
	return &Extractor{}, nil
}

// Extract returns the facts of an article: of its text, then of its title,
// each in the order of their spans. Equal articles give equal facts.
func (e *Extractor) Extract(a article.Article) []fact.Fact {
	return nil
}
