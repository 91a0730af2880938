package files

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/gigawire/gigawire/ingest"
)

// pages are the files of a bundle, in the order of their names.
func pages(t *testing.T) map[string]string {
	t.Helper()
	return map[string]string{
		"a.html": longPage, "b/c.txt": story, "b/d.jsonl": `{"text":"one"}` + "\n{broken\n" + `{"text":"two"}`, "e.csv.gz": packed(t, "text\nthree\nfour\n"),
		"f.warc": archived(), "g.zip": "no", "h.png": "no", ".hidden/i.txt": "no", "__MACOSX/j.txt": "no", "../../k.txt": "outside", "l.txt": "", "m.txt.gz": "no",
	}
}

const pagesHold = 1 + 1 + 3 + 2 + 4 + 1 + 1 + 1 + 1

func tarred(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(files[name])), Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zipped(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		out, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// zstandard packs by zstd.
func zstandard(t *testing.T, content string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(content), nil))
}

// TestBundlesGiveTheirFiles, each as a file of its kind, with its name.
func TestBundlesGiveTheirFiles(t *testing.T) {
	whole := tarred(t, pages(t))
	for name, content := range map[string]string{
		"a.tar": whole, "a.tar.gz": packed(t, whole), "a.tgz": packed(t, whole), "a.tar.zst": zstandard(t, whole), "a.zip": zipped(t, pages(t)),
	} {
		path := filepath.Join(tree(t, map[string]string{name: content}), name)
		got := takeAll(t, Config{Paths: []string{path}})
		want := []string{"outside", story, story, "one", "", "two", "three", "four", story, "", "", story, "", "", ""}
		if diff := cmp.Diff(want, texts(got)); diff != "" {
			t.Fatalf("%s: -want +got\n%s", name, diff)
		}
		for i, want := range map[int]taken{
			4:  {origin: path + ", b/d.jsonl:2", reason: ingest.ReasonMalformed, said: "invalid character"},
			9:  {origin: path + ", f.warc", reason: ingest.ReasonMalformed, said: "record 2, at byte"},
			12: {origin: path + ", g.zip", reason: ingest.ReasonMalformed, said: "a bundle in a bundle: unpack the outer one"},
			13: {origin: path + ", l.txt", reason: ingest.ReasonEmpty, said: "empty"},
			14: {origin: path + ", m.txt.gz", reason: ingest.ReasonMalformed, said: "it is not packed"},
		} {
			if got[i].origin != want.origin || got[i].reason != want.reason || !strings.Contains(got[i].said, want.said) {
				t.Errorf("%s: got %+v, want %+v", name, got[i], want)
			}
		}
	}
}

// TestBundleIsGoneOnWith behind each document of its entries.
func TestBundleIsGoneOnWith(t *testing.T) {
	whole := tarred(t, pages(t))
	goesOn(t, Config{Paths: []string{tree(t, map[string]string{
		"a.tar": whole, "b.tar.gz": packed(t, whole), "c.zip": zipped(t, pages(t)), "d.tar.zst": zstandard(t, whole), "e.zip": zipped(t, nil), "f.txt": "end",
	})}}, 4*pagesHold+1)
}

// TestBundleThatIsDamagedGivesWhatCameBefore.
func TestBundleThatIsDamagedGivesWhatCameBefore(t *testing.T) {
	files := map[string]string{"a.txt": story, "b.txt": strings.Repeat("b", 3000), "c.txt": "c"}
	whole := tarred(t, files)
	noise := strings.Repeat("\x01", 512)
	for name, test := range map[string]struct{ content, said string }{
		"cut.tar":     {whole[:2000], "b.txt: the document is malformed"},
		"noise.tar":   {whole[:1024] + noise + whole[1024:], "entry 2: the document is malformed: reading tar file"},
		"cut.zip":     {zipped(t, files)[:400], "reading zip file: zip: not a valid zip file: make it again"},
		"nothing.zip": {"", "reading zip file"},
		"useless.tar": {tarred(t, map[string]string{"a.png": "x"}), "no articles here"},
	} {
		got := takeAll(t, Config{Paths: []string{filepath.Join(tree(t, map[string]string{name: test.content}), name)}})
		var said string
		for _, one := range got {
			said += one.origin + ": " + one.said + "\n"
		}
		if !strings.Contains(said, test.said) {
			t.Errorf("%s: %q, want %q", name, said, test.said)
		}
		if strings.HasSuffix(test.said, "malformed") && got[0].text != story {
			t.Errorf("%s: first %+v", name, got[0])
		}
	}
}

// TestZIPThatUnpacksWithoutEndIsRefused: its entries are one and the same.
func TestZIPThatUnpacksWithoutEndIsRefused(t *testing.T) {
	whole := []byte(zipped(t, map[string]string{"a.txt": strings.Repeat("a", 100_000)}))
	end := bytes.LastIndex(whole, []byte("PK\x05\x06"))
	begin := bytes.Index(whole, []byte("PK\x01\x02"))
	entry, tail := whole[begin:end], bytes.Clone(whole[end:])
	const times = 50
	tail[8], tail[10] = times, times
	length := len(entry) * times
	tail[12], tail[13] = byte(length), byte(length>>8)
	bomb := string(whole[:begin]) + strings.Repeat(string(entry), times) + string(tail)
	got := takeAll(t, Config{Paths: []string{filepath.Join(tree(t, map[string]string{"a.zip": bomb}), "a.zip")}})
	last := got[len(got)-1]
	if len(got) > 40 || last.reason != ingest.ReasonMalformed || !strings.Contains(last.said, "are larger than the file") {
		t.Errorf("%d taken, the last %+v", len(got), last)
	}
}

// TestPackedInputIsKnownByItsBytes, so that a pipe may be packed.
func TestPackedInputIsKnownByItsBytes(t *testing.T) {
	for _, in := range []string{packed(t, story), zstandard(t, story), packed(t, "Acme raised") + packed(t, strings.TrimPrefix(story, "Acme raised"))} {
		got := texts(takeAll(t, Config{Paths: []string{"-"}, Kind: KindText, Stdin: strings.NewReader(in)}))
		if diff := cmp.Diff([]string{story}, got); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
	}
	lines := `{"text":"one"}` + "\n"
	got := takeAll(t, Config{Paths: []string{"-"}, Kind: KindTAR, Stdin: strings.NewReader(zstandard(t, tarred(t, map[string]string{"a.jsonl": lines, "b.html": longPage})))})
	if diff := cmp.Diff([]string{"one", story}, texts(got)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	got = takeAll(t, Config{Paths: []string{"-"}, Kind: KindZIP, Stdin: strings.NewReader("PK")})
	if len(got) != 1 || !strings.Contains(got[0].said, "name the file") {
		t.Errorf("a zip file through a pipe: %+v", got)
	}
}

// TestZstdMayNotAskForAllMemory.
func TestZstdMayNotAskForAllMemory(t *testing.T) {
	huge := "\x28\xb5\x2f\xfd" + "\x00" + "\xf0" + "\x01\x00\x00" // a window of 2^40 bytes
	got := takeAll(t, Config{Paths: []string{filepath.Join(tree(t, map[string]string{"a.txt.zst": huge}), "a.txt.zst")}})
	if len(got) != 1 || got[0].reason != ingest.ReasonMalformed || !strings.Contains(got[0].said, "window size exceeded") {
		t.Errorf("got %+v", got)
	}
}
