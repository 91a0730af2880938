package parquet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"

	"github.com/gigawire/gigawire/ingest"
)

// news is a row as others write it.
type news struct {
	Body    string    `parquet:"body"`
	Head    *string   `parquet:"head,optional,dict"`
	Authors []string  `parquet:"authors,list"`
	When    time.Time `parquet:"when,timestamp(microsecond)"`
	Day     int32     `parquet:"day,date"`
	Number  int64     `parquet:"number"`
	Meta    struct {
		Site string `parquet:"site"`
	} `parquet:"meta"`
	Noise string `parquet:"noise"`
}

var at = time.Date(2026, 3, 1, 10, 0, 0, 5000, time.UTC)

func newsOf(i int) news {
	n := news{Body: fmt.Sprintf("story %d", i), When: at, Day: 20513, Number: int64(i), Noise: strings.Repeat("n", i%7)}
	n.Meta.Site = "News"
	if i%2 == 0 {
		head := fmt.Sprintf("head %d", i%3)
		n.Head = &head
	}
	for a := range i % 3 {
		n.Authors = append(n.Authors, fmt.Sprint("author ", a))
	}
	return n
}

// file writes n rows in groups of so many.
func file(t *testing.T, n, group int, options ...parquet.WriterOption) []byte {
	t.Helper()
	var out bytes.Buffer
	w := parquet.NewGenericWriter[news](&out, append(options, parquet.MaxRowsPerRowGroup(int64(group)))...)
	for i := range n {
		if _, err := w.Write([]news{newsOf(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// open reads the columns of a file but for the noise.
func open(t *testing.T, content []byte) *Reader {
	t.Helper()
	r, err := Open(bytes.NewReader(content), int64(len(content)), 1000)
	if err != nil {
		t.Fatal(err)
	}
	columns := map[string]int{}
	for i, c := range r.Columns() {
		if c != "noise" {
			columns[c] = i
		}
	}
	r.Select(columns)
	t.Cleanup(r.Close)
	return r
}

// rows reads a file to its end: the bodies, and what is said of damage.
func rows(t *testing.T, r *Reader) []string {
	t.Helper()
	var out []string
	for {
		row, err := r.Next()
		var damage *DamageError
		switch {
		case errors.Is(err, io.EOF):
			return out
		case errors.As(err, &damage):
			out = append(out, err.Error())
		case err != nil:
			t.Fatal(err)
		default:
			out = append(out, row["body"])
		}
	}
}

func TestColumnsAreNamedAsTheirOwnersDo(t *testing.T) {
	got := open(t, file(t, 1, 1)).Columns()
	if diff := cmp.Diff([]string{"body", "head", "authors", "when", "day", "number", "meta.site", "noise"}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestRowsHaveTheirValues(t *testing.T) {
	r := open(t, file(t, 5, 2))
	for i := range 5 {
		got, err := r.Next()
		want := map[string]string{
			"body": fmt.Sprint("story ", i), "when": "2026-03-01T10:00:00.000005Z", "day": "2026-03-01", "number": fmt.Sprint(i), "meta.site": "News",
		}
		if i%2 == 0 {
			want["head"] = fmt.Sprint("head ", i%3)
		}
		if i%3 > 0 {
			want["authors"] = []string{"", "author 0", "author 0\n\nauthor 1"}[i%3]
		}
		if diff := cmp.Diff(want, got); err != nil || diff != "" || r.Number() != int64(i+1) {
			t.Errorf("row %d of 5, error %v: -want +got\n%s", r.Number(), err, diff)
		}
	}
	if _, err := r.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("error %v at the end", err)
	}
}

// TestReadingBeginsAtAnyRow of files in several forms.
func TestReadingBeginsAtAnyRow(t *testing.T) {
	for name, options := range map[string][]parquet.WriterOption{
		"small pages": {parquet.PageBufferSize(64)}, "first version": {parquet.DataPageVersion(1), parquet.PageBufferSize(64)},
		"packed": {parquet.Compression(&parquet.Zstd)}, "brotli": {parquet.Compression(&parquet.Brotli)},
	} {
		content := file(t, 50, 12, options...)
		all := rows(t, open(t, content))
		if len(all) != 50 || all[49] != "story 49" {
			t.Fatalf("%s: %d rows", name, len(all))
		}
		for from := range 52 {
			r := open(t, content)
			r.Pass(int64(from))
			if diff := cmp.Diff(all[min(from, 50):], rows(t, r)); diff != "" && from < 50 {
				t.Errorf("%s, from %d on: -want +got\n%s", name, from, diff)
			}
		}
	}
}

// TestDamageCostsItsRowGroup and says so.
func TestDamageCostsItsRowGroup(t *testing.T) {
	content := file(t, 30, 10)
	where := bytes.Index(content, []byte("story 13"))
	content[where] ^= 0xff
	got := rows(t, open(t, content))
	if len(got) != 21 || got[9] != "story 9" || got[11] != "story 20" || !strings.HasPrefix(got[10], "row group 2, rows 11 to 20: the document is malformed") || !strings.Contains(got[10], "column body") {
		t.Errorf("%q", got)
	}
}

// TestValueThatIsTooLargeCostsItsRow.
func TestValueThatIsTooLargeCostsItsRow(t *testing.T) {
	var out bytes.Buffer
	w := parquet.NewGenericWriter[news](&out)
	if _, err := w.Write([]news{{Body: "one"}, {Body: strings.Repeat("x", 1001)}, {Body: "two", Authors: []string{strings.Repeat("y", 600), strings.Repeat("y", 600)}}, {Body: strings.Repeat("z", 1000)}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got := rows(t, open(t, out.Bytes()))
	if len(got) != 4 || got[0] != "one" || got[1] != "row group 1, row 2: the document is too large: column body has more than 1000 bytes" || !strings.Contains(got[2], "row 3: the document is too large: column authors") || len(got[3]) != 1000 {
		t.Errorf("%q", got)
	}
}

// TestPageThatIsTooLargeIsNotUnpacked: its row group is refused.
func TestPageThatIsTooLargeIsNotUnpacked(t *testing.T) {
	r := open(t, file(t, 20, 10))
	r.maxPage = 50
	got := rows(t, r)
	if len(got) != 2 || !strings.Contains(got[1], "row group 2, rows 11 to 20") || !strings.Contains(got[1], "where 50 and") || !strings.Contains(got[1], "with smaller pages") {
		t.Errorf("%q", got)
	}
}

func TestFileThatIsNoneIsRefused(t *testing.T) {
	whole := file(t, 10, 5)
	for name, content := range map[string][]byte{"empty": nil, "text": []byte("no Parquet file at all"), "cut": whole[:len(whole)-20], "tail": whole[len(whole)/2:]} {
		_, err := Open(bytes.NewReader(content), int64(len(content)), 1000)
		if err != nil && !errors.Is(err, ingest.ErrMalformed) {
			t.Errorf("%s: error %v", name, err)
		}
		if err == nil && name != "tail" {
			t.Errorf("%s: it is opened", name)
		}
	}
}

// TestOldTimesAreRead, as Hive wrote them.
func TestOldTimesAreRead(t *testing.T) {
	at := deprecated.Int96{2: unixEpoch + 20513}
	at[0] = 3_600_000_000_000 & 0xffffffff
	at[1] = 3_600_000_000_000 >> 32
	if got := julian(parquet.Int96Value(at)); got != "2026-03-01T01:00:00Z" {
		t.Errorf("read as %s", got)
	}
	if got := julian(parquet.Int96Value(deprecated.Int96{})); got != "" {
		t.Errorf("no time is read as %s", got)
	}
}

// FuzzReader reads anything to its end without a panic.
func FuzzReader(f *testing.F) {
	type one struct {
		Text string `parquet:"text,optional,zstd"`
	}
	var out bytes.Buffer
	w := parquet.NewGenericWriter[one](&out, parquet.MaxRowsPerRowGroup(2))
	_, err := w.Write([]one{{"a"}, {""}, {"c"}})
	if err := errors.Join(err, w.Close()); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Fuzz(func(t *testing.T, content []byte) {
		r, err := Open(bytes.NewReader(content), int64(len(content)), 1000)
		if err != nil {
			return
		}
		defer r.Close()
		columns := map[string]int{}
		for i, c := range r.Columns() {
			columns[c] = i
		}
		r.Select(columns)
		for range 1000 {
			var damage *DamageError
			if _, err := r.Next(); err != nil && !errors.As(err, &damage) {
				if !errors.Is(err, io.EOF) {
					t.Fatal(err)
				}
				return
			}
		}
	})
}
