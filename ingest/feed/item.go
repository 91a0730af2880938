package feed

import (
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"

	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/visit"
)

// add queues the items that are new, and returns how many those are.
func (f *Feed) add(items []*gofeed.Item) int {
	fresh := 0
	for _, item := range items {
		if f.queue.Add(f.document(item)) {
			fresh++
		}
	}
	return fresh
}

// document returns what is to be taken in of an item: its page or, where it
// has none or that is not wanted, the text that the feed carries.
func (f *Feed) document(item *gofeed.Item) visit.Document {
	d := visit.Document{
		Address: item.Link, Origin: f.origin(item), Key: f.key(item), Title: strings.TrimSpace(item.Title),
		Source: f.config.Name, Own: carried(item), OwnOnly: f.config.Content,
	}
	if d.Source == "" {
		d.Source = f.state.Title
	}
	d.Published = dateOf(item)
	if item.UpdatedParsed != nil {
		d.Changed = *item.UpdatedParsed
	}
	return d
}

// absolute returns where an item's page is, empty for nowhere: its link,
// relative to the feed, or an ID that is an address.
func absolute(item *gofeed.Item, base string) string {
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

// carried returns the text, as HTML, that the feed has of an item.
func carried(item *gofeed.Item) string {
	if strings.TrimSpace(item.Content) != "" {
		return item.Content
	}
	return item.Description
}

// origin names an item in messages.
func (f *Feed) origin(item *gofeed.Item) string {
	if item.Link != "" {
		return item.Link
	}
	return f.config.URL + "#" + url.PathEscape(strings.TrimSpace(item.GUID+item.Title))
}

// name takes the feed's own title for its name.
func (f *Feed) name(title string) {
	if title = strings.TrimSpace(title); title != "" {
		f.state.Title = title
	}
}
