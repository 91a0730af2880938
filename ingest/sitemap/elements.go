package sitemap

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/markup"
)

// elements reads XML.
func elements(text io.Reader, page func(entry)) (listing, error) {
	r := reader{decoder: markup.NewDecoder(text), page: page}
	for {
		token, err := r.decoder.Token()
		switch {
		case errors.Is(err, ingest.ErrMalformed):
			return listing{}, err
		case r.root == "" && err != nil:
			return listing{}, fmt.Errorf("%w: it is no sitemap: %w", ingest.ErrMalformed, err)
		case errors.Is(err, io.EOF):
			return r.listing(nil), nil
		case err != nil:
			return r.listing(err), nil
		}
		if err := r.take(token); errors.Is(err, errMany) {
			return r.listing(err), nil
		} else if err != nil {
			return listing{}, err
		}
	}
}

// reader gathers entries from tokens.
type reader struct {
	decoder *markup.Decoder
	page    func(entry)
	root    string
	path    []string // of elements below the root
	text    strings.Builder
	entry   entry
	found   int
}

func (r *reader) listing(cut error) listing { return listing{r.root == "sitemapindex", cut} }

func (r *reader) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return r.begin(t.Name.Local)
	case xml.CharData:
		if r.text.Len() < maxAddress {
			r.text.Write(t[:min(len(t), maxAddress)])
		}
	case xml.EndElement:
		return r.end()
	}
	return nil
}

func (r *reader) begin(name string) error {
	switch {
	case r.root != "":
		r.path = append(r.path, name)
		r.text.Reset()
	case name == "urlset" || name == "sitemapindex":
		r.root = name
	case name == "rss" || name == "feed" || name == "RDF":
		return fmt.Errorf("%w: it is a feed: list it under sources.feeds", ingest.ErrMalformed)
	default:
		return fmt.Errorf("%w: it is no sitemap but a document of <%s>", ingest.ErrMalformed, name)
	}
	return nil
}

// end takes the text of the element that ends, by its place: other extensions
// have elements of the same names further down.
func (r *reader) end() error {
	if len(r.path) == 0 {
		return nil
	}
	text := strings.TrimSpace(r.text.String())
	switch strings.Join(r.path, "/") {
	case "url/loc", "sitemap/loc":
		r.entry.address = text
	case "url/lastmod", "sitemap/lastmod":
		r.entry.modified = date(text)
	case "url/news":
		r.entry.news = true
	case "url/news/publication_date":
		r.entry.published = date(text)
	case "url/news/title":
		r.entry.title = text
	case "url/news/publication/language":
		r.entry.language = text
	case "url", "sitemap":
		if r.found++; r.found > maxEntries {
			return errMany
		}
		if r.entry.address != "" && len(r.entry.address) < maxAddress {
			r.page(r.entry)
		}
		r.entry = entry{}
	}
	r.path = r.path[:len(r.path)-1]
	r.text.Reset()
	return nil
}

// layouts are the forms that W3C's note on dates allows, and that without a
// time zone, which is common.
var layouts = []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02", "2006-01", "2006"}

// date reads a date, the zero time for what is none.
func date(text string) time.Time {
	for _, layout := range layouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	return time.Time{}
}
