package sitemap

import (
	"encoding/json"
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

func (s *Sitemap) noteKey() string { return "sitemap\x00" + s.config.URL }

// recall takes up the state that was noted, and with it the time at which the
// sitemap is due.
func (s *Sitemap) recall() {
	if data := s.deps.Notes.Note(s.noteKey()); data != nil {
		if err := json.Unmarshal(data, &s.state); err != nil {
			s.deps.Log.Warn("the noted state of a sitemap cannot be read: it is read anew", "url", s.config.URL, "error", err)
			s.state = state{}
		}
	}
	if s.state.Files == nil {
		s.state.Files = map[string]file{}
	}
	s.state.Rhythm.Fixed = s.config.Interval
	if !s.state.Polled.IsZero() && !s.config.Once {
		s.due = s.state.Polled.Add(poll.Jitter(s.state.Rhythm.Interval()))
	}
}

// note notes the state as soon as all pages that it knows of are safe.
func (s *Sitemap) note() {
	data, err := json.Marshal(s.state)
	if err != nil {
		s.deps.Log.Error("encoding the state of a sitemap", "url", s.config.URL, "error", err)
		return
	}
	s.queue.WhenSettled(func() {
		if err := s.deps.Notes.SetNote(s.noteKey(), data); err != nil {
			s.deps.Log.Error("noting the state of a sitemap", "url", s.config.URL, "error", err)
		}
	})
}
