package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
)

// Given is an extractor whose facts were found before, by this or another
// program: the facts of each article by its ID.
type Given map[string][]fact.Fact

// ReadGiven reads facts as `gigawire extract -o ndjson` writes them. Of a
// fact only its type, article.id, evidence and own fields must be there.
func ReadGiven(r io.Reader) (Given, error) {
	g := Given{}
	for lines := json.NewDecoder(r); ; {
		var f fact.Fact
		switch err := lines.Decode(&f); {
		case errors.Is(err, io.EOF):
			return g, nil
		case err != nil:
			return nil, fmt.Errorf("decoding facts: %w", err)
		case !complete(&f):
			return nil, fmt.Errorf("reading facts: one of article %q and type %q lacks its value or a span", f.Article.ID, f.Type)
		}
		g[f.Article.ID] = append(g[f.Article.ID], f)
	}
}

// Extract returns the facts of the article's ID.
func (g Given) Extract(a article.Article) []fact.Fact { return g[a.ID] }

// complete reports whether a fact has all that is compared.
func complete(f *fact.Fact) bool {
	if f.Evidence.Start < 0 || f.Evidence.Start >= f.Evidence.End {
		return false
	}
	switch f.Type {
	case fact.TypeCompany:
		return f.Company != nil && len(f.Mentions) > 0
	case fact.TypeAmount:
		return f.Amount != nil
	case fact.TypeValuation:
		return f.Company != nil && f.Amount != nil
	case fact.TypeGigawatt:
		return f.Power != nil
	default:
		return f.Type == fact.TypeStake
	}
}
