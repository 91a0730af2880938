package files

import (
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
