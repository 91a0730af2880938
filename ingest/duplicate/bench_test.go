package duplicate

import (
	"runtime"
	"strconv"
	"testing"

	"github.com/gigawire/gigawire/ingest/article"
)

// BenchmarkUnrelated holds 100,000 unrelated texts against each other.
func BenchmarkUnrelated(b *testing.B) {
	n := 0
	for b.Loop() {
		n += wrong(b, 100_000)
	}
	b.ReportMetric(float64(n)/float64(b.N), "wrong")
	if n > 0 {
		b.Errorf("%d texts are taken for copies", n)
	}
}

// BenchmarkMark looks for copies of articles of 380 words among 20,000 others,
// where there are none and where there are.
func BenchmarkMark(b *testing.B) {
	for _, kind := range []string{"new", "copy"} {
		b.Run(kind, func(b *testing.B) { benchmarkMark(b, kind == "copy") })
	}
}

func benchmarkMark(b *testing.B, copies bool) {
	w, f := newNewswriter(3), newFinder(b)
	for i := range 20_000 {
		f.mark(strconv.Itoa(i), w.story())
	}
	found := 0
	var texts []string
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%1000 == 0 {
			b.StopTimer()
			texts = texts[:0]
			for n := range 1000 {
				texts = append(texts, w.prose(380))
				if copies {
					f.mark("of"+strconv.Itoa(i+n), texts[n])
					texts[n] = w.prefixed(texts[n])
				}
			}
			f.pending = nil
			b.StartTimer()
		}
		found += count(f.mark("new"+strconv.Itoa(i), texts[i%1000]) != "")
	}
	b.ReportMetric(float64(found)/float64(b.N), "found")
}

// BenchmarkOpen reads what a full log has, and says what it takes in memory.
func BenchmarkOpen(b *testing.B) {
	w, log := newNewswriter(12), &records{}
	f := open(b, DefaultConfig(), log, &clock{noon})
	for i := range DefaultConfig().Articles {
		f.mark(article.ID("", strconv.Itoa(i)), w.report())
	}
	if err := f.Save(); err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, record := range *log {
		size += len(record)
	}
	f = nil
	b.ReportAllocs()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for b.Loop() {
		f = open(b, DefaultConfig(), log, &clock{noon})
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(len(f.index.entries)), "heapB/article")
	b.ReportMetric(float64(size)/float64(len(*log)), "diskB/article")
}
