package page

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
)

// given is an article as others write it: lenient about dates, and with the
// text under either of two names.
type given struct {
	article.Article
	Text      *string `json:"text"`
	Body      *string `json:"body"`
	Published string  `json:"published"`
	Modified  string  `json:"modified"`
	Fetched   string  `json:"fetched"`
}

// JSON returns the article that a JSON object gives: {"id", "url", "title",
// "text" or "body", …}. The text is kept as it is, so that positions count
// into it as given, and an ID that is given is kept. The language is not
// checked. The error wraps ingest.ErrMalformed, ErrEmpty or ErrTooLarge.
func (r *Reader) JSON(data []byte) (article.Article, error) {
	var g given
	if err := json.Unmarshal(data, &g); err != nil {
		return article.Article{}, fmt.Errorf(`%w: %w: want an object {"text": …}`, ingest.ErrMalformed, err)
	}
	a := g.Article
	switch {
	case g.Text != nil:
		a.Text = *g.Text
	case g.Body != nil:
		a.Text = *g.Body
	default:
		return article.Article{}, fmt.Errorf(`%w: the object has no "text"`, ingest.ErrMalformed)
	}
	if strings.TrimSpace(a.Text) == "" && strings.TrimSpace(a.Title) == "" {
		return article.Article{}, ingest.ErrEmpty
	}
	if err := checkLength(a.Text); err != nil {
		return article.Article{}, err
	}
	a.Published, a.Modified, a.Fetched = date(g.Published), date(g.Modified), date(g.Fetched)
	if a.CanonicalURL == "" && a.URL != "" {
		a.CanonicalURL = r.canonical("", a.URL)
	}
	return Complete(a), nil
}
