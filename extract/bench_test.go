package extract_test

import (
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/eval"
	"github.com/gigawire/gigawire/ingest/article"
)

// BenchmarkExtract reads the gold articles that may be looked at, over and
// over, and tells words per second.
func BenchmarkExtract(b *testing.B) {
	articles := lookArticles(b)
	e := newExtractor(b)
	words, size := 0, 0
	for _, a := range articles {
		words += len(strings.Fields(a.Text))
		size += len(a.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	facts := 0
	for b.Loop() {
		for _, a := range articles {
			facts += len(e.Extract(a))
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(float64(facts)/float64(b.N), "facts/op")
}

// BenchmarkLength reads texts of 10 kB to 10 MB. Its ns/word stays the same
// where time is linear in the length, whether a text names the same companies
// again and again or always new ones.
func BenchmarkLength(b *testing.B) {
	e := newExtractor(b)
	sizes := map[string]int{"10kB": 1e4, "100kB": 1e5, "1MB": 1e6, "10MB": 1e7}
	for _, names := range []string{"same names", "new names"} {
		for _, size := range []string{"10kB", "100kB", "1MB", "10MB"} {
			text := longText(b, sizes[size], names == "new names")
			words := len(strings.Fields(text))
			b.Run(names+"/"+size, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					e.Extract(article.Article{ID: "long", Text: text})
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*words), "ns/word")
			})
		}
	}
}

// BenchmarkEndless reads one sentence without an end, full of what is looked for.
// Its ns/word stays the same too.
func BenchmarkEndless(b *testing.B) {
	e := newExtractor(b)
	const words = 12
	for _, times := range []int{1e3, 1e4} {
		text := strings.Repeat("Kestrel Foods plc paid $5 million for 7% of a 3 GW plant, ", times)
		b.Run(strconv.Itoa(times*words)+" words", func(b *testing.B) {
			for b.Loop() {
				e.Extract(article.Article{ID: "endless", Text: text})
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*times*words), "ns/word")
		})
	}
}

// BenchmarkNew tells how long an extractor takes to be there.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newExtractor(b)
	}
}

// BenchmarkFirstArticles tells how long a new extractor takes to be there and
// to read its first 28 articles, for which it loads what New leaves for later,
// and how much memory it then keeps for all goroutines.
func BenchmarkFirstArticles(b *testing.B) {
	articles := lookArticles(b)
	before := heap()
	var e *extract.Extractor
	for b.Loop() {
		e = newExtractor(b)
		for _, a := range articles {
			e.Extract(a)
		}
	}
	b.ReportMetric(float64(heap()-before)/1e6, "MB-kept")
	runtime.KeepAlive(e)
}

// maxHeap is how many bytes one extractor, shared by all goroutines, may keep.
const maxHeap = 60e6

func TestExtractorKeepsLittleMemory(t *testing.T) {
	articles := lookArticles(t)
	before := heap()
	e := newExtractor(t)
	for _, a := range articles {
		e.Extract(a)
	}
	if kept := heap() - before; kept > maxHeap || kept < 1e6 {
		t.Errorf("an extractor keeps %.1f MB, want 1 to %.0f", float64(kept)/1e6, maxHeap/1e6)
	}
	runtime.KeepAlive(e)
}

// heap returns the bytes in use after collecting what is not.
func heap() int64 {
	var m runtime.MemStats
	for range 2 { // what has a finaliser goes at the second
		runtime.GC()
	}
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func newExtractor(tb testing.TB) *extract.Extractor {
	tb.Helper()
	e, err := extract.New()
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

func lookArticles(tb testing.TB) []article.Article {
	tb.Helper()
	items, err := eval.Load(os.DirFS("testdata/gold"), eval.SplitLook)
	if err != nil {
		tb.Fatal(err)
	}
	articles := make([]article.Article, len(items))
	for i := range items {
		articles[i] = items[i].Article
	}
	return articles
}

// longText joins articles until there are size bytes. With newNames, long
// capitalised words differ from one round to the next.
func longText(tb testing.TB, size int, newNames bool) string {
	tb.Helper()
	var text strings.Builder
	for round, articles := 0, lookArticles(tb); ; round++ {
		for _, a := range articles {
			body := a.Text
			if newNames {
				body = renamed(body, round)
			}
			text.WriteString(body)
			text.WriteString("\n\n")
			if text.Len() >= size {
				return strings.ToValidUTF8(text.String()[:size], "")
			}
		}
	}
}

// longName is a capitalised word of six letters or more.
var longName = regexp.MustCompile(`\b[A-Z]\pL{5,}`)

// renamed appends letters that tell the round to long names.
func renamed(text string, round int) string {
	tail := ""
	for ; round > 0; round /= 20 {
		tail += "o" + string("bcdfghjklmnpqrstvwxz"[round%20])
	}
	return longName.ReplaceAllString(text, "${0}"+tail)
}
