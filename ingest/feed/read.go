package feed

import (
	"context"
	"fmt"
	"strings"

	"github.com/mmcdole/gofeed"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/markup"
	"github.com/gigawire/gigawire/ingest/page"
)

// read fetches the feed, whole or if it changed. The feed is nil where it did
// not.
func (f *Feed) read(ctx context.Context, whole bool) (*fetch.Response, *gofeed.Feed, error) {
	etag, lastModified := f.state.ETag, f.state.LastModified
	if whole {
		etag, lastModified = "", ""
	}
	resp, err := f.deps.Fetcher.Get(ctx, f.address(), etag, lastModified)
	if err != nil || resp.NotModified {
		return resp, nil, err
	}
	parsed, err := f.parse(resp.Body, resp.ContentType, resp.URL)
	return resp, parsed, err
}

// parse reads what came from an address, as far as it is sound, and makes its
// links absolute.
func (f *Feed) parse(body []byte, contentType, from string) (*gofeed.Feed, error) {
	parsed, broken, err := parse(body, contentType)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.address(), err)
	}
	if broken != nil {
		f.deps.Log.Warn("the feed is broken: read as far as it goes", "feed", f.Name(), "url", f.address(), "entries", len(parsed.Items), "error", broken)
	}
	for _, item := range parsed.Items {
		item.Link = absolute(item, from)
	}
	return parsed, nil
}

// parse reads a feed in whatever charset. Where it is broken, it is read as far
// as it goes, and broken says why no further.
func parse(body []byte, contentType string) (parsed *gofeed.Feed, broken, err error) {
	text, err := page.Decode(body, contentType)
	if err != nil {
		return nil, nil, err
	}
	text = markup.Clean(withoutEncoding(text))
	if err := markup.Check(text); err != nil {
		return nil, nil, err
	}
	parsed, err = parseText(text)
	if err == nil {
		return parsed, nil, nil
	}
	if mended, ok := markup.Mend(text, "item", "entry"); ok {
		if parsed, again := parseText(mended); again == nil {
			return parsed, err, nil
		}
	}
	return nil, nil, fmt.Errorf("%w: this is no RSS, Atom or JSON feed: %w: name the address of the feed itself, or that of its site under sources.sites", ingest.ErrMalformed, err)
}

func parseText(text string) (_ *gofeed.Feed, err error) {
	defer ingest.Recovered(&err)
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true // for what only one form has
	return p.ParseString(text)
}

// withoutEncoding drops the declaration of an encoding from text that is
// UTF-8 by now, for the parser would decode it again.
func withoutEncoding(text string) string {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "<?xml") {
		if _, rest, ok := strings.Cut(text, "?>"); ok {
			return rest
		}
	}
	return text
}

// Is reports whether a document is a feed.
func Is(body []byte, contentType string) bool {
	_, _, err := parse(body, contentType)
	return err == nil
}
