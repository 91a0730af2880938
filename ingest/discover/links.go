package discover

import (
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/page"
)

// Where feeds and sitemaps often are, the likeliest first. They are tried where
// a site names none.
var (
	feedPaths    = []string{"/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json"}
	sitemapPaths = []string{"/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap.xml", "/sitemap_index.xml"}
)

// feedTypes are the media types of feeds.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml", "application/xml", "application/json"}

// Bounds of what is followed of one site.
const (
	maxFeeds    = 10
	maxSitemaps = 10
)

// alternates returns the feeds that a page names as other forms of itself, in
// order, without those of comments.
func alternates(resp *fetch.Response) []string {
	text, err := page.Decode(resp.Body, resp.ContentType)
	if err != nil {
		return nil
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	if err != nil {
		return nil
	}
	base := baseOf(doc, resp.URL)
	var feeds []string
	doc.Find("link[rel][href]").Each(func(_ int, link *goquery.Selection) {
		if address := alternate(link, base); address != "" && !slices.Contains(feeds, address) && len(feeds) < maxFeeds {
			feeds = append(feeds, address)
		}
	})
	return feeds
}

// baseOf returns what the links of a page are relative to, nil for nothing.
func baseOf(doc *goquery.Document, address string) *url.URL {
	base, err := url.Parse(address)
	if err != nil {
		return nil
	}
	if href, ok := doc.Find("base[href]").First().Attr("href"); ok {
		if u, err := base.Parse(href); err == nil {
			return u
		}
	}
	return base
}

func alternate(link *goquery.Selection, base *url.URL) string {
	rels := strings.Fields(strings.ToLower(link.AttrOr("rel", "")))
	mediaType, _, _ := strings.Cut(strings.ToLower(link.AttrOr("type", "")), ";")
	href := strings.TrimSpace(link.AttrOr("href", ""))
	if base == nil || href == "" || !slices.Contains(rels, "alternate") || !slices.Contains(feedTypes, strings.TrimSpace(mediaType)) ||
		strings.Contains(strings.ToLower(href+" "+link.AttrOr("title", "")), "comment") || strings.Contains(href, "/wp-json/") || strings.Contains(href, "oembed") {
		return ""
	}
	to, err := base.Parse(href)
	if err != nil || to.Scheme != "http" && to.Scheme != "https" {
		return ""
	}
	to.Fragment = ""
	return to.String()
}

// at returns the address of a path on a site.
func at(site, path string) string {
	u, err := url.Parse(site)
	if err != nil {
		return ""
	}
	return u.ResolveReference(&url.URL{Path: path}).String()
}

// newsFirst returns the sitemaps that are for news, by their names, or all
// where none is and there are no feeds: others list a site's archive.
func newsFirst(sitemaps []string, feeds bool) []string {
	var news []string
	for _, s := range sitemaps {
		if strings.Contains(strings.ToLower(pathOf(s)), "news") {
			news = append(news, s)
		}
	}
	if len(news) == 0 && !feeds {
		news = sitemaps
	}
	return news[:min(len(news), maxSitemaps)]
}

func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Path
}
