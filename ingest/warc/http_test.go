package warc

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/gigawire/gigawire/ingest"
)

func TestPageIsWhatTheServerAnswered(t *testing.T) {
	zip := packed(t, "A packed page")
	for name, test := range map[string]struct {
		typ, block string
		is         bool
		body       string
	}{
		"plain":             {"response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nA page", true, "A page"},
		"breaks of Unix":    {"response", "HTTP/1.0 200\nContent-Type: text/html\n\nA page", true, "A page"},
		"chunked":           {"response", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nA \r\n4\r\npage\r\n0\r\n\r\n", true, "A page"},
		"chunks that end":   {"response", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nA page\r\nff\r\nand", true, "A pageand"},
		"chunked, it says":  {"response", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>A page", true, "<p>A page"},
		"packed":            {"response", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + zip, true, "A packed page"},
		"packed, chunked":   {"response", fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Encoding: x-gzip\r\nTransfer-Encoding: Chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(zip), zip), true, "A packed page"},
		"packed, it says":   {"response", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nA page", true, "A page"},
		"packed, not said":  {"response", "HTTP/1.1 200 OK\r\n\r\n" + zip, true, "A packed page"},
		"packed, cut":       {"response", "HTTP/1.1 200 OK\r\n\r\n" + zip[:len(zip)-4], true, "A packed page"},
		"twice packed":      {"response", "HTTP/1.1 200 OK\r\nContent-Encoding: br, gzip\r\n\r\n" + packed(t, coded(t, "br", "A page")), true, "A page"},
		"br":                {"response", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + coded(t, "br", "A page"), true, "A page"},
		"br, it says":       {"response", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n<p>A page", true, "<p>A page"},
		"zstd":              {"response", "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n" + coded(t, "zstd", "A page"), true, "A page"},
		"deflate":           {"response", "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + coded(t, "deflate", "A page"), true, "A page"},
		"resource":          {"resource", "A page", true, "A page"},
		"error":             {"response", "HTTP/1.1 404 Not Found\r\n\r\nA page", false, ""},
		"moved":             {"response", "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\nA page", false, ""},
		"picture":           {"response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nA page", false, ""},
		"robots.txt":        {"response", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nAllow: /", false, ""},
		"request":           {"request", "GET / HTTP/1.1\r\n\r\n", false, ""},
		"revisit":           {"revisit", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", false, ""},
		"no status":         {"response", "A page", false, ""},
		"header and no end": {"response", "HTTP/1.1 200 OK\r\nContent-Type: text/html", true, ""},
	} {
		r := Record{Type: test.typ, Block: []byte(test.block)}
		page, is := r.Page()
		if is != test.is {
			t.Errorf("%s: it is a page: %v", name, is)
		}
		if !is {
			continue
		}
		if body, err := page.Unpacked(100); err != nil || string(body) != test.body {
			t.Errorf("%s: %q, error %v", name, body, err)
		}
	}
}

// coded returns a body in a content coding.
func coded(t *testing.T, coding, body string) string {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "br":
		w = brotli.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	case "zstd":
		var err error
		if w, err = zstd.NewWriter(&b); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Write([]byte(body)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestPageThatCannotBeUnpackedIsRefused, and one that would be too large.
func TestPageThatCannotBeUnpackedIsRefused(t *testing.T) {
	long := strings.Repeat("x", 101)
	for block, want := range map[string]error{
		"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x0b\x02":                           ingest.ErrMalformed,
		"HTTP/1.1 200 OK\r\nContent-Encoding: lzma\r\n\r\n]\x00":                            ingest.ErrMalformed,
		"HTTP/1.1 200 OK\r\n\r\n" + packed(t, long):                                         ingest.ErrTooLarge,
		"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n" + coded(t, "zstd", long):        ingest.ErrTooLarge,
		"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n\x28\xb5\x2f\xfd\x00\xf0\x01\x00": ingest.ErrMalformed,
	} {
		r := Record{Type: "response", Block: []byte(block)}
		page, is := r.Page()
		if _, err := page.Unpacked(100); !is || !errors.Is(err, want) {
			t.Errorf("%q: error %v, want %v", block, err, want)
		}
	}
}

// TestWhatArchivesNoteOfThemselvesIsNoPage.
func TestWhatArchivesNoteOfThemselvesIsNoPage(t *testing.T) {
	for uri, want := range map[string]bool{
		"http://news.example/a": true, "HTTPS://news.example/a b": true, "file:///a.html": true, "": true, "news.example": true,
		"metadata://gnu.org/software/wget/warc/wget.log": false, "urn:uuid:1": false, "dns:news.example": false,
	} {
		r := Record{Type: "resource", URI: uri, Block: []byte("text")}
		if _, is := r.Page(); is != want {
			t.Errorf("%s: %v", uri, is)
		}
	}
}
