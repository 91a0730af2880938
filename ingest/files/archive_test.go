package files

import (
	"encoding/binary"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/page"
)

// response is a record of an archive.
func response(uri, contentType, body string) string {
	block := "HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\n\r\n" + body
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-03-01T10:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", uri, len(block), block)
}

// archived is an archive of pages, with a picture and damage among them.
func archived() string {
	return response("https://news.example/1?utm_source=a", "text/html", longPage) + response("https://news.example/i", "image/png", "\x89PNG") +
		"damage\r\n" + response("https://news.example/2", "text/html; charset=klingon", "caf\xe9") + response("https://news.example/robots.txt", "text/plain", "no") + response("https://news.example/3", "text/html", "<p>"+story)
}

// TestArchiveGivesItsPages, with what it says of them, and names what is broken.
func TestArchiveGivesItsPages(t *testing.T) {
	for name, content := range map[string]string{"a.warc": archived(), "a.warc.gz": packed(t, archived())} {
		path := filepath.Join(tree(t, map[string]string{name: content}), name)
		got := takeAll(t, Config{Paths: []string{filepath.Dir(path)}})
		if diff := cmp.Diff([]string{story, "", "", story}, texts(got)); diff != "" {
			t.Fatalf("%s: -want +got\n%s", name, diff)
		}
		if got[1].reason != ingest.ReasonMalformed || got[1].origin != path || !strings.Contains(got[1].said, "record 2, at byte") {
			t.Errorf("%s: damage is said so: %+v", name, got[1])
		}
		if got[2].reason != ingest.ReasonCharset || got[2].origin != path+", record 3, https://news.example/2" {
			t.Errorf("%s: a page that cannot be read is said so: %+v", name, got[2])
		}
		f, err := New(Config{Paths: []string{path}}, page.New())
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		d, err := f.Next(t.Context())
		a := d.Article
		if err != nil || a.CanonicalURL != "https://news.example/1" || a.Source != "news.example" || a.Fetched.Hour() != 10 || a.Title != "Acme raises" {
			t.Errorf("%s: article %+v, error %v", name, a, err)
		}
	}
}

// TestArchivesPackedByZstdAreRead, with a dictionary before them or without.
func TestArchivesPackedByZstdAreRead(t *testing.T) {
	one, two := response("https://news.example/1", "text/html", longPage), response("https://news.example/2", "text/html", longPage)
	dictionary, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 7, Contents: [][]byte{[]byte(one), []byte(two)}, History: []byte(one), Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderDict(dictionary))
	if err != nil {
		t.Fatal(err)
	}
	frame := func(content string) string {
		return "\x5d\x2a\x4d\x18" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(content)))) + content
	}
	records := string(w.EncodeAll([]byte(one), nil)) + string(w.EncodeAll([]byte(two), nil))
	for name, content := range map[string]string{
		"each by itself": zstandard(t, one) + zstandard(t, two), "together": zstandard(t, one+two),
		"dictionary": frame(string(dictionary)) + records, "packed dictionary": frame(zstandard(t, string(dictionary))) + records,
	} {
		path := filepath.Join(tree(t, map[string]string{"a.warc.zst": content}), "a.warc.zst")
		if diff := cmp.Diff([]string{story, story}, texts(takeAll(t, Config{Paths: []string{path}}))); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
	for name, content := range map[string]string{"cut": frame(string(dictionary))[:100], "wrong": frame("no dictionary") + records, "lacking": records} {
		path := filepath.Join(tree(t, map[string]string{"a.warc.zst": content}), "a.warc.zst")
		if got := takeAll(t, Config{Paths: []string{path}}); len(got) != 1 || got[0].reason != ingest.ReasonMalformed || !strings.Contains(got[0].said, "unpacking") {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestArchiveIsGoneOnWith behind each of its pages and damages.
func TestArchiveIsGoneOnWith(t *testing.T) {
	dir := tree(t, map[string]string{"a.warc.gz": packed(t, archived()), "b.txt": "b", "c.warc": "", "d.warc": archived()[:300]})
	c := Config{Paths: []string{dir}}
	all, at := positions(t, c)
	if len(all) != 4+1+1 {
		t.Fatalf("%d documents: %q", len(all), all)
	}
	for i := range all {
		c.After = at[i]
		rest, _ := positions(t, c)
		if diff := cmp.Diff(all[i+1:], rest); diff != "" && len(all[i+1:])+len(rest) > 0 {
			t.Errorf("behind %s, %+v: -want +got\n%s", all[i], at[i], diff)
		}
	}
}
