package page

import (
	"strings"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// maxNodes is how many nodes a tree may have for trafilatura to be asked: its
// time grows faster than the tree, and it cannot be interrupted.
const maxNodes = 20_000

// fallback asks trafilatura for the text, on the tree that is there already.
// It returns nothing where that finds nothing either.
func fallback(root *html.Node) string {
	nodes := 0
	for range root.Descendants() {
		if nodes++; nodes > maxNodes {
			return ""
		}
	}
	result, err := trafilatura.ExtractDocument(root, trafilatura.Options{EnableFallback: false, ExcludeComments: true})
	if err != nil || result == nil {
		return ""
	}
	var paragraphs []string
	for l := range strings.Lines(result.ContentText) {
		if l = tidy(l); l != "" {
			paragraphs = append(paragraphs, l)
		}
	}
	return strings.Join(paragraphs, "\n\n")
}
