package files

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/page"
)

// linesOf reads JSONL from standard input, of lines of at most 100,000 bytes.
func linesOf(t *testing.T, in io.Reader) []taken {
	t.Helper()
	return takeAll(t, Config{Paths: []string{"-"}, Kind: KindJSONL, MaxDocument: 100_000, Stdin: in})
}

// TestLineThatIsBadIsNamedAndPassedOver, be it broken, empty or too long, in
// the middle or at the end.
func TestLineThatIsBadIsNamedAndPassedOver(t *testing.T) {
	long := `{"text":"` + strings.Repeat("x", 300_000) + `"}`
	in := `{"text":"one"}` + "\r\n{broken\n\n" + long + "\n" + `{"text":"two"}` + "\n" + `{"id":"5"}` + "\n" + long
	got := linesOf(t, strings.NewReader(in))
	if diff := cmp.Diff([]string{"one", "", "", "two", "", ""}, texts(got)); diff != "" {
		t.Fatalf("-want +got\n%s", diff)
	}
	for i, want := range map[int]taken{
		1: {origin: "-:2", reason: ingest.ReasonMalformed, said: "invalid character"},
		2: {origin: "-:4", reason: ingest.ReasonTooLarge, said: `a line of more than 100000 bytes: shorten its "text"`},
		4: {origin: "-:6", reason: ingest.ReasonMalformed, said: `no column is known`},
		5: {origin: "-:7", reason: ingest.ReasonTooLarge, said: "100000"},
	} {
		if got[i].origin != want.origin || got[i].reason != want.reason || !strings.Contains(got[i].said, want.said) {
			t.Errorf("got %+v, want %+v", got[i], want)
		}
	}
}

// TestLineOfJustTheBoundIsRead, and one of a byte more is not.
func TestLineOfJustTheBoundIsRead(t *testing.T) {
	frame := len(`{"text":""}`)
	for more, want := range map[int]string{0: "", 1: ingest.ReasonTooLarge} {
		in := `{"text":"` + strings.Repeat("x", 100_000-frame+more) + `"}` + "\r\n" + `{"text":"next"}`
		got := linesOf(t, strings.NewReader(in))
		if len(got) != 2 || got[0].reason != want || got[1].text != "next" {
			t.Errorf("%d bytes more than the bound: %d taken, the first rejected for %q", more, len(got), got[0].reason)
		}
	}
}

// TestEndlessLineIsSaidAtOnce, before the rest of it came.
func TestEndlessLineIsSaidAtOnce(t *testing.T) {
	in, out := io.Pipe()
	go func() {
		for {
			if _, err := out.Write([]byte(strings.Repeat("x", 1000))); err != nil {
				return
			}
		}
	}()
	defer in.Close()
	f, err := New(Config{Paths: []string{"-"}, Kind: KindJSONL, MaxDocument: 5000, Stdin: in}, page.New())
	if err != nil {
		t.Fatal(err)
	}
	d, err := f.Next(t.Context())
	if err != nil || d.Rejection == nil || d.Rejection.Reason != ingest.ReasonTooLarge {
		t.Errorf("delivery %+v, error %v", d, err)
	}
}

// TestFaultOfReadingEndsTheLines, is said once, and is no fault of the file's.
func TestFaultOfReadingEndsTheLines(t *testing.T) {
	fault := errors.New("the disk is gone")
	got := linesOf(t, io.MultiReader(strings.NewReader(`{"text":"one"}`+"\n"), iotest.ErrReader(fault)))
	if len(got) != 2 || got[0].text != "one" || got[1].reason != ingest.ReasonFetch || !strings.Contains(got[1].said, "the disk is gone") {
		t.Errorf("got %+v", got)
	}
}

// TestPackedLinesThatAreCutGiveWhatCame before.
func TestPackedLinesThatAreCutGiveWhatCame(t *testing.T) {
	var content strings.Builder
	for range 5000 {
		content.WriteString(`{"text":"` + story + `"}` + "\n")
	}
	whole := packed(t, content.String())
	got := takeAll(t, Config{Paths: []string{tree(t, map[string]string{"a.jsonl.gz": whole[:len(whole)/2]})}})
	last := got[len(got)-1]
	if len(got) < 1000 || last.reason != ingest.ReasonMalformed || !strings.Contains(last.said, "unpacking") || !strings.Contains(last.origin, "a.jsonl.gz:") {
		t.Errorf("%d taken, the last %+v", len(got), last)
	}
}

func FuzzLines(f *testing.F) {
	f.Add("{\"text\":\"a\"}\n\n{")
	f.Add(strings.Repeat("y", 300) + "\r\n{}")
	f.Fuzz(func(t *testing.T, in string) {
		l := newLines("-", io.NopCloser(strings.NewReader(in)), 100)
		var got []string
		var err error
		for err = l.read(); err == nil || errors.Is(err, ingest.ErrTooLarge); err = l.read() {
			if err == nil {
				got = append(got, strings.TrimRight(string(l.line), "\r\n"))
			}
		}
		var want []string
		for line := range strings.Lines(in) {
			if line = strings.TrimRight(line, "\r\n"); len(line) <= 100 {
				want = append(want, line)
			}
		}
		if !errors.Is(err, io.EOF) || !cmp.Equal(want, got) {
			t.Errorf("error %v, lines %q, want %q", err, got, want)
		}
	})
}
