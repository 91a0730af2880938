package seen

import (
	"path/filepath"
	"testing"
)

func TestNotesOutliveARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seen.db")
	s := open(t, path)
	if got := s.Note("feed"); got != nil {
		t.Errorf("an empty store has the note %q", got)
	}
	for _, value := range []string{"first", "second"} {
		if err := s.SetNote("feed", []byte(value)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s = open(t, path); string(s.Note("feed")) != "second" || s.Note("other") != nil || s.Has("feed") {
		t.Errorf("the store has the notes %q and %q", s.Note("feed"), s.Note("other"))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s.Note("feed") != nil || s.SetNote("feed", nil) == nil {
		t.Error("a closed store takes notes")
	}
}
