package feed

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/page"
)

// article returns an item's article and the document it is from: its page or,
// where that cannot be had or is not wanted, the text that the feed carries.
func (f *Feed) article(ctx context.Context, item *gofeed.Item) (article.Article, []byte, error) {
	if f.config.Content || item.Link == "" {
		return f.fromContent(item)
	}
	a, body, err := f.fromPage(ctx, item.Link)
	if !replaceable(err) {
		return a, body, err
	}
	if own, ownBody, none := f.fromContent(item); none == nil && len(own.Text) >= whole {
		return own, ownBody, nil
	}
	return a, body, err
}

// replaceable reports whether an error is of a page whose text the feed may
// carry.
func replaceable(err error) bool {
	return errors.Is(err, ingest.ErrNoText) || errors.Is(err, ingest.ErrPaywall) ||
		err != nil && ingest.Reason(err) == ingest.ReasonFetch
}

// whole is the length, in bytes, from which the text in a feed is taken for
// the whole article where its page cannot be had.
const whole = 1000

func (f *Feed) fromPage(ctx context.Context, address string) (article.Article, []byte, error) {
	resp, err := f.deps.Fetcher.Get(ctx, address, "", "")
	if err != nil {
		return article.Article{}, nil, err
	}
	a, err := f.deps.Reader.HTML(resp.Body, resp.ContentType, resp.URL)
	return a, resp.Body, err
}

// carried returns the text, as HTML, that the feed has of an item.
func carried(item *gofeed.Item) string {
	if strings.TrimSpace(item.Content) != "" {
		return item.Content
	}
	return item.Description
}

func (f *Feed) fromContent(item *gofeed.Item) (article.Article, []byte, error) {
	content := carried(item)
	if strings.TrimSpace(content) == "" {
		return article.Article{}, nil, fmt.Errorf("%w: the feed carries none of this entry", ingest.ErrNoText)
	}
	if !strings.Contains(content, "<") {
		content = strings.ReplaceAll(content, "\n\n", "<p>")
	}
	body := []byte("<html><body><article>" + content + "</article></body></html>")
	a, err := f.deps.Reader.HTML(body, "text/html; charset=utf-8", item.Link)
	return a, body, err
}

// complete fills in from the feed what the page does not say.
func (f *Feed) complete(a article.Article, item *gofeed.Item) article.Article {
	if a.Title == "" {
		a.Title = strings.TrimSpace(item.Title)
	}
	if a.Published.IsZero() && item.PublishedParsed != nil {
		a.Published = *item.PublishedParsed
	}
	if a.Source == "" {
		a.Source = f.config.Name
	}
	a.Fetched = f.deps.Now().UTC().Truncate(time.Second)
	return page.Complete(a)
}
