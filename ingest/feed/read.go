package feed

import (
	"context"
	"fmt"
	"strings"

	"github.com/mmcdole/gofeed"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/page"
)

// read fetches the feed and returns its items, none where it did not change.
func (f *Feed) read(ctx context.Context) ([]*gofeed.Item, error) {
	resp, err := f.deps.Fetcher.Get(ctx, f.config.URL, f.etag, f.lastModified)
	if err != nil || resp.NotModified {
		return nil, err
	}
	parsed, err := parse(resp.Body, resp.ContentType)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.config.URL, err)
	}
	f.etag, f.lastModified = resp.ETag, resp.LastModified
	if f.config.Name == "" {
		f.config.Name = strings.TrimSpace(parsed.Title)
	}
	for _, item := range parsed.Items {
		item.Link = address(item, resp.URL)
	}
	return parsed.Items, nil
}

// parse reads a feed in whatever charset.
func parse(body []byte, contentType string) (*gofeed.Feed, error) {
	text, err := page.Decode(body, contentType)
	if err != nil {
		return nil, err
	}
	parsed, err := gofeed.NewParser().ParseString(withoutEncoding(text))
	if err != nil {
		return nil, fmt.Errorf("%w: this is no RSS, Atom or JSON feed: %w: name the address of the feed itself", ingest.ErrMalformed, err)
	}
	return parsed, nil
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
