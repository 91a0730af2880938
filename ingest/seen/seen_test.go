package seen

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func open(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(path, DefaultLimit)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestKeysOutliveARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "seen.db")
	s := open(t, path)
	if s.Has("a") {
		t.Error("an empty store has a key")
	}
	if err := s.Add("a"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s = open(t, path); !s.Has("a") || s.Has("b") {
		t.Error("the store does not hold exactly what was added")
	}
}

func TestConcurrentAdds(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "seen.db"))
	var group sync.WaitGroup
	for i := range 50 {
		group.Go(func() {
			if err := s.Add(fmt.Sprint(i)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for i := range 50 {
		if !s.Has(fmt.Sprint(i)) {
			t.Errorf("key %d is missing", i)
		}
	}
}

func TestSecondOpenIsExplained(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seen.db")
	open(t, path)
	if _, err := Open(path, DefaultLimit); err == nil || !strings.Contains(err.Error(), "another gigawire") {
		t.Errorf("error %v", err)
	}
}
