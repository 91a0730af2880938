package poll_test

import (
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/poll/polltest"
)

type known struct{ Title string }

func TestWhatIsNotedIsRecalled(t *testing.T) {
	d := polltest.NewDesk()
	note := poll.Note{Notes: &d.Notes, Thing: "feed", URL: "https://news.example/rss", Log: d.Log()}
	k := &known{"first"}
	write := note.Of(k)
	k.Title = "second"
	if got := poll.Recall[known](note); got != (known{}) {
		t.Errorf("recalled %+v before anything was noted", got)
	}
	write()
	if got := poll.Recall[known](note); got.Title != "first" {
		t.Errorf("recalled %+v", got)
	}
	note.Thing = "sitemap"
	if got := poll.Recall[known](note); got != (known{}) {
		t.Errorf("recalled %+v of another source", got)
	}
	if d.Logged() != "" {
		t.Error(d.Logged())
	}
}

func TestDamagedNoteIsNone(t *testing.T) {
	d := polltest.NewDesk()
	note := poll.Note{Notes: &d.Notes, Thing: "feed", URL: "https://news.example/rss", Log: d.Log()}
	note.Of(map[string]any{"Title": []int{1}})()
	if got := poll.Recall[known](note); got != (known{}) || !strings.Contains(d.Logged(), "feed=https://news.example/rss") {
		t.Errorf("recalled %+v; the log says %s", got, d.Logged())
	}
}

// full has no room for notes.
type full struct{}

func (full) Note(string) []byte           { return nil }
func (full) SetNote(string, []byte) error { return errors.New("the disk is full") }

func TestNoteThatCannotBeKeptIsTold(t *testing.T) {
	var log strings.Builder
	poll.Note{Notes: full{}, Thing: "feed", URL: "u", Log: slog.New(slog.NewTextHandler(&log, nil))}.Of(known{})()
	if !strings.Contains(log.String(), "the disk is full") {
		t.Errorf("the log says %q", log.String())
	}
}
