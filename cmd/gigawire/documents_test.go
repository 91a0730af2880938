package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// hard are documents that are hard to read, by name, and what is said of each;
// of those that are read nothing is.
func hard() map[string]struct{ content, said string } {
	paragraph := "<p>" + story + "</p>"
	return map[string]struct{ content, said string }{
		"empty.html":      {"", "empty.html: the document is empty"},
		"binary.html":     {"\x7fELF\x02\x01\x01\x00\x00\x01\x02" + strings.Repeat("\x00\x03\xff", 900), "binary.html: the document is not text"},
		"charset.html":    {"<meta charset=klingon-8><p>" + strings.Repeat("\xe4\xf6", 40), `charset.html: the document's charset is unknown: "klingon-8": convert`},
		"paragraphs.html": {"<html lang=en><article>" + strings.Repeat(paragraph, 100_000), "paragraphs.html: the document is too large"},
		"huge.html":       {"<html lang=en><article>" + strings.Repeat(paragraph, 50<<20/len(paragraph)), "huge.html: the document is too large: more than 20 MB"},
		"deep.html":       {"<html lang=en>" + strings.Repeat("<div>", 10_000) + paragraph + paragraph, ""},
		"broken.html":     {"<html lang=en><article>" + paragraph + "<p>\xff\xfe \xe2\x80 “quoted” caf\xc3\xa9</p></article>", ""},
	}
}

// hardDocuments writes them to a directory, and one good one beside them.
func hardDocuments(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, d := range hard() {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(d.content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "good.txt"), []byte(story), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestHardDocumentsAreSaidOrRead, one message for each that is no article, in a
// time that one would wait, and the others are read.
func TestHardDocumentsAreSaidOrRead(t *testing.T) {
	dir := hardDocuments(t)
	began := time.Now()
	c := run1(t, "", "article", dir)
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
	c.want(t, exitDeadLetters, "documents that are no articles: 5")
	for name, d := range hard() {
		if got := strings.Count(c.err, name); d.said != "" && (got != 1 || !strings.Contains(c.err, d.said)) || d.said == "" && got > 0 {
			t.Errorf("of %s it is said:\n%s\nwant once: %q", name, c.err, d.said)
		}
	}
	if read := strings.Count(c.out, "Acme Robotics, the “small” maker"); strings.Count(c.out, `"id"`) != 3 || read < 3 {
		t.Errorf("%d articles with the story %d times", strings.Count(c.out, `"id"`), read)
	}
}

// TestDirectoryIsNamedThoughTheMessageHasItsName in another word.
func TestDirectoryIsNamedThoughTheMessageHasItsName(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("dir", 0o755); err != nil {
		t.Fatal(err)
	}
	run1(t, "", "article", "dir").want(t, exitFailed, "gigawire: dir: no articles here")
}

// hostile serves a feed and pages of which only one is good. One never ends.
func hostile(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/feed", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "<rss><channel><title>Hostile</title>")
		for _, page := range []string{"missing", "endless", "charset.html", "empty.html", "good", "binary.html"} {
			fmt.Fprintf(w, "<item><title>%s</title><link>/%s</link></item>", page, page)
		}
		fmt.Fprint(w, "</channel></rss>")
	})
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			fmt.Fprint(w, strings.Repeat("<p>"+story, 100))
		}
	})
	mux.HandleFunc("/good", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html lang=en><article><p>"+story) })
	documents := hard()
	for _, name := range []string{"charset.html", "empty.html", "binary.html"} {
		mux.HandleFunc("/"+name, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, documents[name].content)
		})
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

// TestHostilePagesAreSaid, each once, where they are named as where a feed
// lists them, beside files that are no better.
func TestHostilePagesAreSaid(t *testing.T) {
	server := hostile(t)
	c := run1(t, "", "extract", "-o", "ndjson", server.URL+"/missing", server.URL+"/endless", server.URL+"/good")
	c.want(t, exitFailed, server.URL+"/missing: the server answered 404", server.URL+"/endless: the document is too large: more than the 5242880 bytes")
	if len(c.facts(t)) == 0 {
		t.Error("the good page beside them gave no facts")
	}
	s := newSite(t, "")
	s.set("newsroom.enabled", "false")
	s.set("fetch.allow_hosts", "["+strings.TrimPrefix(server.URL, "http://")+"]")
	s.set("sources.feeds", "[{url: '"+server.URL+"/feed'}, {url: '"+server.URL+"/missing'}]")
	s.set("sources.paths", "["+hardDocuments(t)+", "+t.TempDir()+"]")
	ran := s.run(t, "run", "--once")
	ran.want(t, exitFailed, "15 documents received, 4 articles published, 4 read", "1 of the sources failed",
		"2 ingest binary", "no articles here", "404 Not Found")
	if facts := s.onTopics(t); len(facts) == 0 {
		t.Error("the good documents gave no facts")
	}
}
