package ndjson

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/gigawire/gigawire/extract/fact"
)

func some(n int) []fact.Fact {
	out := make([]fact.Fact, n)
	for i := range out {
		out[i] = fact.Fact{Type: fact.TypeAmount, Amount: &fact.Amount{}, Evidence: fact.Evidence{Text: "<$1>"}}
	}
	return out
}

func TestOneLineForEachFact(t *testing.T) {
	var out bytes.Buffer
	if err := New(&out).Write(context.Background(), some(3)); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines, want 3", len(lines))
	}
	for _, line := range lines {
		var f fact.Fact
		if err := json.Unmarshal([]byte(line), &f); err != nil || f.Evidence.Text != "<$1>" {
			t.Errorf("line %q: %v", line, err)
		}
	}
}

func TestOpenRemovesHalfALine(t *testing.T) {
	for name, test := range map[string]struct{ before, want string }{
		"whole":     {"{\"a\":1}\n", "{\"a\":1}\n"},
		"half":      {"{\"a\":1}\n{\"b\":", "{\"a\":1}\n"},
		"only half": {"{\"b\":", ""},
		"long half": {"{}\n" + strings.Repeat("x", 200<<10), "{}\n"},
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
		if err := w.Write(context.Background(), some(1)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		rest, found := strings.CutPrefix(string(got), test.want)
		if !found || strings.Count(rest, "\n") != 1 || !json.Valid([]byte(rest)) {
			t.Errorf("%s: file is %q", name, got)
		}
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
	for line := range strings.Lines(out.String()) {
		if !json.Valid([]byte(line)) {
			t.Fatalf("broken line %q", line)
		}
	}
}

func TestOpenSaysWhatItCouldNotOpen(t *testing.T) {
	if _, err := Open(t.TempDir()); err == nil || !strings.Contains(err.Error(), "opening facts file") {
		t.Errorf("error %v", err)
	}
}
