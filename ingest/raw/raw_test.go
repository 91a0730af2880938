package raw

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/link"
	"github.com/gigawire/gigawire/ingest/page"
)

var noon = time.Date(2026, 11, 2, 12, 0, 0, 5, time.UTC)

func newReader() *Reader { return New(page.New(), func() time.Time { return noon }) }

const (
	said    = "Pebblework said on Monday that it had raised $50 million from investors to build its second factory."
	address = "https://www.news.example/a?utm_source=x"
	normal  = "https://www.news.example/a"
	html    = "<html lang=en><head><title>Pebblework raises money</title></head><body><article><p>" + said + "</p><p>" + said + "</p></article></body></html>"
)

// TestAddressGivesTheID whatever a document is written in, so that an article
// that is brought twice is one.
func TestAddressGivesTheID(t *testing.T) {
	object := `{"title": "Pebblework raises money", "text": "` + said + `"}`
	for name, d := range map[string]Document{
		"html":                      {[]byte(html), "text/html; charset=utf-8", address},
		"html, by looking":          {[]byte(html), "", address},
		"text":                      {[]byte(said), "text/plain", address},
		"text, by looking":          {[]byte(said), "application/octet-stream", address},
		"markdown":                  {[]byte("# Pebblework\n\n" + said), "text/markdown", address},
		"json":                      {[]byte(object), "application/json", address},
		"json, by looking":          {[]byte("\n" + object), "", address},
		"json with its own address": {[]byte(`{"url": "` + address + `", "text": "` + said + `"}`), "", "https://relay.example/"},
	} {
		a, err := newReader().Article(d)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := article.Article{
			ID: article.ID(link.Identity(normal), ""), URL: address, CanonicalURL: normal, Source: "news.example",
			ContentHash: article.Hash(a.Title, a.Text), Fetched: noon.Truncate(time.Second),
		}
		a.Title, a.Text, a.Language = "", "", ""
		if diff := cmp.Diff(want, a); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

// TestGivenIDsAreKept and so are canonical addresses, sources and times.
func TestGivenIDsAreKept(t *testing.T) {
	a, err := newReader().Article(Document{Body: []byte(`{"id": "mine", "url": "https://b.example/1", "canonical_url": "https://a.example/1",
		"source": "A", "fetched": "2026-01-02T03:04:05Z", "text": "` + said + `"}`), URL: address})
	if err != nil || a.ID != "mine" || a.URL != "https://b.example/1" || a.CanonicalURL != "https://a.example/1" || a.Source != "A" || a.Fetched.Year() != 2026 || a.Fetched.Month() != 1 {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestWithoutAddressTheContentGivesTheID(t *testing.T) {
	a, err := newReader().Article(Document{Body: []byte(said)})
	if err != nil || a.ID != article.ID("", "\x00"+said) || a.URL != "" {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestWhatIsNoArticleIsRejected(t *testing.T) {
	for want, documents := range map[error][]Document{
		ingest.ErrMalformed: {
			{Body: []byte(`{broken`)},
			{Body: []byte(`no object`), ContentType: "application/json"},
			{Body: []byte(`{"title": "no text"}`)},
			{Body: []byte(`{"url": "javascript:alert(1)", "text": "` + said + `"}`)},
			{Body: []byte(said), URL: "ftp://news.example/a"},
		},
		ingest.ErrEmpty:    {{ContentType: "text/html"}, {Body: []byte(" \n")}},
		ingest.ErrBinary:   {{Body: []byte("\x89PNG\r\n\x1a\n\x00\x01")}},
		ingest.ErrNoText:   {{Body: []byte("<html><body></body></html>"), ContentType: "text/html"}},
		ingest.ErrTooLarge: {{Body: []byte(strings.Repeat(said+"\n\n", 11_000)), ContentType: "text/plain"}},
	} {
		for _, d := range documents {
			if a, err := newReader().Article(d); !errors.Is(err, want) || a.ID != "" {
				t.Errorf("%.40q as %q: %+v, error %v, want %v", d.Body, d.ContentType, a, err, want)
			}
		}
	}
}

func TestKindOf(t *testing.T) {
	for contentType, want := range map[string]Kind{
		"Text/HTML; charset=utf-8": KindHTML, "text/plain;": KindText, "text/markdown": KindMarkdown,
		"application/json": KindJSON, "application/x-ndjson": KindLines, "": KindUnknown, "image/png": KindUnknown, "text/html; charset": KindHTML,
	} {
		if got := KindOf(contentType); got != want {
			t.Errorf("%q is %q, want %q", contentType, got, want)
		}
	}
}

// FuzzArticle: whatever is brought gives an article with an ID and something to
// read, or an error that says why for good.
func FuzzArticle(f *testing.F) {
	for _, contentType := range []string{"", "text/html", "text/plain", "text/markdown", "application/json"} {
		for _, body := range []string{html, said, "# " + said, `{"text": "` + said + `"}`, `{"url": "` + address + `", "title": "a"}`, "{", "\x00"} {
			f.Add([]byte(body), contentType, address)
		}
	}
	r := newReader()
	f.Fuzz(func(t *testing.T, body []byte, contentType, url string) {
		a, err := r.Article(Document{body, contentType, url})
		if err != nil && ingest.Reason(err) == ingest.ReasonFetch {
			t.Errorf("the error gives no reason: %v", err)
		}
		if err == nil && (a.ID == "" || a.Text == "" && a.Title == "" || a.Fetched.IsZero()) {
			t.Errorf("%+v", a)
		}
	})
}
