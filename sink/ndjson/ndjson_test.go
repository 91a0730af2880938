package ndjson

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink"
)

var _ sink.Sink = (*Writer)(nil)

func some(n int) []fact.Fact {
	out := make([]fact.Fact, n)
	for i := range out {
		out[i] = fact.Fact{Type: fact.TypeAmount, Amount: &fact.Amount{}, Evidence: fact.Evidence{Text: "<$1>\n\u2028"}}
	}
	return out
}

func write(t *testing.T, w *Writer, facts []fact.Fact) {
	t.Helper()
	if err := w.Write(context.Background(), facts); err != nil {
		t.Fatal(err)
	}
}

func closeWriter(t *testing.T, w *Writer) {
	t.Helper()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestOneLineForEachFact(t *testing.T) {
	var out bytes.Buffer
	w := New(&out)
	write(t, w, some(3))
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines, want 3", len(lines))
	}
	for _, line := range lines {
		var f fact.Fact
		if err := json.Unmarshal([]byte(line), &f); err != nil || f.Evidence.Text != "<$1>\n\u2028" {
			t.Errorf("line %q: %v", line, err)
		}
	}
	if size, err := w.Sync(); err != nil || size != int64(out.Len()) {
		t.Errorf("size %d, error %v, want %d", size, err, out.Len())
	}
	closeWriter(t, w)
}

func TestOpenRemovesHalfALine(t *testing.T) {
	for name, test := range map[string]struct{ before, want string }{
		"whole":     {"{\"a\":1}\n", "{\"a\":1}\n"},
		"half":      {"{\"a\":1}\n{\"b\":", "{\"a\":1}\n"},
		"only half": {"{\"b\":", ""},
		"long half": {"{}\n" + strings.Repeat("x", 200<<10), "{}\n"},
		"long line": {strings.Repeat("x", 200<<10) + "\n{", strings.Repeat("x", 200<<10) + "\n"},
		"at a seam": {strings.Repeat("x", 64<<10-1) + "\n" + strings.Repeat("y", 64<<10), strings.Repeat("x", 64<<10-1) + "\n"},
		"empty":     {"", ""},
	} {
		path := filepath.Join(t.TempDir(), "facts.ndjson")
		if err := os.WriteFile(path, []byte(test.before), 0o600); err != nil {
			t.Fatal(err)
		}
		w, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		write(t, w, some(1))
		closeWriter(t, w)
		rest, found := strings.CutPrefix(content(t, path), test.want)
		if !found || strings.Count(rest, "\n") != 1 || !json.Valid([]byte(rest)) {
			t.Errorf("%s: file ends with %q", name, rest)
		}
	}
}

// TestResumeAtEachCheckpoint breaks off at every byte after a checkpoint and
// writes the rest again: the file must come out as if nothing had happened.
func TestResumeAtEachCheckpoint(t *testing.T) {
	path := filepath.Join(t.TempDir(), "facts.ndjson")
	w, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, w, some(2))
	checkpoint, err := w.Sync()
	if err != nil {
		t.Fatal(err)
	}
	write(t, w, some(1))
	closeWriter(t, w)
	whole := content(t, path)
	for cut := int(checkpoint); cut <= len(whole); cut++ {
		if err := os.WriteFile(path, []byte(whole[:cut]), 0o600); err != nil {
			t.Fatal(err)
		}
		w, err := Resume(path, checkpoint)
		if err != nil {
			t.Fatal(err)
		}
		write(t, w, some(1))
		closeWriter(t, w)
		if content(t, path) != whole {
			t.Fatalf("broken off at %d: %q", cut, content(t, path))
		}
	}
}

func TestResumeRefusesAnotherFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "facts.ndjson")
	if err := os.WriteFile(path, []byte("{}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Resume(path, 4); err == nil || !strings.Contains(err.Error(), "3 bytes long, but 4 were written") {
		t.Errorf("error %v", err)
	}
	if content(t, path) != "{}\n" {
		t.Error("the file was changed")
	}
}

func TestFactsThatAreNoJSONAreRejectedAndTheOthersWritten(t *testing.T) {
	var out bytes.Buffer
	facts := some(3)
	facts[1].Confidence = math.Inf(1)
	err := New(&out).Write(context.Background(), facts)
	var rejected *sink.RejectedError
	if !errors.As(err, &rejected) || len(rejected.Rejected) != 1 || rejected.Rejected[0].Reason != "unencodable" {
		t.Errorf("error %v, want one rejection", err)
	}
	if strings.Count(out.String(), "\n") != 2 {
		t.Errorf("wrote %q, want two lines", out.String())
	}
}

// fullDisk takes a few bytes of a write, and no more.
type fullDisk struct{ file *os.File }

var errFull = errors.New("no space left")

func (d fullDisk) Write(p []byte) (int, error) {
	n, err := d.file.Write(p[:len(p)/2])
	return n, errors.Join(errFull, err)
}

func TestBrokenWriteIsTakenBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "facts.ndjson")
	w, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, w, some(1))
	before := content(t, path)
	w.out = fullDisk{w.file}
	if err := w.Write(context.Background(), some(1)); !errors.Is(err, errFull) {
		t.Errorf("error %v, want that of the disk", err)
	}
	if content(t, path) != before {
		t.Errorf("file is %q, want it as before", content(t, path))
	}
	w.out = w.file // there is room again
	write(t, w, some(1))
	closeWriter(t, w)
	if content(t, path) != before+before {
		t.Errorf("file is %q", content(t, path))
	}
}

func TestLinesOfConcurrentCallsDoNotMix(t *testing.T) {
	var out bytes.Buffer
	w := New(&out)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if err := w.Write(context.Background(), some(50)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	n := 0
	for line := range strings.Lines(out.String()) {
		if n++; !json.Valid([]byte(line)) {
			t.Fatalf("broken line %q", line)
		}
	}
	if n != 400 {
		t.Errorf("%d lines, want 400", n)
	}
}

func TestOpenSaysWhatItCouldNotOpen(t *testing.T) {
	if _, err := Open(t.TempDir()); err == nil || !strings.Contains(err.Error(), "opening facts file") {
		t.Errorf("error %v", err)
	}
}

func TestClosedWriterWritesNothing(t *testing.T) {
	w, err := Open(filepath.Join(t.TempDir(), "facts.ndjson"))
	if err != nil {
		t.Fatal(err)
	}
	closeWriter(t, w)
	if err := w.Write(context.Background(), some(1)); !errors.Is(err, os.ErrClosed) {
		t.Errorf("error %v, want os.ErrClosed", err)
	}
	if err := w.Close(); !errors.Is(err, os.ErrClosed) {
		t.Errorf("error %v, want os.ErrClosed", err)
	}
}

func FuzzOpenKeepsWholeLines(f *testing.F) {
	f.Add([]byte("{}\n{"))
	f.Add([]byte("\n\n"))
	f.Fuzz(func(t *testing.T, before []byte) {
		path := filepath.Join(t.TempDir(), "facts.ndjson")
		if err := os.WriteFile(path, before, 0o600); err != nil {
			t.Fatal(err)
		}
		w, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		closeWriter(t, w)
		want := before[:bytes.LastIndexByte(before, '\n')+1]
		if got := content(t, path); got != string(want) {
			t.Errorf("kept %q, want %q", got, want)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	w, err := Open(filepath.Join(b.TempDir(), "facts.ndjson"))
	if err != nil {
		b.Fatal(err)
	}
	facts := some(20)
	for b.Loop() {
		if err := w.Write(context.Background(), facts); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(facts))/b.Elapsed().Seconds(), "facts/s")
}
