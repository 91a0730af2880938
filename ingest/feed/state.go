package feed

import (
	"time"

	"github.com/gigawire/gigawire/ingest/poll"
)

// state is what is known of a feed, and kept across restarts.
type state struct {
	// Title is the feed's own.
	Title string `json:"title,omitempty"`
	// Moved is where it has moved to for good, empty for nowhere.
	Moved string `json:"moved,omitempty"`
	// ETag and LastModified are those of what was read last.
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	// Polled is when it was read last.
	Polled time.Time   `json:"polled,omitzero"`
	Rhythm poll.Rhythm `json:"rhythm,omitzero"`
	// Hub and Topic are those of its WebSub subscription, empty for none.
	Hub   string `json:"hub,omitempty"`
	Topic string `json:"topic,omitempty"`
}

func (f *Feed) noted() poll.Note {
	return poll.Note{Notes: f.deps.Notes, Thing: "feed", URL: f.config.URL, Log: f.deps.Log}
}

// recall takes up the state that was noted, and with it the time at which the
// feed is due: a restart is no reason to ask for it.
func (f *Feed) recall() {
	f.state = poll.Recall[state](f.noted())
	f.state.Rhythm.Fixed = f.config.Interval
	if !f.state.Polled.IsZero() && !f.config.Once {
		f.due = f.state.Polled.Add(poll.Jitter(f.state.Rhythm.Interval()))
	}
	if f.state.Topic != "" {
		f.listen()
	}
}

// note notes the state as soon as all entries that it knows of are safe. Until
// then a restart reads the feed as the last noted state says, and so finds
// them again.
func (f *Feed) note() { f.queue.WhenSettled(f.noted().Of(f.state)) }
