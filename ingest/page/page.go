// Package page makes an article of a document: of a page, whose text it finds
// by the structure of goquery's tree, or of plain text and JSON.
package page

import (
	"fmt"
	"net/url"

	"github.com/PuerkitoBio/goquery"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/link"
)

// Reader turns documents into articles. It may be used by several goroutines.
type Reader struct {
	links *link.Normaliser
}

// New returns a reader.
func New() *Reader { return &Reader{links: link.New()} }

// HTML returns the article in a page. contentType is the header of that name,
// address where the page was fetched; both may be empty. The error wraps one
// of ingest's permanent errors.
func (r *Reader) HTML(body []byte, contentType, address string) (article.Article, error) {
	text, err := Decode(body, contentType)
	if err != nil {
		return article.Article{}, err
	}
	return r.decoded(text, address)
}

// decoded returns the article in a page that is UTF-8.
func (r *Reader) decoded(text, address string) (a article.Article, err error) {
	defer ingest.Recovered(&err)
	root, err := parse(text)
	if err != nil {
		return article.Article{}, err
	}
	doc := goquery.NewDocumentFromNode(root)
	meta := readMeta(doc)
	a = r.describe(meta, address)
	a.Text = bodyText(root, meta.title)
	if err := checkWall(root, a.Text, meta); err != nil {
		return article.Article{}, err
	}
	return finish(a)
}

// maxText is how long a text may be, in bytes: 200,000 words. What is longer
// is no article, and reading it would keep others waiting.
const maxText = 1 << 20

func checkLength(text string) error {
	if len(text) > maxText {
		return fmt.Errorf("%w: a text of %d kB, where %d can be read: divide it", ingest.ErrTooLarge, len(text)>>10, maxText>>10)
	}
	return nil
}

// finish completes an article and checks that it is one.
func finish(a article.Article) (_ article.Article, err error) {
	defer ingest.Recovered(&err)
	if a.Text == "" {
		return article.Article{}, errNoText
	}
	if err := checkLength(a.Text); err != nil {
		return article.Article{}, err
	}
	if err := checkLanguage(&a); err != nil {
		return article.Article{}, err
	}
	return Complete(a), nil
}

// Complete sets the ID, where there is none, and the content hash.
func Complete(a article.Article) article.Article {
	if a.ID == "" {
		a.ID = article.ID(link.Identity(a.CanonicalURL), a.Title+"\x00"+a.Text)
	}
	a.ContentHash = article.Hash(a.Title, a.Text)
	return a
}

// describe fills in what the metadata say. A canonical address counts only on
// the site that the page is from.
func (r *Reader) describe(m meta, address string) article.Article {
	a := article.Article{
		URL: address, Title: m.title, Source: m.site, Language: m.language,
		Authors: m.authors, Published: m.published, Modified: m.modified,
	}
	a.CanonicalURL = r.canonical(m.canonical, address)
	if a.Source == "" {
		a.Source = link.Site(address)
	}
	return a
}

func (r *Reader) canonical(named, address string) string {
	if address == "" {
		address = named
	} else if absolute := resolve(named, address); link.SameSite(absolute, address) && !isFront(absolute) {
		address = absolute
	}
	normal, err := r.links.Normalise(address)
	if err != nil {
		return ""
	}
	return normal
}

// resolve returns ref relative to base.
func resolve(ref, base string) string {
	b, err := url.Parse(base)
	if err != nil {
		return ref
	}
	u, err := b.Parse(ref)
	if err != nil || ref == "" {
		return base
	}
	return u.String()
}

// isFront reports whether an address is a site's front page, which careless
// templates name as the canonical address of every article.
func isFront(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Path == "" || u.Path == "/") && u.RawQuery == ""
}
