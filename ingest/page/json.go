package page

import (
	"encoding/json"
	"errors"
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
// "text" or "body", …}, or the like under names that tables have. The text is
// kept as it is, so that positions count into it as given, and an ID that is
// given is kept. The language is not checked. The error wraps
// ingest.ErrMalformed, ErrEmpty or ErrTooLarge.
func (r *Reader) JSON(data []byte) (article.Article, error) {
	var g given
	err := json.Unmarshal(data, &g)
	a := g.Article
	var other *json.UnmarshalTypeError
	switch {
	case err != nil && !errors.As(err, &other):
		return article.Article{}, notObject(err)
	case err != nil || g.Text == nil && g.Body == nil:
		return r.Object(data, nil)
	case g.Text != nil:
		a.Text = *g.Text
	default:
		a.Text = *g.Body
	}
	a.Published, a.Modified, a.Fetched = date(g.Published), date(g.Modified), date(g.Fetched)
	return r.asGiven(a)
}

func notObject(err error) error {
	return fmt.Errorf(`%w: %w: want an object {"text": …}`, ingest.ErrMalformed, err)
}

// asGiven completes an article whose text is kept as it is.
func (r *Reader) asGiven(a article.Article) (article.Article, error) {
	if strings.TrimSpace(a.Text) == "" && strings.TrimSpace(a.Title) == "" {
		return article.Article{}, ingest.ErrEmpty
	}
	if err := checkLength(a.Text); err != nil {
		return article.Article{}, err
	}
	if a.CanonicalURL == "" && a.URL != "" {
		a.CanonicalURL = r.canonical("", a.URL)
	}
	return Complete(a), nil
}
