package files

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/gigawire/gigawire/ingest"
)

// nobody is a user without rights.
const nobody = 65534

// asNobody runs the rest of the test with nobody's rights on files, for root
// may read everything.
func asNobody(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	runtime.LockOSThread() // the right is the thread's
	t.Cleanup(runtime.UnlockOSThread)
	if err := syscall.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Setfsuid(0); err != nil {
			t.Error(err)
		}
	})
}

// open lets everybody into a directory and those above it that are the test's.
func open(t *testing.T, dir string) {
	t.Helper()
	for ; strings.Contains(dir, t.Name()); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// TestWhatMayNotBeReadDisturbsNothing: of a file and a directory without rights
// it is said what to do, and the files around them are read.
func TestWhatMayNotBeReadDisturbsNothing(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": story, "b.txt": "secret", "c/d.txt": "secret", "e.txt": story})
	open(t, dir)
	for name, mode := range map[string]os.FileMode{"a.txt": 0o644, "b.txt": 0, "c": 0, "e.txt": 0o644} {
		if err := os.Chmod(filepath.Join(dir, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(filepath.Join(dir, "c"), 0o700) })
	asNobody(t)
	good, bad := 0, map[string]taken{}
	for _, one := range takeAll(t, Config{Paths: []string{dir}}) {
		if one.text == story {
			good++
		} else {
			bad[filepath.Base(one.origin)] = one
		}
	}
	if good != 2 || len(bad) != 2 {
		t.Errorf("%d files read, and %v", good, bad)
	}
	for _, name := range []string{"b.txt", "c"} {
		if one := bad[name]; one.reason != ingest.ReasonFetch || !strings.Contains(one.said, "permission denied: give the user") {
			t.Errorf("%s: %+v", name, one)
		}
	}
}

// TestWatchTriesAgainWhatMayNotBeRead: with Once it is a rejection, or the
// source's error where it is a directory, and each time again until it can be
// read.
func TestWatchTriesAgainWhatMayNotBeRead(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": said(1), "b.txt": said(2), "empty.jsonl": ""})
	open(t, dir)
	secret := filepath.Join(dir, "b.txt")
	for name, mode := range map[string]os.FileMode{"a.txt": 0o644, "b.txt": 0} {
		if err := os.Chmod(filepath.Join(dir, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	m := &memory{}
	t.Run("without the right", func(t *testing.T) {
		asNobody(t)
		for _, want := range []int{2, 1} {
			got := delivered(t.Context(), t, watch(t, dir, m, once), nil)
			if last := got[len(got)-1].Rejection; len(got) != want || last == nil || !strings.Contains(last.Err.Error(), "permission denied: give the user") {
				t.Errorf("%d are delivered, the last rejected for %+v, want %d", len(got), last, want)
			}
		}
	})
	if err := os.Chmod(secret, 0o644); err != nil {
		t.Fatal(err)
	}
	wantAmounts(t, amounts(delivered(t.Context(), t, watch(t, dir, m, once), nil)), "2")
	if err := os.Chmod(dir, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o700) })
	t.Run("not even to list", func(t *testing.T) {
		asNobody(t)
		if d, err := watch(t, dir, m, once).Next(t.Context()); !errors.Is(err, os.ErrPermission) {
			t.Errorf("%+v, %v", d, err)
		}
	})
}
