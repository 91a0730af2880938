package visit

import (
	"testing"
	"time"
)

// TestChangedDocumentsAreTakenInAgain, ever more rarely, and only where the
// source says when they were published and changed.
func TestChangedDocumentsAreTakenInAgain(t *testing.T) {
	const address = "http://a.example/1"
	v := newVisitor(nil)
	list := func(d Document) int {
		t.Helper()
		q := NewQueue(v, false)
		q.Add(d)
		return len(addresses(t, q))
	}
	if list(Document{Address: address, Published: noon}) != 1 {
		t.Fatal("a new document is not taken in")
	}
	for _, c := range []struct {
		after time.Duration
		want  int
	}{
		{0, 0}, {5 * time.Minute, 0}, {20 * time.Minute, 1}, {20 * time.Minute, 0}, {29 * time.Minute, 0}, {31 * time.Minute, 1},
		{50 * time.Minute, 0}, {10 * time.Hour, 1}, {15 * time.Hour, 0}, {-time.Hour, 0}, {30 * 24 * time.Hour, 0},
	} {
		if got := list(Document{Address: address, Published: noon, Changed: noon.Add(c.after)}); got != c.want {
			t.Errorf("changed after %v it is taken in %d times, want %d", c.after, got, c.want)
		}
	}
	if list(Document{Address: address, Changed: noon.Add(time.Hour)}) != 0 {
		t.Error("without a date of publication it is taken in again")
	}
}

// TestVisitsOfAnEverChangingDocumentAreFew, however often it is listed.
func TestVisitsOfAnEverChangingDocumentAreFew(t *testing.T) {
	v, visits := newVisitor(nil), 0
	for minutes := range 20 * 24 * 60 / 10 {
		q := NewQueue(v, false)
		q.Add(Document{Key: "1", Address: "http://a.example/1", Published: noon, Changed: noon.Add(time.Duration(minutes) * 10 * time.Minute)})
		visits += len(addresses(t, q))
	}
	if visits < 5 || visits > 12 {
		t.Errorf("%d visits, want some ten", visits)
	}
}
