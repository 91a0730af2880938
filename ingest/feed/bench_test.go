package feed

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/poll/polltest"
	"github.com/gigawire/gigawire/ingest/seen"
	"github.com/gigawire/gigawire/ingest/visit"
)

// Of the benchmark: feeds, the servers that have them, entries in each, and
// after how many polls one has an entry more.
const (
	feeds    = 5000
	hosts    = 64
	listed   = 20
	newEvery = 10
)

// press serves feeds under /feed/N and pages elsewhere, and counts polls.
type press struct {
	polls   atomic.Int64
	each    [feeds]atomic.Int64
	rounds  chan int64 // tells of each round of polls
	article []byte
}

func (p *press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, isFeed := strings.CutPrefix(r.URL.Path, "/feed/")
	switch {
	case r.URL.Path == "/robots.txt":
		http.NotFound(w, r)
	case !isFeed:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(p.article)
	default:
		number, _ := strconv.Atoi(name)
		p.feed(w, r, number)
	}
}

func (p *press) feed(w http.ResponseWriter, r *http.Request, number int) {
	version := (p.each[number].Add(1) + int64(number%newEvery)) / newEvery
	if n := p.polls.Add(1); n%feeds == 0 {
		p.rounds <- n / feeds
	}
	etag := fmt.Sprintf(`"%d"`, version)
	if w.Header().Set("ETag", etag); r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<rss><channel><title>Feed %d</title>", number)
	for i := version + listed; i > version; i-- {
		fmt.Fprintf(&b, "<item><title>Story %d of %d</title><link>/%d/%d</link><pubDate>Mon, 02 Mar 2026 07:00:00 GMT</pubDate><description>%s</description></item>",
			i, number, number, i, "Some words that say what the story is about, as feeds have them.")
	}
	_, _ = io.WriteString(w, b.String()+"</channel></rss>")
}

// BenchmarkFiveThousandFeeds polls 5,000 feeds over loopback as fast as it goes,
// from 64 hosts: most have not changed, each tenth time one has an entry more,
// whose page is fetched. A round is a poll of each. What is reported is polls a
// second, pages a second, and what is live on the heap after the first round and
// the last, which must not grow.
func BenchmarkFiveThousandFeeds(b *testing.B) {
	p := &press{rounds: make(chan int64, 1000), article: []byte(polltest.Page("Acme buys Bolt").Body)}
	scheduler := newPolling(b, p)
	var taken atomic.Int64
	var draining sync.WaitGroup
	draining.Go(func() {
		for {
			d, err := scheduler.Next(b.Context())
			if err != nil {
				return
			}
			taken.Add(1)
			draining.Go(func() { d.Ack(nil) })
		}
	})
	<-p.rounds // each feed was asked for once
	first, _ := live()
	before := taken.Load()
	polls := p.polls.Load()
	b.ResetTimer()
	for range b.N {
		<-p.rounds
	}
	b.StopTimer()
	seconds := b.Elapsed().Seconds()
	b.ReportMetric(float64(p.polls.Load()-polls)/seconds, "polls/s")
	b.ReportMetric(float64(taken.Load()-before)/seconds, "pages/s")
	last, goroutines := live()
	b.ReportMetric(first, "MB-before")
	b.ReportMetric(last, "MB-after")
	b.ReportMetric(goroutines, "goroutines")
	if last > 1.25*first+10 {
		b.Errorf("%.0f MB are live after %d rounds, %.0f MB before", last, b.N, first)
	}
	if err := scheduler.Close(); err != nil {
		b.Error(err)
	}
	draining.Wait()
}

// live returns how much of the heap is in use, in MB, and how many goroutines
// there are.
func live() (megabytes, goroutines float64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20), float64(runtime.NumGoroutine())
}

// newPolling returns a scheduler of all feeds, which note their state on disk.
func newPolling(b *testing.B, p *press) *poll.Scheduler {
	b.Helper()
	settings := fetch.DefaultConfig()
	var urls []string
	for range hosts {
		server := httptest.NewServer(p)
		b.Cleanup(server.Close)
		urls = append(urls, server.URL)
		settings.AllowHosts = append(settings.AllowHosts, strings.TrimPrefix(server.URL, "http://"))
	}
	fetcher, err := fetch.New(settings)
	if err != nil {
		b.Fatal(err)
	}
	store, err := seen.Open(filepath.Join(b.TempDir(), "seen.db"), seen.DefaultLimit)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	log := slog.New(slog.DiscardHandler)
	var memory polltest.Memory
	visitor := visit.New(visit.Deps{Fetcher: fetcher, Memory: &memory, Reader: page.New(), Log: log, Now: time.Now})
	scheduler := poll.New(fetcher)
	for i := range feeds * listed { // what the feeds begin with
		if err := memory.Add(fmt.Sprintf("%s/%d/%d", urls[i/listed%hosts], i/listed, i%listed+1)); err != nil {
			b.Fatal(err)
		}
	}
	for i := range feeds {
		f, err := New(Config{URL: fmt.Sprintf("%s/feed/%d", urls[i%hosts], i), Interval: time.Millisecond},
			Deps{Fetcher: fetcher, Visitor: visitor, Notes: store, Wake: scheduler.Wake, Log: log, Now: time.Now})
		if err != nil {
			b.Fatal(err)
		}
		scheduler.Add(f)
	}
	return scheduler
}
