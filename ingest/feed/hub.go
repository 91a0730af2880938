package feed

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"

	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/link"
	"github.com/gigawire/gigawire/ingest/poll"
)

// pushedInterval is how often a feed is looked at whose hub tells of news: in
// case it does not.
const pushedInterval = 6 * time.Hour

// subscribe subscribes where the feed offers a hub, and returns for how long
// that tells of news, 0 where it does not.
func (f *Feed) subscribe(ctx context.Context, resp *fetch.Response, parsed *gofeed.Feed) time.Duration {
	if f.deps.Hub == nil || f.config.Once {
		return 0
	}
	if parsed != nil {
		f.state.Hub, f.state.Topic = offered(resp, parsed)
	}
	if f.state.Hub == "" {
		return 0
	}
	f.listen()
	until, err := f.deps.Hub.Subscribe(ctx, f.state.Hub, f.state.Topic)
	if err != nil {
		f.deps.Log.Warn("subscribing to the feed's hub: it is polled", "feed", f.Name(), "hub", f.state.Hub, "error", err)
	}
	return max(until.Sub(f.deps.Now()), 0)
}

// slowed returns how long to wait until the next look at a feed whose hub tells
// of news for a while: longer, yet short enough to renew that in time.
func slowed(interval, lease time.Duration) time.Duration {
	if lease <= 0 {
		return interval
	}
	return min(max(interval, pushedInterval), max(lease/2, poll.MinInterval))
}

// offered returns the hub that a feed names, empty for none, and the address
// under which the hub knows the feed (WebSub, section 4): links in the header
// go before those in the feed.
func offered(resp *fetch.Response, parsed *gofeed.Feed) (hub, topic string) {
	links := append(headerLinks(resp.Header.Values("Link")), feedLinks(parsed)...)
	if parsed.FeedType == "json" {
		links = append(links, jsonLinks(resp.Body)...)
	}
	base, err := url.Parse(resp.URL)
	if err != nil {
		return "", ""
	}
	find := func(rel string) string {
		for _, l := range links {
			if to, err := base.Parse(l.href); l.rel == rel && l.href != "" && err == nil && link.IsWeb(to.String()) {
				return to.String()
			}
		}
		return ""
	}
	if hub, topic = find("hub"), find("self"); topic == "" {
		topic = resp.URL
	}
	return hub, topic
}

// relation is a link and what it is.
type relation struct{ rel, href string }

// headerLinks reads Link headers (RFC 8288, section 3).
func headerLinks(headers []string) []relation {
	var out []relation
	for value := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		target, parameters, _ := strings.Cut(value, ";")
		href := strings.Trim(strings.TrimSpace(target), "<>")
		for parameter := range strings.SplitSeq(parameters, ";") {
			name, rels, _ := strings.Cut(strings.TrimSpace(parameter), "=")
			if !strings.EqualFold(name, "rel") {
				continue
			}
			for rel := range strings.FieldsSeq(strings.Trim(rels, `"`)) {
				out = append(out, relation{strings.ToLower(rel), href})
			}
		}
	}
	return out
}

// feedLinks returns the links of an Atom feed, or of the Atom elements in an
// RSS feed.
func feedLinks(parsed *gofeed.Feed) []relation {
	var out []relation
	if original, ok := parsed.OriginalFeed().(*atom.Feed); ok {
		for _, l := range original.Links {
			out = append(out, relation{l.Rel, l.Href})
		}
	}
	for _, prefix := range []string{"atom", "atom10", "a10"} {
		for _, l := range parsed.Extensions[prefix]["link"] {
			out = append(out, relation{l.Attrs["rel"], l.Attrs["href"]})
		}
	}
	return out
}

// jsonLinks returns the hubs and the address of a JSON feed, which gofeed does
// not read.
func jsonLinks(body []byte) []relation {
	var feed struct {
		URL  string `json:"feed_url"`
		Hubs []struct {
			URL string `json:"url"`
		} `json:"hubs"`
	}
	if json.Unmarshal(body, &feed) != nil {
		return nil
	}
	out := []relation{{"self", feed.URL}}
	for _, h := range feed.Hubs {
		out = append(out, relation{"hub", h.URL})
	}
	return out
}

// listen has what comes for the topic put into the mailbox.
func (f *Feed) listen() {
	if f.deps.Hub == nil {
		return
	}
	f.deps.Hub.Listen(f.state.Topic, func(body []byte, contentType string) {
		f.mail.put(letter{body, contentType})
		f.deps.Wake(f)
	})
}

// open reads what a hub distributed, and reports whether there was anything.
func (f *Feed) open() bool {
	letters, lost := f.mail.take()
	for _, l := range letters {
		parsed, err := f.parse(l.body, l.contentType, f.address())
		if err != nil {
			f.deps.Log.Warn("a hub distributed what cannot be read: looking at the feed", "feed", f.Name(), "error", err)
			lost = true
			continue
		}
		fresh := f.add(parsed.Items)
		f.deps.Log.Info("a hub told of news", "feed", f.Name(), "new", fresh)
	}
	if lost || f.queue.Overflowed() {
		f.due = f.deps.Now()
	}
	return len(letters) > 0
}
