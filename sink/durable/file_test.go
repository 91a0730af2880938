package durable

import (
	"os"
	"path/filepath"
	"testing"
)

// TestFileIsTheOldOneOrTheNew, and what a crash left is no part of it.
func TestFileIsTheOldOneOrTheNew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "facts")
	put := func(text string, end func(*File) error) {
		t.Helper()
		f, err := Create(path, 0o640)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString(text); err != nil {
			t.Fatal(err)
		}
		if err := end(f); err != nil {
			t.Fatal(err)
		}
	}
	want := func(text string, files int) {
		t.Helper()
		if got, err := os.ReadFile(path); err != nil || string(got) != text {
			t.Errorf("the file has %q, %v; want %q", got, err, text)
		}
		if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != files {
			t.Errorf("%d files, %v; want %d", len(entries), err, files)
		}
	}
	put("old", (*File).Finish)
	put("a crash leaves this", func(f *File) error { return f.Close() })
	want("old", 2)
	put("new", (*File).Finish)
	want("new", 1)
	put("newer", (*File).Abandon)
	want("new", 1)
}

// TestNameThatIsTakenByADirectoryIsSaid.
func TestNameThatIsTakenByADirectoryIsSaid(t *testing.T) {
	path := filepath.Join(t.TempDir(), "facts")
	if err := os.MkdirAll(filepath.Join(path, "within"), 0o700); err != nil {
		t.Fatal(err)
	}
	f, err := Create(path, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Finish(); err == nil {
		t.Error("no error")
	}
}
