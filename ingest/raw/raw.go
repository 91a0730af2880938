// Package raw reads documents that others bring, by HTTP or on a topic. What a
// document is, its content type says, or else it is looked at; where it is
// from, whoever brings it says, or else the document.
package raw

import (
	"bytes"
	"fmt"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/link"
	"github.com/gigawire/gigawire/ingest/page"
)

// Document is a document as it was brought.
type Document struct {
	Body []byte
	// ContentType is a media type, with or without a charset, or empty.
	ContentType string
	// URL is where the document was published, over http or https. It is empty
	// where that is not known, or where the document says it.
	URL string
}

// Reader turns documents into articles. It may be used by several goroutines.
type Reader struct {
	pages *page.Reader
	links *link.Normaliser
	now   func() time.Time
}

// New returns a reader that reads pages with p, and takes articles that do not
// say so for fetched now.
func New(p *page.Reader, now func() time.Time) *Reader {
	return &Reader{pages: p, links: link.New(), now: now}
}

// Article returns the article of a document. The error wraps one of ingest's
// permanent errors; that of an address which is none is ingest.ErrMalformed.
func (r *Reader) Article(d Document) (article.Article, error) {
	a, err := r.read(d)
	if err != nil {
		return article.Article{}, err
	}
	if a, err = r.addressed(a, d.URL); err != nil {
		return article.Article{}, err
	}
	if a.Fetched.IsZero() {
		a.Fetched = r.now().UTC().Truncate(time.Second)
	}
	return a, nil
}

func (r *Reader) read(d Document) (article.Article, error) {
	kind := KindOf(d.ContentType)
	if kind == KindUnknown && bytes.HasPrefix(bytes.TrimSpace(d.Body), []byte("{")) {
		kind = KindJSON
	}
	switch kind {
	case KindHTML:
		return r.pages.HTML(d.Body, d.ContentType, d.URL)
	case KindText:
		return r.pages.Text(d.Body, d.ContentType)
	case KindMarkdown:
		return r.pages.Markdown(d.Body, d.ContentType)
	case KindJSON:
		return r.pages.JSON(d.Body)
	default:
		return r.pages.Any(d.Body, d.ContentType, d.URL)
	}
}

// addressed returns the article at its own address or else at the one that was
// told, and with the ID that follows from it, unless it was given one.
func (r *Reader) addressed(a article.Article, told string) (article.Article, error) {
	if a.URL == "" {
		a.URL = told
	}
	if a.URL == "" {
		return a, nil
	}
	normal, err := r.links.Normalise(a.URL)
	if err != nil {
		return a, fmt.Errorf("%w: %w", ingest.ErrMalformed, err)
	}
	if a.Source == "" {
		a.Source = link.Site(a.URL)
	}
	if a.CanonicalURL == "" {
		if a.ID == idByContent(a) {
			a.ID = ""
		}
		a.CanonicalURL = normal
	}
	return page.Complete(a), nil
}

// idByContent returns the ID that an article has where nothing is known but
// its text.
func idByContent(a article.Article) string {
	return page.Complete(article.Article{Title: a.Title, Text: a.Text}).ID
}
