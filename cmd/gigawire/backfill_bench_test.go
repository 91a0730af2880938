//go:build unix

package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
)

// BenchmarkBackfill reads the pages of the directory GIGAWIRE_PAGES, written
// as one WARC.gz, in three ways by turns: unpacked and parsed with nothing made
// of it, backfilled, and backfilled with --prefilter. It reports the pages a
// second of each, and the ratios.
func BenchmarkBackfill(b *testing.B) {
	dir := os.Getenv("GIGAWIRE_PAGES")
	if dir == "" {
		b.Skip("GIGAWIRE_PAGES names no directory of .html.gz pages")
	}
	path, pages := packPages(b, dir)
	relaxCollector()
	var parse, whole, filtered time.Duration
	for b.Loop() {
		parse += timed(func() { parseOnly(b, path) })
		whole += timed(func() { backfillOnce(b, path) })
		filtered += timed(func() { backfillOnce(b, path, "--prefilter") })
	}
	rate := func(d time.Duration) float64 { return float64(pages*b.N) / d.Seconds() }
	b.ReportMetric(rate(parse), "parsed/s")
	b.ReportMetric(rate(whole), "pages/s")
	b.ReportMetric(rate(filtered), "prefiltered/s")
	b.ReportMetric(rate(whole)/rate(parse), "of-parsing")
	b.ReportMetric(rate(filtered)/rate(whole), "prefilter-gain")
}

// timed returns the processor's time that something takes, which other
// programs disturb less than the clock's.
func timed(f func()) time.Duration {
	began := processorTime()
	f()
	return processorTime() - began
}

func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func backfillOnce(b *testing.B, path string, flags ...string) {
	b.Helper()
	args := append([]string{"backfill", path, "--to", filepath.Join(b.TempDir(), "facts.ndjson")}, flags...)
	var errs bytes.Buffer
	if code := execute(context.Background(), args, streams{nil, io.Discard, &errs}); code != exitDone && code != exitDeadLetters {
		b.Fatal(errs.String())
	}
}

// parseOnly unpacks the archive and parses each page, which is the least that
// any reader of pages must do.
func parseOnly(b *testing.B, path string) {
	b.Helper()
	file, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	in := bufio.NewReader(file)
	for member, err := gzip.NewReader(in); err == nil; err = member.Reset(in) {
		member.Multistream(false)
		record, err := io.ReadAll(member)
		if err != nil {
			b.Fatal(err)
		}
		_, page, _ := bytes.Cut(record, []byte("\r\n\r\n"))
		_, page, _ = bytes.Cut(page, []byte("\r\n\r\n"))
		if _, err := goquery.NewDocumentFromReader(bytes.NewReader(page)); err != nil {
			b.Logf("not parsed: %v", err)
		}
	}
}

// repeats is how often each page is in the archive, so that what it takes to
// begin counts as little as with a real one.
const repeats = 20

// packPages writes the pages of a directory as the records of an archive, each
// packed by itself, as Common Crawl does.
func packPages(b *testing.B, dir string) (path string, pages int) {
	b.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.html.gz"))
	if err != nil || len(names) == 0 {
		b.Fatalf("no .html.gz pages in %s: %v", dir, err)
	}
	path = filepath.Join(b.TempDir(), "pages.warc.gz")
	out, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer out.Close()
	for _, name := range names {
		record := recordOf(b, name)
		for range repeats {
			if _, err := out.Write(record); err != nil {
				b.Fatal(err)
			}
		}
	}
	return path, len(names) * repeats
}

func recordOf(b *testing.B, name string) []byte {
	b.Helper()
	file, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		b.Fatal(err)
	}
	page, err := io.ReadAll(unpacked)
	if err != nil {
		b.Fatal(err)
	}
	response := append([]byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"), page...)
	var record bytes.Buffer
	packed := gzip.NewWriter(&record)
	address := "https://pages.example/" + strings.TrimSuffix(filepath.Base(name), ".html.gz")
	fmt.Fprintf(packed, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-10-05T08:15:00Z\r\nWARC-Target-URI: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		address, len(response), response)
	if err := packed.Close(); err != nil {
		b.Fatal(err)
	}
	return record.Bytes()
}
