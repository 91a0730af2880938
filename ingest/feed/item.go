package feed

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/fetch"
)

// address returns where an item's page is, empty for nowhere: its link,
// relative to the feed, or an ID that is an address.
func address(item *gofeed.Item, base string) string {
	link := strings.TrimSpace(item.Link)
	if link == "" && strings.HasPrefix(item.GUID, "http") {
		link = item.GUID
	}
	from, err := url.Parse(base)
	if err != nil || link == "" {
		return link
	}
	to, err := from.Parse(link)
	if err != nil {
		return link
	}
	return to.String()
}

// key identifies an item among those of all feeds. IDs such as "17" are one
// feed's own.
func (f *Feed) key(item *gofeed.Item) string {
	var own string
	switch {
	case strings.Contains(item.GUID, ":"):
		return item.GUID
	case item.GUID != "":
		own = item.GUID
	case item.Link != "":
		return item.Link
	default:
		own = article.Hash(item.Title, carried(item))
	}
	return f.config.URL + "\x00" + own
}

// queue lines up what a look found, behind what is to be tried again, each
// item once.
func (f *Feed) queue(items []*gofeed.Item) {
	inLine := map[string]bool{}
	f.items = nil
	for _, item := range slices.Concat(f.later, items) {
		if key := f.key(item); !inLine[key] {
			inLine[key] = true
			f.items = append(f.items, item)
		}
	}
	f.later = nil
}

// looks is how often a page that fails in passing is tried, each time after
// another look at the feed.
const looks = 3

// deliver reads an item's article, and reports false where it was taken in
// before or is to be tried again.
func (f *Feed) deliver(ctx context.Context, item *gofeed.Item) (ingest.Delivery, bool, error) {
	key := f.key(item)
	if f.deps.Memory.Has(key) {
		return ingest.Delivery{}, false, nil
	}
	a, body, err := f.article(ctx, item)
	if ctx.Err() != nil {
		return ingest.Delivery{}, false, ctx.Err()
	}
	passing := err != nil && ingest.Reason(err) == ingest.ReasonFetch && fetch.Passing(err)
	if passing && !f.config.Once && f.postpone(item, key, err) {
		return ingest.Delivery{}, false, nil
	}
	// A source that looks once has no later: the next run tries again.
	d := ingest.Delivery{Ack: f.remember(key, passing && f.config.Once)}
	if err != nil {
		d.Rejection = ingest.Reject(f.origin(item), body, err)
		return d, true, nil
	}
	d.Article = f.complete(a, item)
	return d, true, nil
}

// postpone keeps an item for the next look, unless it was tried often enough.
func (f *Feed) postpone(item *gofeed.Item, key string, err error) bool {
	f.tried[key]++
	if f.tried[key] >= looks {
		delete(f.tried, key)
		return false
	}
	f.later = append(f.later, item)
	f.deps.Log.Warn("trying again at the next look", "feed", f.Name(), "origin", f.origin(item), "error", err)
	return true
}

// remember returns what acknowledges an item: from then on it is not taken in
// again, unless it is to be forgotten.
func (f *Feed) remember(key string, forget bool) func(error) {
	return func(err error) {
		if err != nil || forget {
			return
		}
		if err := f.deps.Memory.Add(key); err != nil {
			f.deps.Log.Error("remembering item", "key", key, "error", err)
		}
	}
}

// origin names an item in messages.
func (f *Feed) origin(item *gofeed.Item) string {
	if item.Link != "" {
		return item.Link
	}
	return f.config.URL + "#" + url.PathEscape(strings.TrimSpace(item.GUID+item.Title))
}
