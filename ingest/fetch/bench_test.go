package fetch

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"
)

// pageOfKB returns HTML of about so many kilobytes, which packs as pages do.
func pageOfKB(n int) []byte {
	var b strings.Builder
	for i := 0; b.Len() < n<<10; i++ {
		fmt.Fprintf(&b, "<div class=\"story item-%d\"><p>%s said on Monday, %d times over.</p></div>\n", i, noise(60), i*7919)
	}
	return []byte(b.String())
}

// BenchmarkGet fetches a page of 100 KB from loopback, in each coding, and
// says how many times as long it takes as net/http does for the plain page.
func BenchmarkGet(b *testing.B) {
	body := pageOfKB(100)
	for _, coding := range []string{"", "gzip", "br", "zstd"} {
		sent := body
		if coding != "" {
			sent = packed(b, coding, body)
		}
		b.Run("coding="+coding, func(b *testing.B) {
			server := httptest.NewServer(answer(coding, sent))
			defer server.Close()
			plain := httptest.NewServer(answer("", body))
			defer plain.Close()
			f := benchFetcher(b, server)
			bare := timeOf(b, func() error { return bareGet(b, plain.URL) })
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			b.ResetTimer()
			for b.Loop() {
				if resp, err := f.Get(b.Context(), server.URL+"/a", "", ""); err != nil || len(resp.Body) != len(body) {
					b.Fatal(len(resp.Body), err)
				}
			}
			each := b.Elapsed() / time.Duration(b.N)
			b.ReportMetric(float64(time.Second)/float64(each), "requests/s")
			b.ReportMetric(float64(each)/float64(bare), "x-net/http")
		})
	}
}

// BenchmarkGetFromManySites fetches a small page by many goroutines, each from
// a site of its own.
func BenchmarkGetFromManySites(b *testing.B) {
	sites := make(chan string, 64)
	var servers []*httptest.Server
	for range cap(sites) {
		server := httptest.NewServer(answer("", pageOfKB(4)))
		b.Cleanup(server.Close)
		servers = append(servers, server)
		sites <- server.URL + "/a"
	}
	f := benchFetcher(b, servers...)
	b.ReportAllocs()
	b.SetParallelism(16)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			site := <-sites
			if _, err := f.Get(b.Context(), site, "", ""); err != nil {
				b.Error(err)
			}
			sites <- site
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
}

// BenchmarkSites meets a new site each time, and says how much memory those
// take that are kept.
func BenchmarkSites(b *testing.B) {
	f := benchFetcher(b)
	before := heap()
	b.ReportAllocs()
	b.ResetTimer()
	for i := range max(b.N, maxSites) {
		s := f.sites.use(at(fmt.Sprintf("www.newspaper-%d.example", i)))
		if _, err := s.reserve(f.clock.now(), time.Second); err != nil {
			b.Fatal(err)
		}
		f.sites.letGo(s)
	}
	b.StopTimer()
	b.ReportMetric(float64(heap()-before)/float64(len(f.sites.byKey)), "B/site-kept")
	b.ReportMetric(float64(len(f.sites.byKey)), "sites-kept")
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// BenchmarkPermit matches an address against a long robots.txt.
func BenchmarkPermit(b *testing.B) {
	var robots strings.Builder
	robots.WriteString("User-agent: *\n")
	for i := range 500 {
		fmt.Fprintf(&robots, "Disallow: /section-%d/*/print$\nAllow: /section-%d/news\n", i, i)
	}
	r := parse(robots.String())
	b.ReportAllocs()
	for b.Loop() {
		if !r.allows("/section-77/2026/03/01/iron-falls-by-a-third?page=2") {
			b.Fatal("forbidden")
		}
	}
}

func benchFetcher(b *testing.B, servers ...*httptest.Server) *Fetcher {
	b.Helper()
	c := DefaultConfig()
	for _, s := range servers {
		c.AllowHosts = append(c.AllowHosts, strings.TrimPrefix(s.URL, "http://"))
	}
	f, err := New(c)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(f.client.CloseIdleConnections)
	return f
}

// timeOf returns how long something takes, once it is warm.
func timeOf(b *testing.B, do func() error) time.Duration {
	b.Helper()
	const times = 200
	var began time.Time
	for i := range times + 20 {
		if i == 20 {
			began = time.Now()
		}
		if err := do(); err != nil {
			b.Fatal(err)
		}
	}
	return time.Since(began) / times
}

// bareGet reads what a server sends, as it is.
func bareGet(b *testing.B, address string) error {
	req, err := http.NewRequestWithContext(b.Context(), http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Accept-Encoding", "identity")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.ReadAll(resp.Body)
	return err
}
