package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/ingest"
)

// response returns a record of a response with a body.
func response(uri, body string) string {
	block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
	return record("response", uri, len(block), block)
}

func record(typ, uri string, length int, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-03-01T10:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", typ, uri, length, block)
}

// packed packs each of some records by itself, as archives do.
func packed(t *testing.T, records ...string) string {
	t.Helper()
	var b bytes.Buffer
	for _, r := range records {
		w := gzip.NewWriter(&b)
		if _, err := w.Write([]byte(r)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// readAll returns the URIs of the records, and what was said of damage in
// between.
func readAll(t *testing.T, in io.Reader) []string {
	t.Helper()
	r := NewReader(in, 1000)
	var out []string
	for {
		rec, err := r.Next()
		var damage *DamageError
		switch {
		case errors.Is(err, io.EOF):
			return out
		case errors.As(err, &damage):
			if reason := ingest.Reason(err); reason != ingest.ReasonMalformed && reason != ingest.ReasonTooLarge {
				t.Errorf("%v stands for %s", err, reason)
			}
			out = append(out, err.Error())
		case err != nil:
			return append(out, "end: "+err.Error())
		default:
			out = append(out, rec.URI)
		}
	}
}

// TestRecordsAreReadInSpiteOfDamage: each damage is said once, with its place,
// and the records around it are read.
func TestRecordsAreReadInSpiteOfDamage(t *testing.T) {
	a, b, c := response("a", "A"), response("b", "B"), response("c", "C")
	unix := strings.ReplaceAll(record("response", "u", 42, "HTTP/1.1 200 OK\nContent-Type: text/html\n\nU"), "\r\n", "\n")
	zip := packed(t, a, b, c)
	second, third := len(packed(t, a)), len(packed(t, a, b))
	corrupt := []byte(zip)
	corrupt[second+30] ^= 0xff
	corrupt[second+31] ^= 0xff
	for name, test := range map[string]struct {
		archive string
		want    []string
	}{
		"plain":             {a + b + c, []string{"a", "b", "c"}},
		"packed":            {zip, []string{"a", "b", "c"}},
		"packed as one":     {packed(t, a+b+c), []string{"a", "b", "c"}},
		"breaks of Unix":    {unix + unix, []string{"u", "u"}},
		"folded field":      {strings.Replace(a, "URI: a", "URI:\r\n a", 1), []string{"a"}},
		"brackets":          {response("<a>", "A") + response("b c", "B"), []string{"a", "b c"}},
		"nothing":           {"", nil},
		"no break at end":   {strings.TrimRight(a+b, "\r\n"), []string{"a", "b"}},
		"garbage between":   {a + "garbage\r\nmore of it\r\n" + b, []string{"a", fmt.Sprintf("record 1, at byte %d: the document is malformed: no record begins here: its length is wrong, or bytes are missing", len(a)), "b"}},
		"length too short":  {record("response", "a", 3, "HTTP/1.1 200 OK\r\n\r\nA") + b, []string{"a", "record 1, at byte 108: the document is malformed: no record begins here: its length is wrong, or bytes are missing", "b"}},
		"length too long":   {record("response", "a", 100, "short") + b, []string{"record 1, at byte 0: the document is malformed: Content-Length is 100, though the next record begins after 5", "b"}},
		"length at the end": {a + record("response", "b", 900, "short"), []string{"a", fmt.Sprintf("record 2, at byte %d: the document is malformed: the file ends inside it", len(a))}},
		"length absurd":     {record("response", "a", 1<<40, "short") + b + c, []string{"record 1, at byte 0: the document is malformed: Content-Length is 1099511627776, though the next record begins after 5", "b", "c"}},
		"absurd at the end": {a + record("response", "b", 1<<40, strings.Repeat("x", 200_000)), []string{"a", fmt.Sprintf("record 2, at byte %d: the document is malformed: the file ends inside it", len(a))}},
		"no length":         {strings.Replace(a, "Content-Length", "Length", 1) + b, []string{`record 1, at byte 0: the document is malformed: Content-Length is ""`, "b"}},
		"negative length":   {record("response", "a", -1, "") + b, []string{`record 1, at byte 0: the document is malformed: Content-Length is "-1"`, "b"}},
		"too large":         {a + response("b", strings.Repeat("x", 2000)) + c, []string{"a", fmt.Sprintf("record 2, at byte %d: the document is too large: 2044 bytes, where 1000 can be read", len(a)), "c"}},
		"cut in a header":   {a + b[:40], []string{"a", fmt.Sprintf("record 2, at byte %d: the document is malformed: the file ends inside it", len(a))}},
		"endless header":    {"WARC/1.0\r\n" + strings.Repeat("X: y\r\n", 2000) + "\r\n" + b, []string{"record 1, at byte 0: the document is malformed: the header has no end", "b"}},
		"packed, cut":       {zip[:third+40], []string{"a", "b", fmt.Sprintf("record 3, at byte %d: the document is malformed: unpacking: unexpected EOF", third)}},
		"packed, garbage":   {zip[:second] + "garbage" + zip[second:], []string{"a", "b", "c"}},
		"no archive":        {"<html>\nno\n</html>\n", []string{"record 0, at byte 0: the document is malformed: no record begins here: its length is wrong, or bytes are missing"}},
	} {
		for _, in := range []io.Reader{strings.NewReader(test.archive), iotestOneByte{strings.NewReader(test.archive)}} {
			if diff := cmp.Diff(test.want, readAll(t, in)); diff != "" {
				t.Errorf("%s: -want +got\n%s", name, diff)
			}
		}
	}
	got := readAll(t, bytes.NewReader(corrupt))
	said := fmt.Sprintf("at byte %d: the document is malformed: unpacking", second)
	if got[0] != "a" || got[len(got)-1] != "c" || !strings.Contains(strings.Join(got, " "), said) {
		t.Errorf("with a corrupt member: %q", got)
	}
}

// iotestOneByte gives a byte at a time.
type iotestOneByte struct{ in io.Reader }

func (r iotestOneByte) Read(p []byte) (int, error) { return r.in.Read(p[:min(1, len(p))]) }

func TestRecordSaysWhatItIs(t *testing.T) {
	r := NewReader(strings.NewReader(packed(t, response("http://a.example/", "A"), response("b", "B"))), 1000)
	first, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	second, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	if first.Type != "response" || first.URI != "http://a.example/" || first.Date.Hour() != 10 || first.Offset != 0 || first.Number != 1 {
		t.Errorf("first %+v", first)
	}
	if second.Number != 2 || second.Offset != int64(len(packed(t, response("http://a.example/", "A")))) || !bytes.HasSuffix(second.Block, []byte("B")) {
		t.Errorf("second %+v", second)
	}
}

func TestFaultOfTheFileIsFinal(t *testing.T) {
	fault := errors.New("the disk is gone")
	got := readAll(t, io.MultiReader(strings.NewReader(response("a", "A")), faulty{fault}))
	if diff := cmp.Diff([]string{"a", "end: reading archive: the disk is gone"}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

type faulty struct{ err error }

func (f faulty) Read([]byte) (int, error) { return 0, f.err }

// TestArchivesOfOthers reads those of a directory that GIGAWIRE_WARCS names,
// of which resiliparse and warcio read as many records.
func TestArchivesOfOthers(t *testing.T) {
	dir := os.Getenv("GIGAWIRE_WARCS")
	if dir == "" {
		t.Skip("GIGAWIRE_WARCS names no directory of archives")
	}
	for name, want := range map[string][3]int{ // records, pages, damages
		"block-sized-records.warc": {3, 0, 0}, "block-sized-records.warc.gz": {3, 0, 0}, "clipped.warc.gz": {0, 0, 1}, "clueweb-quirk.warc.gz": {30, 29, 0},
		"example-bad-non-chunked.warc.gz": {6, 1, 0}, "example-digest.warc": {4, 0, 0}, "example-iana.org-chunked.warc": {3, 1, 0},
		"example-resource.warc.gz": {3, 1, 0}, "example-space-in-target-uri.warc.gz": {2, 0, 0}, "example-trunc.warc": {4, 1, 1},
		"example-wget-bad-target-uri.warc.gz": {6, 1, 0}, "example-wrong-chunks.warc.gz": {2, 1, 0}, "example.warc": {6, 1, 0}, "example.warc.gz": {6, 1, 0},
		"post-test.warc.gz": {6, 0, 0}, "warcfile.warc": {50, 16, 0}, "warcfile.warc.gz": {50, 16, 0},
	} {
		file, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		r, got := NewReader(file, 20<<20), [3]int{}
		for record, err := r.Next(); !errors.Is(err, io.EOF); record, err = r.Next() {
			if err != nil {
				got[2]++
				continue
			}
			got[0]++
			if page, is := record.Page(); is {
				got[1]++
				if _, err := page.Unpacked(20 << 20); err != nil {
					t.Errorf("%s, %s: %v", name, record.URI, err)
				}
			}
		}
		if got != want {
			t.Errorf("%s: %v records, pages and damages, want %v", name, got, want)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte(response("a", "A") + response("b", "B")))
	f.Add([]byte("WARC/1.0\nContent-Length: 5\n\nHTTP/1.1 200 OK\n\n"))
	f.Add([]byte("\x1f\x8b\x08\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, archive []byte) {
		r := NewReader(bytes.NewReader(archive), 1000)
		for range len(archive) + 2 {
			rec, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			var damage *DamageError
			if err != nil && !errors.As(err, &damage) {
				t.Fatalf("error %v of a file that can be read", err)
			}
			if err == nil {
				page, _ := rec.Page()
				_, _ = page.Unpacked(1000)
			}
		}
		t.Error("it does not end")
	})
}
