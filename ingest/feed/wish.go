package feed

import (
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"

	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/poll"
)

// wish returns how long the publisher asks to wait between two looks, 0 where
// it does not say: the longest of Cache-Control's max-age (RFC 9111, section
// 5.2.2.1), the ttl of RSS 2.0 and the update period of RSS 1.0's syndication
// module.
func wish(resp *fetch.Response, parsed *gofeed.Feed) time.Duration {
	longest := maxAge(resp.Header.Values("Cache-Control"))
	if parsed != nil {
		longest = max(longest, ttl(parsed), period(parsed))
	}
	return min(longest, poll.MaxInterval)
}

func maxAge(headers []string) time.Duration {
	for directive := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		if strings.EqualFold(name, "max-age") {
			return times(value, time.Second)
		}
	}
	return 0
}

func ttl(parsed *gofeed.Feed) time.Duration {
	if original, ok := parsed.OriginalFeed().(*rss.Feed); ok {
		return times(original.TTL, time.Minute)
	}
	return 0
}

// periods are the values of sy:updatePeriod.
var periods = map[string]time.Duration{
	"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour, "monthly": 30 * 24 * time.Hour, "yearly": 365 * 24 * time.Hour,
}

func period(parsed *gofeed.Feed) time.Duration {
	value := func(name string) string {
		if e := parsed.Extensions["sy"][name]; len(e) > 0 {
			return strings.TrimSpace(e[0].Value)
		}
		return ""
	}
	frequency := max(times(value("updateFrequency"), 1), 1)
	return periods[strings.ToLower(value("updatePeriod"))] / frequency
}

// times returns a number, as it is written, of units, 0 for what is none.
func times(number string, unit time.Duration) time.Duration {
	n, err := strconv.ParseInt(strings.Trim(number, ` "`), 10, 32)
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(n) * unit
}

// dates returns those of the items: when they were published, or changed.
func dates(items []*gofeed.Item) []time.Time {
	var out []time.Time
	for _, item := range items {
		if at := dateOf(item); !at.IsZero() {
			out = append(out, at)
		}
	}
	return out
}

func dateOf(item *gofeed.Item) time.Time {
	switch {
	case item.PublishedParsed != nil:
		return *item.PublishedParsed
	case item.UpdatedParsed != nil:
		return *item.UpdatedParsed
	}
	return time.Time{}
}
