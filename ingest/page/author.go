package page

import (
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// authors returns who wrote the article: as the page marks them, as its tags
// say or, where those name the site or nobody, as its byline shows.
func authors(doc *goquery.Document, properties map[string]string, site string) []string {
	var marked []string
	doc.Find(`body [rel="author"], [itemprop="author"] [itemprop="name"], [itemprop="author"]`).EachWithBreak(func(i int, s *goquery.Selection) bool {
		if !beside(s.Nodes[0]) {
			marked = appendAuthors(marked, first(s.AttrOr("content", ""), s.Text()), site)
		}
		return i < maxCandidates
	})
	if len(marked) > 0 {
		return marked
	}
	for _, key := range authorTags {
		if told := appendAuthors(nil, properties[key], site); len(told) > 0 && !isOf(told[0], site, properties) {
			return told
		}
	}
	return namesShown(doc, site)
}

// authorTags are the tags with the names of authors.
var authorTags = strings.Fields(`author article:author article:author_name parsely-author sailthru.author dc.creator dcterms.creator
	citation_author cxenseparse:author byl`)

// isOf reports whether a name is the site's own, or its publisher's.
func isOf(name, site string, properties map[string]string) bool {
	return strings.EqualFold(name, site) || contains(properties["copyright"], name) || contains(properties["publisher"], name)
}

// maxAuthors bounds how many names of a page's are taken.
const maxAuthors = 50

// appendAuthors adds the names of people in a text or, where there are none,
// the text, which may be the name of an agency.
func appendAuthors(names []string, text, site string) []string {
	found := namesIn(tidy(text), site)
	if whole := withoutBy(tidy(text)); len(found) == 0 && len(whole) <= maxAgency && !strings.ContainsAny(whole, "|/@0123456789") {
		found = []string{whole}
	}
	for _, name := range found {
		if name != "" && len(names) < maxAuthors && !slices.ContainsFunc(names, func(n string) bool { return strings.Contains(n, name) }) {
			names = append(names, name)
		}
	}
	return names
}

// maxAgency is how long the name of an agency is at most, in bytes.
const maxAgency = 60

// maxByline is how long the text of a byline is at most, in bytes.
const maxByline = 200

// namesShown returns the names in the first byline that has any, of those that
// are not beside the article.
func namesShown(doc *goquery.Document, site string) []string {
	for _, root := range doc.Nodes {
		for n := range named(root, bylineWords.classes) {
			if names := namesIn(shownText(n, maxByline), site); len(names) > 0 {
				return names
			}
		}
	}
	return nil
}
