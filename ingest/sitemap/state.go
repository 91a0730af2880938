package sitemap

import (
	"time"

	"github.com/gigawire/gigawire/ingest/poll"
)

// state is what is known of a sitemap, and kept across restarts.
type state struct {
	Polled time.Time   `json:"polled,omitzero"`
	Rhythm poll.Rhythm `json:"rhythm,omitzero"`
	// Files are the sitemaps that were read, by address.
	Files map[string]file `json:"files,omitempty"`
}

// file is what is known of one sitemap.
type file struct {
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	// Modified is what the index said of it when it was read last.
	Modified time.Time `json:"modified,omitzero"`
	// Due is when it may be read again: where the index says nothing of it, or
	// it could not be had. Wait is the pause that led to it.
	Due  time.Time     `json:"due,omitzero"`
	Wait time.Duration `json:"wait,omitempty"`
	// Rest is true where there was no room for all of its pages.
	Rest bool `json:"rest,omitempty"`
}

func (s *Sitemap) noted() poll.Note {
	return poll.Note{Notes: s.deps.Notes, Thing: "sitemap", URL: s.config.URL, Log: s.deps.Log}
}

// recall takes up the state that was noted, and with it the time at which the
// sitemap is due.
func (s *Sitemap) recall() {
	s.state = poll.Recall[state](s.noted())
	if s.state.Files == nil {
		s.state.Files = map[string]file{}
	}
	s.state.Rhythm.Fixed = s.config.Interval
	if !s.state.Polled.IsZero() && !s.config.Once {
		s.due = s.state.Polled.Add(poll.Jitter(s.state.Rhythm.Interval()))
	}
}

// note notes the state as soon as all pages that it knows of are safe.
func (s *Sitemap) note() { s.queue.WhenSettled(s.noted().Of(s.state)) }
