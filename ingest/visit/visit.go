// Package visit takes in the articles that polled sources list, each once,
// whichever of them lists it.
package visit

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/link"
	"github.com/gigawire/gigawire/ingest/page"
)

// Fetcher gets pages.
type Fetcher interface {
	Get(ctx context.Context, address, etag, lastModified string) (*fetch.Response, error)
}

// Memory knows which documents were taken in.
type Memory interface {
	Has(key string) bool
	Add(key string) error
}

// Deps are what a visitor works with.
type Deps struct {
	Fetcher Fetcher
	Memory  Memory
	Reader  *page.Reader
	Log     *slog.Logger
	// Now tells the time.
	Now func() time.Time
}

// Visitor takes in documents. All sources of a process share one, and it may
// be used by several goroutines.
type Visitor struct {
	Deps
	links  *link.Normaliser
	inHand sync.Map     // keys of documents that are claimed
	own    atomic.Int64 // bytes of Own of the documents in hand
}

// New returns a visitor.
func New(d Deps) *Visitor { return &Visitor{Deps: d, links: link.New()} }

// take reads a document's article and what it is from: its page or, where that
// cannot be had, the text that its source carries.
func (v *Visitor) take(ctx context.Context, d *Document) (article.Article, []byte, error) {
	if !d.fetches() {
		return v.fromOwn(d)
	}
	a, body, err := v.fromPage(ctx, d.Address)
	if !replaceable(err) {
		return a, body, err
	}
	if own, ownBody, none := v.fromOwn(d); none == nil && len(own.Text) >= whole {
		return own, ownBody, nil
	}
	return a, body, err
}

// replaceable reports whether an error is of a page whose text the source may
// carry.
func replaceable(err error) bool {
	return errors.Is(err, ingest.ErrNoText) || errors.Is(err, ingest.ErrPaywall) ||
		err != nil && ingest.Reason(err) == ingest.ReasonFetch
}

// whole is the length, in bytes, from which the text that a source carries is
// taken for the whole article where its page cannot be had.
const whole = 1000

func (v *Visitor) fromPage(ctx context.Context, address string) (article.Article, []byte, error) {
	resp, err := v.Fetcher.Get(ctx, address, "", "")
	if err != nil {
		return article.Article{}, nil, err
	}
	a, err := v.Reader.HTML(resp.Body, resp.ContentType, resp.URL)
	return a, resp.Body, err
}

func (v *Visitor) fromOwn(d *Document) (article.Article, []byte, error) {
	own := d.Own
	if strings.TrimSpace(own) == "" {
		return article.Article{}, nil, fmt.Errorf("%w: the feed carries none of this entry", ingest.ErrNoText)
	}
	if !strings.Contains(own, "<") {
		own = strings.ReplaceAll(own, "\n\n", "<p>")
	}
	body := []byte("<html><body><article>" + own + "</article></body></html>")
	a, err := v.Reader.HTML(body, "text/html; charset=utf-8", d.Address)
	return a, body, err
}

// complete fills in from the source what the page does not say.
func (v *Visitor) complete(a article.Article, d *Document) article.Article {
	if a.Title == "" {
		a.Title = d.Title
	}
	if a.Published.IsZero() {
		a.Published = d.Published
	}
	if a.Source == "" {
		a.Source = d.Source
	}
	a.Fetched = v.Now().UTC().Truncate(time.Second)
	return page.Complete(a)
}
