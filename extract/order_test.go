package extract_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/ingest/article"
)

// TestArticlesLeaveNothingBehind: the room that an extractor keeps from one
// article has no say in the next, whichever that is.
func TestArticlesLeaveNothingBehind(t *testing.T) {
	articles := lookArticles(t)
	articles = append(articles, article.Article{ID: "long", Text: longText(t, 1e5, true)})
	e := newExtractor(t)
	want := map[string][]extract.Explained{}
	for _, a := range articles {
		want[a.ID] = e.Explain(a)
	}
	for _, e := range []*extract.Extractor{e, newExtractor(t)} {
		slices.Reverse(articles)
		for _, a := range articles {
			if diff := cmp.Diff(want[a.ID], e.Explain(a)); diff != "" {
				t.Fatalf("%s: before others -, after them +\n%s", a.ID, diff)
			}
		}
	}
}
