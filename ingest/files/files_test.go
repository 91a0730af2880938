package files

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/page"
)

const (
	story    = "Acme raised $5 million on Monday, it said in London, and will build a plant."
	longPage = "<html lang=en><head><title>Acme raises</title></head><body><article><p>" + story + "</p></article></body></html>"
)

// tree makes files below a new directory and returns it. A name that ends with
// a slash is a directory.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			err := os.MkdirAll(path, 0o755)
			if err != nil {
				t.Fatal(err)
			}
		} else if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func packed(t *testing.T, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// taken is what came of a document: an article's text, or a rejection.
type taken struct{ text, origin, reason, said string }

// takeAll reads a source to its end.
func takeAll(t *testing.T, c Config) []taken {
	t.Helper()
	f, err := New(c, page.New())
	if err != nil {
		t.Fatal(err)
	}
	return drain(t, f)
}

func drain(t *testing.T, f *Files) []taken {
	t.Helper()
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	var out []taken
	for {
		d, err := f.Next(t.Context())
		switch {
		case errors.Is(err, io.EOF):
			return out
		case err != nil:
			t.Fatal(err)
		case d.Ack == nil:
			t.Fatal("a delivery cannot be acknowledged")
		case d.Rejection != nil:
			out = append(out, taken{origin: d.Rejection.Origin, reason: d.Rejection.Reason, said: d.Rejection.Err.Error()})
		default:
			out = append(out, taken{text: d.Article.Text})
		}
		d.Ack(nil)
	}
}

func texts(all []taken) []string {
	var out []string
	for _, one := range all {
		out = append(out, one.text)
	}
	return out
}

func TestEachKindOfDocumentIsRead(t *testing.T) {
	object := `{"id":"1","title":"Acme raises","text":"` + story + `"}`
	for name, content := range map[string]string{
		"a.html": longPage, "a.HTM": longPage, "a.txt": "Acme raises\n\n" + story, "a.md": "# Acme raises\n\n" + story,
		"a.json": object, "a.jsonl": "\n" + object + "\n", "a.ndjson": object, "a.page": longPage, "a.object": object,
		"a.html.gz": packed(t, longPage), "a.jsonl.gz": packed(t, object+"\n"),
	} {
		f, err := New(Config{Paths: []string{filepath.Join(tree(t, map[string]string{name: content}), name)}}, page.New())
		if err != nil {
			t.Fatal(err)
		}
		d, err := f.Next(t.Context())
		if err != nil || d.Rejection != nil || d.Article.Text != story || d.Article.Title != "Acme raises" {
			t.Errorf("%s: article %q, %q, rejection %+v, error %v", name, d.Article.Title, d.Article.Text, d.Rejection, err)
		}
		if rest := drain(t, f); len(rest) > 0 {
			t.Errorf("%s: there came more: %v", name, rest)
		}
	}
}

// TestKindIsObeyed though the name says another.
func TestKindIsObeyed(t *testing.T) {
	dir := tree(t, map[string]string{"a.html": `{"text":"one"}` + "\n" + `{"text":"two"}`})
	got := texts(takeAll(t, Config{Paths: []string{dir}, Kind: KindJSONL}))
	if diff := cmp.Diff([]string{"one", "two"}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestDirectoriesAreReadInOrder, with what is beneath them and what links lead
// to, without what is hidden and what is no article by its name.
func TestDirectoriesAreReadInOrder(t *testing.T) {
	dir := tree(t, map[string]string{
		"b.txt": "two", "a/z.md": "one", "c/d/e.txt": "three", ".hidden/x.txt": "no", ".x.txt": "no", "x.pdf": "no", "empty/": "",
		"elsewhere.page": "four",
	})
	if err := os.Symlink(filepath.Join(dir, "elsewhere.page"), filepath.Join(dir, "link.txt")); err != nil {
		t.Skip(err)
	}
	link := filepath.Join(t.TempDir(), "archive")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, link, dir + "/"} {
		if diff := cmp.Diff([]string{"one", "two", "three", "four"}, texts(takeAll(t, Config{Paths: []string{path}}))); diff != "" {
			t.Errorf("%s: -want +got\n%s", path, diff)
		}
	}
}

func TestStandardInputIsReadWhereItIsNamed(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "a file"})
	in := strings.NewReader("a pipe")
	got := texts(takeAll(t, Config{Paths: []string{dir, "-"}, Stdin: in}))
	if diff := cmp.Diff([]string{"a file", "a pipe"}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if got := takeAll(t, Config{Paths: []string{"-"}, Kind: KindJSONL, Stdin: strings.NewReader("")}); len(got) > 0 {
		t.Errorf("an empty pipe gives %v", got)
	}
}

// TestWhatCannotBeReadDisturbsNothing: each gives one rejection, which says
// what is wrong, and the document after it is read.
func TestWhatCannotBeReadDisturbsNothing(t *testing.T) {
	dir := tree(t, map[string]string{
		"empty.html": "", "blank.txt": " \n ", "image.html": "\x89PNG\r\n\x1a\n\x00\x00", "big.txt": strings.Repeat("a", 2000),
		"charset.html": "<meta charset=klingon>caf\xe9", "menu.html": "<html><nav>Home</nav></html>", "broken.json": `{"text":`,
		"list.json": `["a"]`, "other/notes.pdf": "%PDF", "blank.jsonl": "\n \n", "loose.gz": "not packed", "void.txt.gz": "",
		"cut.txt.gz": packed(t, story)[:30], "bomb.txt.gz": packed(t, strings.Repeat("a", 1<<20)), "good.txt": story,
	})
	for name, want := range map[string]taken{
		"empty.html":   {reason: ingest.ReasonEmpty, said: "save it again"},
		"blank.txt":    {reason: ingest.ReasonEmpty, said: "save it again"},
		"image.html":   {reason: ingest.ReasonBinary, said: "image/png: convert it"},
		"big.txt":      {reason: ingest.ReasonTooLarge, said: "more than 1000 bytes: give each article a file"},
		"charset.html": {reason: ingest.ReasonCharset, said: `"klingon": convert the document to UTF-8`},
		"menu.html":    {reason: ingest.ReasonNoText, said: "save its text as .txt"},
		"broken.json":  {reason: ingest.ReasonMalformed, said: `want an object {"text": …}`},
		"list.json":    {reason: ingest.ReasonMalformed, said: `want an object {"text": …}`},
		"other":        {reason: ingest.ReasonFetch, said: "no articles here: name .html"},
		"blank.jsonl":  {reason: ingest.ReasonFetch, said: "no articles here: name .html"},
		"loose.gz":     {reason: ingest.ReasonMalformed, said: "unpacking"},
		"void.txt.gz":  {reason: ingest.ReasonEmpty, said: "empty"},
		"cut.txt.gz":   {reason: ingest.ReasonMalformed, said: "unexpected EOF: pack it again"},
		"bomb.txt.gz":  {reason: ingest.ReasonTooLarge, said: "more than 1000 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			bad, good := filepath.Join(dir, name), filepath.Join(dir, "good.txt")
			got := takeAll(t, Config{Paths: []string{bad, good}, MaxDocument: 1000})
			if len(got) != 2 || got[0].origin != bad || got[0].reason != want.reason || !strings.Contains(got[0].said, want.said) {
				t.Fatalf("got %+v, want %+v first", got, want)
			}
			if got[1].text != story {
				t.Errorf("the good document beside it gives %+v", got[1])
			}
		})
	}
}

func TestConfigIsValidated(t *testing.T) {
	for _, c := range []struct {
		config Config
		said   string
	}{
		{Config{}, "name files or directories"},
		{Config{Paths: []string{"a"}, Kind: "pdf"}, "choose one of auto, html"},
	} {
		if _, err := New(c.config, page.New()); err == nil || !strings.Contains(err.Error(), c.said) {
			t.Errorf("error %v, want one that says %q", err, c.said)
		}
	}
}

// TestPathThatIsNotThereIsAnError at once, and a rejection where it goes later.
func TestPathThatIsNotThereIsAnError(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "one", "b.txt": "two"})
	gone := filepath.Join(dir, "a.txt")
	f, err := New(Config{Paths: []string{gone, dir}}, page.New())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	got := drain(t, f)
	if len(got) != 2 || got[0].origin != gone || !strings.Contains(got[0].said, "no such file") || got[1].text != "two" {
		t.Errorf("got %+v", got)
	}
	if _, err := New(Config{Paths: []string{dir, gone}}, page.New()); err == nil || !strings.Contains(err.Error(), gone+": no such file") {
		t.Errorf("error %v", err)
	}
}

func TestFilesEndWithTheirContext(t *testing.T) {
	f, err := New(Config{Paths: []string{tree(t, map[string]string{"a.jsonl": `{"text":"one"}`})}}, page.New())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Next(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}
