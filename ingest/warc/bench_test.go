package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// manyPages is an archive of n pages of text that packs about as pages do.
func manyPages(b *testing.B, n int) []byte {
	b.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	var out bytes.Buffer
	for i := range n {
		var page strings.Builder
		for page.Len() < 150_000 {
			fmt.Fprintf(&page, "<p class=%q>%x</p>\n", "paragraph of text", random.Uint64()>>(random.IntN(60)))
		}
		w := gzip.NewWriter(&out)
		if _, err := io.WriteString(w, response(fmt.Sprintf("https://news.example/%d", i), page.String())); err != nil {
			b.Fatal(err)
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
	return out.Bytes()
}

// BenchmarkReader reads the pages of an archive, and unpacks it with the
// standard library and nothing more, by turns, and reports the ratio.
func BenchmarkReader(b *testing.B) {
	archive := manyPages(b, 100)
	var read, unpacked time.Duration
	for b.Loop() {
		began := time.Now()
		readPages(b, archive)
		read += time.Since(began)
		began = time.Now()
		unpackOnly(b, archive)
		unpacked += time.Since(began)
	}
	b.ReportMetric(100*float64(b.N)/read.Seconds(), "pages/s")
	b.ReportMetric(unpacked.Seconds()/read.Seconds(), "of-unpacking")
}

func readPages(b *testing.B, archive []byte) {
	b.Helper()
	r, pages := NewReader(bytes.NewReader(archive), 1<<20), 0
	for record, err := r.Next(); !errors.Is(err, io.EOF); record, err = r.Next() {
		if err != nil {
			b.Fatal(err)
		}
		page, _ := record.Page()
		if _, err := page.Unpacked(1 << 20); err != nil {
			b.Fatal(err)
		}
		pages++
	}
	if pages != 100 {
		b.Fatalf("%d pages", pages)
	}
}

func unpackOnly(b *testing.B, archive []byte) {
	b.Helper()
	in, err := gzip.NewReader(bufio.NewReader(bytes.NewReader(archive)))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, in); err != nil {
		b.Fatal(err)
	}
}
