package extract_test

import (
	"os"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/eval"
)

// BenchmarkExtract reads the gold articles that may be looked at, over and
// over, and tells words per second.
func BenchmarkExtract(b *testing.B) {
	items, err := eval.Load(os.DirFS("testdata/gold"), eval.SplitLook)
	if err != nil {
		b.Fatal(err)
	}
	e, err := extract.New()
	if err != nil {
		b.Fatal(err)
	}
	words, size := 0, 0
	for i := range items {
		words += len(strings.Fields(items[i].Article.Text))
		size += len(items[i].Article.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	facts := 0
	for b.Loop() {
		for i := range items {
			facts += len(e.Extract(items[i].Article))
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(float64(facts)/float64(b.N), "facts/op")
}
