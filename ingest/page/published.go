package page

import (
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// publishedTags are the tags with the date of publication, those first that
// are most reliable.
var publishedTags = strings.Fields(`article:published_time og:article:published_time og:published_time datepublished
	parsely-pub-date sailthru.date article.published rnews:datepublished dcterms.issued dc.date.issued dcterms.created dc.date.created
	dcterms.date dc.date date.issued publication_date publish_date publishdate publish-date published_date published_at pub_date pubdate originalpublicationdate
	citation_publication_date cxenseparse:recs:publishtime article_date_original displaydate displaytime pdate date`)

// modifiedTags are those with the date of the last change.
var modifiedTags = strings.Fields(`article:modified_time og:article:modified_time og:updated_time datemodified last-modified
	dcterms.modified dc.date.modified article:modified revised lastmod`)

// tagged returns the first date that tags say.
func tagged(properties map[string]string, keys []string) time.Time {
	for _, key := range keys {
		if t := date(properties[key]); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// published returns the date on which a page says that it was published: in a
// tag, in what it marks as such, in an element of time or of a class that tells
// of one, in its address, in the data of its scripts, or beneath its heading.
func published(doc *goquery.Document, properties map[string]string, address string) time.Time {
	if t := tagged(properties, publishedTags); !t.IsZero() {
		return t
	}
	if len(doc.Nodes) == 0 {
		return date(address)
	}
	root := doc.Nodes[0]
	for _, find := range []func() time.Time{
		func() time.Time { return dateMarked(root) },
		func() time.Time { return date(address) },
		func() time.Time { return dateNamed(root) },
		func() time.Time { return dateInScripts(root) },
		func() time.Time { return dateShown(root) },
	} {
		if t := find(); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// dateMarked returns the date of the element that is marked as that of
// publication, else of a <time> that its name calls so, else of the first
// <time> of the article, else of the first.
func dateMarked(root *html.Node) time.Time {
	var called, own, other time.Time
	left := maxCandidates
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if property := attr(n, "itemprop"); strings.Contains(property, "datePublished") || attr(n, "property") == "datePublished" {
			if t := dateOf(n); !t.IsZero() {
				return t
			}
		}
		if n.DataAtom != atom.Time || left == 0 {
			continue
		}
		left--
		t := dateOf(n)
		switch {
		case t.IsZero() || ofChange(n):
		case called.IsZero() && (hasAttr(n, "pubdate") || namedFrom(n, publishedWords)):
			called = t
		case own.IsZero() && !beside(n):
			own = t
		case other.IsZero():
			other = t
		}
	}
	return firstDate(called, own, other)
}

// publishedWords are words of names of elements with the date of publication,
// dateWords of those with a date.
var (
	publishedWords = set("published publish pubdate publication posted")
	dateWords      = set("published publish pubdate publication posted date dateline datetime timestamp datestamp postdate created dates")
)

// dateNamed returns the date in the first short element whose name tells of
// one, and that is not beside the article.
func dateNamed(root *html.Node) time.Time {
	for n := range named(root, dateWords) {
		if t := dateOf(n); !t.IsZero() && !ofChange(n) {
			return t
		}
	}
	return time.Time{}
}

// changeWords are words of names of elements with the date of a change, and of
// what stands before it.
var changeWords = set("modified updated update lastmod lastupdated changed revised edited dateModified datemodified")

// ofChange reports whether an element, or the one around it, tells when the
// article was changed: by its name, or with its first words.
func ofChange(n *html.Node) bool {
	for _, n := range []*html.Node{n, n.Parent} {
		if namedFrom(n, changeWords) || strings.Contains(attr(n, "itemprop"), "dateModified") {
			return true
		}
		words := strings.Fields(strings.ToLower(shownText(n, maxShown)))
		for _, w := range words[:min(len(words), 2)] {
			if changeWords[strings.Trim(w, ":")] {
				return true
			}
		}
	}
	return false
}

// dateOf returns the date that the attributes of an element say, or its text.
func dateOf(n *html.Node) time.Time {
	for _, key := range []string{"datetime", "content", "title", "data-date", "data-datetime", "data-published", "data-time", "data-timestamp"} {
		if t := date(attr(n, key)); !t.IsZero() {
			return t
		}
	}
	return dateIn(shownText(n, maxShown))
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// scriptKeys are names under which the data of scripts have the date.
var scriptKeys = strings.Fields(`"datePublished" "date_published" "publishedAt" "published_at" "publishDate" "publish_date" "publishedDate"
	"published_date" "publicationDate" "publication_date" "pubDate" "pub_date" "datePublish" "firstPublished" "published"`)

// dateInScripts returns the first date that the data of scripts name as that
// of publication.
func dateInScripts(root *html.Node) time.Time {
	for n := range root.Descendants() {
		if n.Type != html.TextNode || n.Parent.DataAtom != atom.Script {
			continue
		}
		for _, key := range scriptKeys {
			_, after, found := strings.Cut(n.Data, key)
			value, isText := strings.CutPrefix(strings.TrimLeft(after, " :"), `"`)
			if !found || !isText {
				continue
			}
			value, _, _ = strings.Cut(value[:min(len(value), maxShown)], `"`)
			if t := date(value); !t.IsZero() {
				return t
			}
		}
	}
	return time.Time{}
}
