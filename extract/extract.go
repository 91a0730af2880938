// Package extract reads an article and says which facts it states. It is
// pure: no network, no files, no clock, no state that changes.
//
// The folders tell the story in order: sentence divides the text, quantity
// finds money and power, company finds who is named, relation says what
// belongs together, and fact is what comes out.
package extract

import (
	"fmt"
	"sync"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/relation"
	"github.com/gigawire/gigawire/extract/sentence"
	"github.com/gigawire/gigawire/ingest/article"
)

// Extractor turns articles into facts. It is built once and shared by all
// goroutines.
type Extractor struct {
	quantities *quantity.Scanner
	companies  *company.Recogniser
	relations  *relation.Relater
	texts      sync.Pool // of *sentence.Text, for their room
}

// New loads the tables and models that are built into the program. An error
// means that the program was built wrongly.
func New() (*Extractor, error) {
	quantities, err := quantity.New()
	if err != nil {
		return nil, fmt.Errorf("loading quantities: %w", err)
	}
	companies, err := company.New()
	if err != nil {
		return nil, fmt.Errorf("loading companies: %w", err)
	}
	relations, err := relation.New()
	if err != nil {
		return nil, fmt.Errorf("loading relations: %w", err)
	}
	return Assemble(quantities, companies, relations), nil
}

// Assemble returns an extractor of parts that were made apart, such as models
// that were just learned.
func Assemble(q *quantity.Scanner, c *company.Recogniser, r *relation.Relater) *Extractor {
	e := &Extractor{quantities: q, companies: c, relations: r}
	e.texts.New = func() any { return &sentence.Text{} }
	return e
}

// Explained is a fact with the cue, list or weight that decided it.
type Explained struct {
	fact.Fact
	Reason string
}

// Extract returns the facts of an article: of its text, then of its title,
// each type after the other in the order of their spans. Equal articles give
// equal facts.
func (e *Extractor) Extract(a article.Article) []fact.Fact {
	return e.report(a, false).facts
}

// Explain returns what Extract does, each fact with its reason.
func (e *Extractor) Explain(a article.Article) []Explained {
	r := e.report(a, true)
	explained := make([]Explained, len(r.facts))
	for i := range r.facts {
		explained[i] = Explained{r.facts[i], r.reasons[i]}
	}
	return explained
}

func (e *Extractor) report(a article.Article, explain bool) *reporter {
	body := e.read(a.Text, company.Hint{Source: a.Source})
	defer e.texts.Put(body.text)
	title := e.read(a.Title, company.Hint{Source: a.Source, Title: a.Text != "", Known: body.entities})
	defer e.texts.Put(title.text)
	r := newReporter(a, explain, body.facts()+title.facts())
	r.report(fact.FieldText, body, nil)
	r.report(fact.FieldTitle, title, body.entities)
	return r
}

// reading is all that was understood of one field of an article.
type reading struct {
	text       *sentence.Text
	quantities []quantity.Quantity
	entities   []company.Entity
	relations  relation.Relations
}

// facts returns how many facts it gives at most.
func (r *reading) facts() int {
	found := &r.relations
	return len(r.entities) + len(found.Amounts) + len(found.Valuations) + len(found.Gigawatts) + len(found.Stakes)
}

func (e *Extractor) read(raw string, hint company.Hint) reading {
	text := e.texts.Get().(*sentence.Text)
	text.Reset(raw)
	if raw == "" {
		return reading{text: text}
	}
	quantities := e.quantities.Scan(text)
	entities := e.companies.Recognise(text, hint)
	return reading{text, quantities, entities, e.relations.Relate(text, quantities, entities)}
}
