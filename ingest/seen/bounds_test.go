package seen

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

func openLimited(t *testing.T, path string, limit int) *Store {
	t.Helper()
	s, err := Open(path, limit)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func numbered(from, to int) []string {
	var out []string
	for i := from; i < to; i++ {
		out = append(out, strconv.Itoa(i))
	}
	return out
}

func addAll(t *testing.T, s *Store, keys []string) {
	t.Helper()
	if err := s.AddAll(keys); err != nil {
		t.Fatal(err)
	}
}

// TestOldestKeysAreForgotten, but not those that are still met.
func TestOldestKeysAreForgotten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seen.db")
	s := openLimited(t, path, 100)
	addAll(t, s, numbered(0, 100))
	if !s.Has("0") || !s.Has("99") {
		t.Error("a key is forgotten though there is room")
	}
	addAll(t, s, numbered(100, 160)) // and 0, for it was met
	if !s.Has("70") || s.Has("50") || !s.Has("0") {
		t.Error("not the 100 newest keys are remembered")
	}
	addAll(t, s, numbered(160, 255)) // and 0 and 70
	for key, want := range map[string]bool{"70": true, "71": false, "150": false, "0": true, "160": true, "254": true, "255": false} {
		if s.Has(key) != want {
			t.Errorf("key %s is remembered: %v, want %v", key, !want, want)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openLimited(t, path, 10)
	addAll(t, s, []string{"new"})
	if s.Has("240") || !s.Has("254") || !s.Has("new") {
		t.Error("a smaller limit does not hold")
	}
}

func openLog(t *testing.T, s *Store, limit int) *Log {
	t.Helper()
	l, err := s.Log("test", limit)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func appendAll(t *testing.T, l *Log, records []string) {
	t.Helper()
	var all [][]byte
	for _, r := range records {
		all = append(all, []byte(r))
	}
	if err := l.Append(all); err != nil {
		t.Fatal(err)
	}
}

// ends returns the first and last record of a log, and how much it has.
func ends(t *testing.T, l *Log) (first, last string, n int) {
	t.Helper()
	for record, err := range l.All() {
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			first = string(record)
		}
		last = string(record)
		n++
	}
	return first, last, n
}

func TestLogKeepsTheNewest(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seen.db")
	s := openLimited(t, path, 10)
	l := openLog(t, s, 50)
	appendAll(t, l, nil)
	appendAll(t, l, numbered(0, 30))
	appendAll(t, l, numbered(30, 90))
	if first, last, n := ends(t, l); first != "40" || last != "89" || n != 50 {
		t.Errorf("the log has %d records from %s to %s", n, first, last)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if first, last, n := ends(t, openLog(t, openLimited(t, path, 10), 20)); first != "70" || last != "89" || n != 20 {
		t.Errorf("opened again with a smaller limit it has %d records from %s to %s", n, first, last)
	}
	for range l.All() {
		return
	}
	t.Error("a closed log has no error")
}

func sizeOf(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// TestFileDoesNotGrow beyond what a full store needs, however much is added.
func TestFileDoesNotGrow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seen.db")
	const limit = 2000
	s := openLimited(t, path, limit)
	l := openLog(t, s, limit)
	var after [6]int64
	for round := range after {
		for i := 0; i < limit; i += 500 {
			addAll(t, s, numbered(round*limit+i, round*limit+i+500))
			appendAll(t, l, numbered(i, i+500))
		}
		after[round] = sizeOf(t, path)
	}
	if after[5] > 2*after[1] {
		t.Errorf("the file grows: %v bytes after each %d keys", after, limit)
	}
}

// TestFileIsCompacted when it is opened with most of it free, and has the same
// as before.
func TestFileIsCompacted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seen.db")
	s := openLimited(t, path, 100)
	addAll(t, s, numbered(0, 100))
	if err := s.SetNote("feed", []byte("note")); err != nil {
		t.Fatal(err)
	}
	large := bytes.Repeat([]byte("x"), 1<<20)
	if err := openLog(t, s, 100).Append([][]byte{large, large, large, large, large, large, large, large, large, large, large, large}); err != nil {
		t.Fatal(err)
	}
	openLog(t, s, 1)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+".new", []byte("what a crash left"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := sizeOf(t, path)
	s = openLimited(t, path, 100)
	if after := sizeOf(t, path); after*3 > before {
		t.Errorf("of %d bytes %d are left", before, after)
	}
	if _, err := os.Stat(path + ".new"); err == nil {
		t.Error("a file is left over")
	}
	addAll(t, s, []string{"new"})
	for key, want := range map[string]bool{"0": false, "1": true, "99": true, "new": true} {
		if s.Has(key) != want {
			t.Errorf("after compaction key %s is remembered: %v", key, !want)
		}
	}
	if _, last, n := ends(t, openLog(t, s, 1)); n != 1 || len(last) != len(large) || string(s.Note("feed")) != "note" {
		t.Errorf("after compaction the log has %d records, the note is %q", n, s.Note("feed"))
	}
}

func BenchmarkAddAll(b *testing.B) {
	s, err := Open(filepath.Join(b.TempDir(), "seen.db"), DefaultLimit)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	n := 0
	for b.Loop() {
		if err := s.AddAll(numbered(n, n+1000)); err != nil {
			b.Fatal(err)
		}
		n += 1000
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "keys/s")
}
