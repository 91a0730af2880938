package page

import (
	_ "embed"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// bylineTable says how pages name who wrote them.
//
//go:embed bylines.txt
var bylineTable string

// bylineWords are the rows of the table, by kind.
var bylineWords = readBylines(bylineTable)

type bylines struct {
	classes, works, particles map[string]bool
	before, after             []string
}

func readBylines(table string) bylines {
	b := bylines{classes: map[string]bool{}, works: map[string]bool{}, particles: map[string]bool{}}
	for line := range strings.Lines(table) {
		kind, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		text = strings.Trim(text, `"`)
		switch kind {
		case "", "#":
		case "class":
			b.classes[text] = true
		case "before":
			b.before = append(b.before, text+" ", text+":")
		case "after":
			b.after = append(b.after, text)
		case "work":
			b.works[text] = true
		case "particle":
			b.particles[text] = true
		default:
			panic(fmt.Sprintf("bylines: line %q begins with no known kind", line))
		}
	}
	slices.SortFunc(b.before, func(x, y string) int { return len(y) - len(x) })
	return b
}

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

// withoutBy drops what stands before names.
func withoutBy(s string) string {
	for _, before := range bylineWords.before {
		if len(s) > len(before) && strings.EqualFold(s[:len(before)], before) {
			return strings.TrimSpace(s[len(before):])
		}
	}
	return s
}

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

// maxCandidates bounds how many elements are looked at for one thing: a page
// that has more is made to keep one waiting.
const maxCandidates = 300

// named yields the elements whose name has one of some words and that are not
// beside the article.
func named(root *html.Node, words map[string]bool) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		left := maxCandidates
		for n := range root.Descendants() {
			if n.Type != html.ElementNode || !namedFrom(n, words) || textless(n) {
				continue
			}
			if left--; left < 0 || !beside(n) && !yield(n) {
				return
			}
		}
	}
}

// shownText returns the text of an element, empty where it is longer than so
// many bytes.
func shownText(n *html.Node, most int) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && !textless(c.Parent) {
			b.WriteString(c.Data)
			b.WriteByte(' ')
		}
		if b.Len() > 4*most {
			return ""
		}
	}
	if text := tidy(b.String()); len(text) <= most {
		return text
	}
	return ""
}

// namesIn returns the names of people that a byline lists, none where it reads
// otherwise. The site's own name behind them does not count.
func namesIn(byline, site string) []string {
	var names []string
	list := strings.NewReplacer(" and ", ",", " AND ", ",", " And ", ",", " & ", ",", ";", ",").Replace(listIn(byline))
	for part := range strings.SplitSeq(list, ",") {
		part = tidy(part)
		if at := len(part) - len(site); site != "" && at > 0 && strings.EqualFold(part[at:], site) {
			part = strings.TrimSpace(part[:at])
		}
		if isName(part) {
			names = append(names, part)
		}
	}
	return names
}

// listIn returns what of a byline may be a list of names: what follows "by",
// up to what tells of something else, such as a date.
func listIn(byline string) string {
	s := withoutBy(strings.TrimLeft(byline, "|•·-–— "))
	if i := indexFold(s, " by "); i >= 0 {
		s = s[i+len(" by "):]
	}
	for _, after := range bylineWords.after {
		if i := indexFold(s, after); i >= 0 {
			s = s[:i]
		}
	}
	if i := strings.IndexFunc(s, unicode.IsDigit); i >= 0 {
		s = withoutDay(s[:i])
	}
	return s
}

// indexFold returns where one text stands in another in capitals or not, -1 for
// nowhere.
func indexFold(s, part string) int {
	small := strings.ToLower(s)
	if len(small) != len(s) {
		return strings.Index(s, part)
	}
	return strings.Index(small, part)
}

// days are words of dates that are no numbers.
var days = set(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
	january february march april may june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec`)

// withoutDay drops the words of a date at the end of a text.
func withoutDay(s string) string {
	words := strings.Fields(s)
	for len(words) > 0 && days[strings.ToLower(strings.Trim(words[len(words)-1], ".,:"))] {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// isName reports whether a text reads like the name of a person: two to five
// words with capitals, none of which says what somebody is.
func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 || len(s) > 50 {
		return false
	}
	for _, w := range words {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) && !bylineWords.particles[strings.ToLower(w)] {
			return false
		}
		for part := range strings.SplitSeq(strings.ToLower(w), "-") {
			if bylineWords.works[strings.Trim(part, ".:")] {
				return false
			}
		}
	}
	return true
}

// besideWords are words of elements that stand beside an article, or behind it.
var besideWords = set(`comment comments commenting disqus respond reply related recommended recommendations recirc trending
	popular latest sidebar rail aside footer nav menu teaser teasers promo card cards widget newsletter more`)

// beside reports whether an element stands within what is no part of the
// article nor of its head.
func beside(n *html.Node) bool {
	for ; n != nil && n.DataAtom != atom.Body; n = n.Parent {
		switch n.DataAtom {
		case atom.Nav, atom.Aside, atom.Footer:
			return true
		case atom.Article, atom.Main, atom.Html:
			continue
		}
		if namedFrom(n, besideWords) {
			return true
		}
	}
	return false
}
