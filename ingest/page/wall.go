package page

import (
	_ "embed"
	"fmt"
	"iter"
	"strings"

	"golang.org/x/net/html"

	"github.com/gigawire/gigawire/ingest"
)

// wallTable says what pages say that show something else than their article.
//
//go:embed walls.txt
var wallTable string

var subscribePhrases, consentPhrases = readWalls(wallTable)

func readWalls(table string) (subscribe, consent []string) {
	for line := range strings.Lines(table) {
		kind, phrase, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch kind {
		case "", "#":
		case "subscribe":
			subscribe = append(subscribe, phrase)
		case "consent":
			consent = append(consent, phrase)
		default:
			panic(fmt.Sprintf("walls: line %q begins with no known kind", line))
		}
	}
	return subscribe, consent
}

// The lengths of a text, in bytes, under which that of a page that says it is
// not free is a teaser: subscribersOnly as such, maxTeaser where the page also
// asks to subscribe. What is longer is an article, whatever stands beside it.
const (
	subscribersOnly = 700
	maxTeaser       = 3000
)

// checkWall returns an error that wraps ingest.ErrPaywall or ingest.ErrConsent
// where a page shows something else than its article.
func checkWall(root *html.Node, text string, m meta) error {
	switch {
	case len(text) > maxTeaser:
		return nil
	case m.paywalled && len(text) < subscribersOnly:
		return ingest.ErrPaywall
	case (m.paywalled || len(text) < subscribersOnly) && asksToSubscribe(root):
		return ingest.ErrPaywall
	case asksForConsent(strings.SplitSeq(text, "\n")):
		return ingest.ErrConsent
	case text == "" && asksForConsent(shown(root)):
		return ingest.ErrConsent
	}
	return nil
}

// shown yields the texts that a page shows.
func shown(root *html.Node) iter.Seq[string] {
	return func(yield func(string) bool) {
		for n := range root.Descendants() {
			if n.Type == html.TextNode && !textless(n.Parent) && !yield(n.Data) {
				return
			}
		}
	}
}

// asksToSubscribe reports whether a page tells its reader to pay or register
// for the rest.
func asksToSubscribe(root *html.Node) bool {
	for text := range shown(root) {
		if phrasesIn(text, subscribePhrases) > 0 {
			return true
		}
	}
	return false
}

// asksForConsent reports whether most of what texts say is about consent to be
// followed, in several ways.
func asksForConsent(texts iter.Seq[string]) bool {
	const several = 3
	ways, about, all := 0, 0, 0
	for text := range texts {
		length := len(strings.TrimSpace(text))
		all += length
		if n := phrasesIn(text, consentPhrases); n > 0 {
			ways += n
			about += length
		}
	}
	return ways >= several && about*2 > all
}

// phrasesIn returns how many of some phrases a text has.
func phrasesIn(text string, phrases []string) int {
	n, small := 0, strings.ToLower(text)
	for _, phrase := range phrases {
		if strings.Contains(small, phrase) {
			n++
		}
	}
	return n
}
