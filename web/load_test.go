package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/web/store"
)

// BenchmarkLoad holds as many articles as a page does, those of the sample newsroom
// again and again with a fact of their own, and measures each page, and how much
// memory all of it takes with the extractor: "make load".
func BenchmarkLoad(b *testing.B) {
	const most = 300 << 20 // bytes
	s := &site{nil, nil}
	held, err := store.New(store.Limit)
	if err != nil {
		b.Fatal(err)
	}
	s.Page, err = New(Options{
		Store: held, Letters: NewLetters(), Meter: &Meter{}, Follower: &Follower{}, Brokers: "127.0.0.1:9092",
		Changes: func(h http.Handler) http.Handler { return h },
	})
	if err != nil {
		b.Fatal(err)
	}
	extractor, err := extract.New()
	if err != nil {
		b.Fatal(err)
	}
	fill(b, held, extractor)
	size, used := held.Size(), heap()
	b.Logf("%d articles with %d facts: %d MB in all", size.Articles, size.Facts, used>>20)
	if size.Articles != store.Limit || used > most {
		b.Errorf("%d articles take %d bytes, want at most %d", size.Articles, used, most)
	}
	latest := held.Newest(store.Filter{}, 1, "")[0]
	for name, path := range map[string]string{
		"live": "/", "filter": "/?type=valuation&company=orrery&min=1bn", "search": "/?q=transformers+demand", "search-in-vain": "/?q=no+such+words+anywhere",
		"article": "/articles/" + latest.Article.ID, "fact": "/facts/" + latest.Facts[0].ID, "companies": "/companies",
		"company": "/companies/orrery", "gigawatts": "/gigawatts", "valuations": "/valuations", "pipeline": "/pipeline",
	} {
		b.Run(name, func(b *testing.B) {
			best := time.Hour
			for b.Loop() {
				began := time.Now()
				w := httptest.NewRecorder()
				s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
				if w.Code != http.StatusOK {
					b.Fatalf("%s: status %d", path, w.Code)
				}
				best = min(best, time.Since(began))
			}
			b.ReportMetric(float64(best.Microseconds())/1000, "ms-at-best")
		})
	}
	runtime.KeepAlive(extractor)
}

// fill reads as many articles as are held into a store.
func fill(b *testing.B, held *store.Store, extractor *extract.Extractor) {
	b.Helper()
	stories := newsroomStories(b)
	for n := range store.Limit {
		a := stories[n%len(stories)]
		a.ID, a.Source, a.Published = fmt.Sprintf("a%d", n), fmt.Sprintf("Newsroom %d", n%300), noon.Add(time.Duration(n)*time.Minute)
		a.Text += fmt.Sprintf("\n\nZeta%d Corp said on Monday it had raised $%d million.", n, n+1)
		add(b, held, a, extractor.Extract(a))
	}
}

func add(b *testing.B, held *store.Store, a article.Article, facts []fact.Fact) {
	b.Helper()
	held.Update(func(w *store.Writer) {
		w.Article(a, a.Published)
		for i := range facts {
			raw, err := json.Marshal(facts[i])
			if err != nil {
				b.Fatal(err)
			}
			w.Fact(&facts[i], raw, a.Published)
		}
	})
}

func newsroomStories(b *testing.B) []article.Article {
	b.Helper()
	names, err := filepath.Glob("../ingest/newsroom/articles/*.txt")
	if err != nil || len(names) == 0 {
		b.Fatal("no articles: ", err)
	}
	var out []article.Article
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		head, text, _ := strings.Cut(string(data), "\n\n")
		title, _, _ := strings.Cut(strings.TrimPrefix(head, "title: "), "\n")
		out = append(out, article.Article{Title: title, Text: text})
	}
	return out
}

// heap returns how much memory lives, in bytes.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // what the first one found to be finalised
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
