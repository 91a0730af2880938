package poll

import (
	"encoding/json"
	"log/slog"

	"github.com/gigawire/gigawire/ingest"
)

// Note is where a source keeps what it knows, as JSON, so that a restart is no
// reason to ask for everything again.
type Note struct {
	Notes ingest.Notes
	// Thing is what the source is, such as "feed", and URL its address.
	Thing, URL string
	Log        *slog.Logger
}

func (n Note) key() string { return n.Thing + "\x00" + n.URL }

// Recall returns what was noted last, the zero value of nothing.
func Recall[T any](n Note) T {
	var noted, nothing T
	data := n.Notes.Note(n.key())
	if data == nil {
		return nothing
	}
	if err := json.Unmarshal(data, &noted); err != nil {
		n.Log.Warn("what was noted of a source cannot be read: it is read anew", n.Thing, n.URL, "error", err)
		return nothing
	}
	return noted
}

// Of returns what notes a value, as it is now.
func (n Note) Of(value any) func() {
	data, err := json.Marshal(value)
	return func() {
		if err == nil {
			err = n.Notes.SetNote(n.key(), data)
		}
		if err != nil {
			n.Log.Error("noting what is known of a source", n.Thing, n.URL, "error", err)
		}
	}
}
