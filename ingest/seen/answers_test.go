package seen

import (
	"fmt"
	"path/filepath"
	"testing"
)

func answers(t *testing.T, path string, most int) *Answers {
	t.Helper()
	s, err := Open(path, DefaultLimit)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	a, err := s.Answers(most)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestAnswersMakeRoomForNewOnes, oldest first, also after the store was opened
// again.
func TestAnswersMakeRoomForNewOnes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seen.db")
	a := answers(t, path, 100) // room for ten of ten bytes
	put := func(n int) {
		t.Helper()
		if err := a.Put(fmt.Sprintf("k%03d", n), fmt.Appendf(nil, "a%05d", n)); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 25 {
		put(n)
	}
	if err := a.db.Close(); err != nil {
		t.Fatal(err)
	}
	a = answers(t, path, 100)
	put(25)
	for n := range 26 {
		want := ""
		if n >= 16 {
			want = fmt.Sprintf("a%05d", n)
		}
		if got := string(a.Answer(fmt.Sprintf("k%03d", n))); got != want {
			t.Errorf("answer %d is %q, want %q", n, got, want)
		}
	}
}

func TestAnswersLeaveOutWhatIsTooLarge(t *testing.T) {
	a := answers(t, filepath.Join(t.TempDir(), "seen.db"), 100)
	for key, size := range map[string]int{"fits": 96, "no": 99} {
		if err := a.Put(key, make([]byte, size)); err != nil {
			t.Fatal(err)
		}
		if got := a.Answer(key); (len(got) == size) != (key == "fits") {
			t.Errorf("%s: %d bytes are kept", key, len(got))
		}
	}
}

// TestAnAnswerMayBeReplaced, and counts once.
func TestAnAnswerMayBeReplaced(t *testing.T) {
	a := answers(t, filepath.Join(t.TempDir(), "seen.db"), 100)
	for n := range 30 {
		for _, key := range []string{"one", "two"} {
			if err := a.Put(key, fmt.Appendf(nil, "answer %02d", n)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if one, two := string(a.Answer("one")), string(a.Answer("two")); one != "answer 29" || two != one {
		t.Errorf("answers %q and %q", one, two)
	}
}

func TestAnAnswerMayBeEmpty(t *testing.T) {
	a := answers(t, filepath.Join(t.TempDir(), "seen.db"), 100)
	if err := a.Put("k", nil); err != nil || a.Answer("k") == nil || a.Answer("other") != nil {
		t.Errorf("%v: %v, %v", err, a.Answer("k"), a.Answer("other"))
	}
}
