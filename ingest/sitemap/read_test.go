package sitemap

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"

	"github.com/gigawire/gigawire/ingest"
)

const news = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://news.example/1?a=1&amp;b=2 </loc><lastmod>2026-03-02</lastmod>
  <image:image><image:loc>https://news.example/1.jpg</image:loc></image:image>
  <news:news><news:publication><news:name>The Dispatch</news:name><news:language>en</news:language></news:publication>
  <news:publication_date>2026-03-02T07:00:00+01:00</news:publication_date><news:title><![CDATA[Acme & Bolt]]></news:title></news:news></url>
<url><loc>https://news.example/2</loc></url>
</urlset>`

func packed(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readAll(body []byte) (out []entry, l listing, err error) {
	l, err = read(body, func(e entry) { out = append(out, e) })
	return out, l, err
}

// TestEntriesOfASitemap, plain or packed, with what Google's extension says,
// and nothing of other extensions.
func TestEntriesOfASitemap(t *testing.T) {
	want := []entry{
		{
			address: "https://news.example/1?a=1&b=2", modified: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), news: true,
			published: time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC), title: "Acme & Bolt", language: "en",
		},
		{address: "https://news.example/2"},
	}
	for name, body := range map[string][]byte{
		"plain": []byte(news), "packed": packed(t, news), "a mark before it": []byte("\ufeff\n " + news),
		"no namespaces":       []byte(strings.ReplaceAll(news, ` xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`, "")),
		"wrong declaration":   []byte(strings.Replace(news, "UTF-8", "klingon", 1)),
		"a control character": []byte(strings.Replace(news, "<url>", "\x0b<url>", 1)),
	} {
		got, l, err := readAll(body)
		if err != nil || l.index || l.cut != nil {
			t.Errorf("%s: %+v, error %v", name, l, err)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(entry{})); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

func TestEntriesOfAnIndexAndAList(t *testing.T) {
	got, l, err := readAll([]byte(`<sitemapindex><sitemap><loc>https://news.example/a.xml</loc><lastmod>2026-03-02T08:00Z</lastmod></sitemap></sitemapindex>`))
	if err != nil || !l.index || len(got) != 1 || got[0].address != "https://news.example/a.xml" || got[0].modified.Hour() != 8 {
		t.Errorf("entries %+v, %+v, error %v", got, l, err)
	}
	got, l, err = readAll([]byte("https://news.example/1\r\n\nnonsense\nhttp://news.example/2"))
	if err != nil || l.index || len(got) != 2 || got[1].address != "http://news.example/2" {
		t.Errorf("entries %+v, %+v, error %v", got, l, err)
	}
}

// TestBrokenSitemapIsReadAsFarAsItGoes.
func TestBrokenSitemapIsReadAsFarAsItGoes(t *testing.T) {
	whole := packed(t, strings.Repeat(news[:len(news)-10], 100))
	for name, body := range map[string][]byte{
		"cut": []byte(news[:len(news)-20]), "cut in a name": []byte(news[:len(news)-8]), "bad characters": []byte(strings.Replace(news, "2026", "\xff\xfe", 1)),
		"packed and cut": whole[:len(whole)-50],
	} {
		got, l, err := readAll(body)
		if err != nil || len(got) == 0 || (l.cut == nil) != (name == "bad characters") {
			t.Errorf("%s: %d entries, %+v, error %v", name, len(got), l, err)
		}
	}
}

func TestWhatIsNoSitemapSaysSo(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		err  error
		said string
	}{
		"empty":      {"", ingest.ErrEmpty, "empty"},
		"blank":      {" \n", ingest.ErrEmpty, "empty"},
		"page":       {"<!DOCTYPE html><html><body>a</body></html>", ingest.ErrMalformed, "<html>"},
		"feed":       {"<rss/>", ingest.ErrMalformed, "sources.feeds"},
		"words":      {"no such page", ingest.ErrMalformed, "no sitemap"},
		"entities":   {`<!DOCTYPE u [<!ENTITY a "b">]><urlset/>`, ingest.ErrMalformed, "entities"},
		"nested":     {"<urlset>" + strings.Repeat("<url>", 10_000), ingest.ErrMalformed, "nested"},
		"not packed": {"\x1f\x8b\x08 nothing", ingest.ErrMalformed, "unpacking"},
	} {
		if _, _, err := readAll([]byte(c.body)); !errors.Is(err, c.err) || !strings.Contains(err.Error(), c.said) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// TestSitemapIsBounded in entries, and in bytes however well it is packed.
func TestSitemapIsBounded(t *testing.T) {
	var many strings.Builder
	for i := range maxEntries + 10 {
		fmt.Fprintf(&many, "<url><loc>http://a.example/%d</loc></url>", i)
	}
	got, l, err := readAll([]byte("<urlset>" + many.String() + "</urlset>"))
	if err != nil || len(got) != maxEntries || !errors.Is(l.cut, errMany) {
		t.Errorf("%d entries, cut for %v, error %v", len(got), l.cut, err)
	}
	bomb := packed(t, "<urlset><url><loc>http://a.example/1</loc></url>"+strings.Repeat(" ", maxBytes)+"<url><loc>http://a.example/2</loc></url></urlset>")
	got, l, err = readAll(bomb)
	if err != nil || len(got) != 1 || !errors.Is(l.cut, errLong) {
		t.Errorf("%d entries, cut for %v, error %v", len(got), l.cut, err)
	}
}

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-02T07:00:05+01:00": "2026-03-02 06:00:05", "2026-03-02T07:00Z": "2026-03-02 07:00:00", "2026-03-02": "2026-03-02 00:00:00",
		"2026-03-02T07:00:05.123Z": "2026-03-02 07:00:05", "2026-03": "2026-03-01 00:00:00", "2026": "2026-01-01 00:00:00", "2026-03-02T07:00:05": "2026-03-02 07:00:05",
		"yesterday": "0001-01-01 00:00:00", "": "0001-01-01 00:00:00",
	} {
		if got := date(text).UTC().Format(time.DateTime); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(news))
	f.Add([]byte("<sitemapindex><sitemap><loc>a"))
	f.Add([]byte("http://a.example/1\n"))
	f.Add(packed(f, "<urlset/>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		got, _, err := readAll(body)
		if err != nil && !errors.Is(err, ingest.ErrMalformed) && !errors.Is(err, ingest.ErrEmpty) {
			t.Errorf("error %v stands for no reason", err)
		}
		for _, e := range got {
			if e.address == "" || len(e.address) > maxAddress {
				t.Errorf("address %q", e.address)
			}
		}
	})
}
