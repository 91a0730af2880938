package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/sink/broker"
	"github.com/gigawire/gigawire/sink/kafka"
)

// BenchmarkArticleToFact gives a gigawire run with its broker inside 100
// articles of usual length a second, and reports how long after an article
// went in each of its facts could be read from its topic.
func BenchmarkArticleToFact(b *testing.B) {
	dir := b.TempDir()
	in := startRun(b, dir)
	p := &paced{came: map[string]time.Time{}, articles: goldArticles(b)}
	client := dialRun(b, dir)
	defer client.Close()
	p.run(b, in, client, 0, 100) // the group has yet to be joined, memory to be taken
	b.ResetTimer()
	latencies := p.run(b, in, client, 100, 100+b.N)
	b.StopTimer()
	slices.Sort(latencies)
	for _, share := range []int{50, 95, 99} {
		b.ReportMetric(float64(latencies[len(latencies)*share/100].Microseconds())/1000, fmt.Sprintf("p%d-ms", share))
	}
	b.ReportMetric(float64(len(latencies))/b.Elapsed().Seconds(), "facts/s")
	b.ReportMetric(0, "ns/op")
}

// startRun starts a run that reads articles from its standard input, which it
// returns, and that ends with the benchmark.
func startRun(b *testing.B, dir string) io.Writer {
	b.Helper()
	link := filepath.Join(dir, "articles.jsonl")
	if err := os.Symlink("/dev/stdin", link); err != nil {
		b.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	c := exec.CommandContext(b.Context(), self, "run", "--config", "../../pipeline.yaml", "--set", "newsroom.enabled=false", "--set", "http.address=''",
		"--set", "state="+filepath.Join(dir, "seen.db"), "--set", "broker.dir="+dir, "--set", "broker.port=0", "--set", "sources.paths=["+link+"]")
	c.Env = append(os.Environ(), "GIGAWIRE_TEST_AS_PROGRAM=1")
	in, err := c.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { c.Process.Kill(); c.Wait() })
	return in
}

// dialRun connects to the broker of a run once it is there.
func dialRun(b *testing.B, dir string) *kafka.Client {
	b.Helper()
	config := kafka.DefaultConfig()
	for len(config.Brokers) == 0 {
		if addr, err := broker.Address(b.Context(), dir); err == nil {
			config.Brokers = []string{addr}
		}
		time.Sleep(10 * time.Millisecond)
	}
	client, err := kafka.Connect(b.Context(), config, nil)
	if err != nil {
		b.Fatal(err)
	}
	if err := client.CreateTopics(b.Context()); err != nil {
		b.Fatal(err)
	}
	return client
}

// paced are articles that go in at their time.
type paced struct {
	articles []map[string]string

	mu   sync.Mutex
	came map[string]time.Time // by ID
}

func (p *paced) article(i int) []byte {
	a := p.articles[i%len(p.articles)]
	line, err := json.Marshal(map[string]string{
		"id": fmt.Sprint("paced-", i), "url": fmt.Sprint("https://news.example/", i), "title": a["title"],
		"text": a["text"] + fmt.Sprintf("\n\nThis was story number %d.", i),
	})
	if err != nil {
		panic(err) // strings can always be encoded
	}
	return append(line, '\n')
}

// run lets the articles from from up to to go in, one every 10 ms, and returns
// how long after its article each fact was read.
func (p *paced) run(b *testing.B, in io.Writer, client *kafka.Client, from, to int) []time.Duration {
	read, n := make(chan []time.Duration), p.facts(b, from, to)
	go func() { read <- p.follow(b, client, n) }()
	began := time.Now()
	for i := from; i < to; i++ {
		time.Sleep(time.Until(began.Add(time.Duration(i-from) * 10 * time.Millisecond)))
		p.mu.Lock()
		p.came[fmt.Sprint("paced-", i)] = time.Now()
		p.mu.Unlock()
		if _, err := in.Write(p.article(i)); err != nil {
			b.Fatal(err)
		}
	}
	return <-read
}

// facts returns how many facts the articles give.
func (p *paced) facts(b *testing.B, from, to int) (total int) {
	extractor, err := extract.New()
	if err != nil {
		b.Error(err)
		return 0
	}
	reader := page.New()
	for i := from; i < to; i++ {
		a, err := reader.JSON(p.article(i))
		if err != nil {
			b.Error(err)
		}
		total += len(extractor.Extract(a))
	}
	return total
}

// follow reads so many facts, and returns how long after its article each was
// there.
func (p *paced) follow(b *testing.B, client *kafka.Client, n int) (out []time.Duration) {
	ctx, cancel := context.WithTimeout(b.Context(), 10*time.Minute)
	defer cancel()
	for f, err := range client.Follow(ctx, kafka.Tail{Since: time.Now()}) {
		now := time.Now()
		if err != nil {
			b.Error(err)
			return []time.Duration{0}
		}
		p.mu.Lock()
		out = append(out, now.Sub(p.came[f.Article.ID]))
		p.mu.Unlock()
		if len(out) >= n {
			break
		}
	}
	return out
}

// goldArticles are those on which extraction is measured: some 400 words each.
func goldArticles(b *testing.B) (out []map[string]string) {
	b.Helper()
	paths, err := filepath.Glob("../../extract/testdata/gold/articles/*.json")
	if err != nil || len(paths) == 0 {
		b.Fatal("no articles", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		var a struct{ Title, Body string }
		if err != nil || json.Unmarshal(data, &a) != nil {
			b.Fatal(path, err)
		}
		out = append(out, map[string]string{"title": a.Title, "text": a.Body})
	}
	return out
}
