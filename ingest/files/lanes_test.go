package files

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/ingest/page"
)

// lanesFrom reads the documents of lanes from a position on: the text or fault
// of each, and the position behind it.
func lanesFrom(t *testing.T, c Config, after LanesPosition) (all []string, at []LanesPosition) {
	t.Helper()
	l, err := NewLanes(c, after, page.New())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for {
		d, position, err := l.Document(t.Context())
		if errors.Is(err, io.EOF) {
			checkBytes(t, l)
			return all, at
		}
		if err != nil {
			t.Fatal(err)
		}
		read := d.Read()
		said := read.Article.Text
		if read.Rejection != nil {
			said = read.Rejection.Err.Error()
		}
		all, at = append(all, said), append(at, position)
	}
}

// checkBytes wants all to be read at the end, and files of which the rest was
// read again not more than twice.
func checkBytes(t *testing.T, l *Lanes) {
	t.Helper()
	if read, total := l.Bytes(); read < total || read > 2*total {
		t.Errorf("%d of %d bytes read at the end", read, total)
	}
}

func jsonl(name string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"text\":\"%s%d\"}\n", name, i)
	}
	return b.String()
}

func TestLanesGiveDocumentsByTurns(t *testing.T) {
	dir := tree(t, map[string]string{
		"a.jsonl": jsonl("a", 3), "b.txt": "b0", "c.jsonl": jsonl("c", 2), "d.jsonl": "", "e.jsonl.gz": packed(t, jsonl("e", 2)), "f.txt": "f0",
	})
	got, _ := lanesFrom(t, Config{Paths: []string{dir, filepath.Join(dir, "a.jsonl")}}, LanesPosition{})
	if diff := cmp.Diff(strings.Fields("a0 b0 c0 a1 f0 c1 a2 e0 e1"), got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestFilesOfOneDocumentKeepTheirOrder.
func TestFilesOfOneDocumentKeepTheirOrder(t *testing.T) {
	files, want := map[string]string{}, []string(nil)
	for i := range 50 {
		want = append(want, fmt.Sprintf("text %02d", i))
		files[fmt.Sprintf("%02d.txt", i)] = want[i]
	}
	got, _ := lanesFrom(t, Config{Paths: []string{tree(t, files)}}, LanesPosition{})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestLanesGoOnBehindEachDocument with just what came after it, be they plain,
// packed, bundles or directories without articles.
func TestLanesGoOnBehindEachDocument(t *testing.T) {
	dir := tree(t, map[string]string{
		"a.jsonl": jsonl("a", 7), "b.txt": "b0", "c.jsonl": jsonl("c", 2) + "{broken\n", "d.txt": "", "e.jsonl.gz": packed(t, jsonl("e", 4)),
		"f.txt": "f0", "g.jsonl": jsonl("g", 1),
	})
	c := Config{Paths: []string{t.TempDir(), dir}}
	all, at := lanesFrom(t, c, LanesPosition{})
	if len(all) != 19 || !strings.Contains(all[0], "no articles here") {
		t.Fatalf("%d documents: %q", len(all), all)
	}
	for i := range all {
		rest, _ := lanesFrom(t, c, at[i])
		if diff := cmp.Diff(all[i+1:], rest); diff != "" && len(all[i+1:])+len(rest) > 0 {
			t.Errorf("behind %s, %+v: -want +got\n%s", all[i], at[i], diff)
		}
	}
}

func TestLanesDoNotGoOnElsewhere(t *testing.T) {
	dir := tree(t, map[string]string{"a.jsonl": jsonl("a", 3), "b.txt": "b"})
	_, at := lanesFrom(t, Config{Paths: []string{dir}}, LanesPosition{})
	if err := os.Rename(filepath.Join(dir, "a.jsonl"), filepath.Join(dir, "z.jsonl")); err != nil {
		t.Fatal(err)
	}
	_, err := NewLanes(Config{Paths: []string{dir}}, at[0], page.New())
	if !errors.Is(err, ErrMoved) || !strings.Contains(err.Error(), "a.jsonl: it is not there any more, or others came before it: begin anew") {
		t.Errorf("error %v", err)
	}
}

// TestLanesEndEarly without waiting for what nobody takes.
func TestLanesEndEarly(t *testing.T) {
	dir := tree(t, map[string]string{"a.jsonl": jsonl("a", 100), "b.jsonl": jsonl("b", 100)})
	l, err := NewLanes(Config{Paths: []string{dir}}, LanesPosition{}, page.New())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.Document(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}
