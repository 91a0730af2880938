package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// How a stream goes: not more often than each pause, and at most so many new
// articles at a time, for nobody reads faster. A comment each beat keeps it open.
const (
	streamPause = 300 * time.Millisecond
	mostAtOnce  = 20
	streamBeat  = 15 * time.Second
	// mostShown is how many articles a browser shows: those it has are sent anew
	// whenever they change.
	mostShown = 100
)

// stream is what a browser follows.
type stream struct {
	page   *Page
	filter filter
	last   uint64   // change
	shown  []string // IDs of articles, those that were sent last at the end
}

// streamAddress returns where to follow what changes after a change and passes
// the filter.
func (f filter) streamAddress(after uint64) string {
	q := f.query()
	q.Set("after", strconv.FormatUint(after, 10))
	return "/stream?" + q.Encode()
}

// update is what a stream sends: articles, the newest first, each as its element
// and with its ID, and how many more changed.
type update struct {
	Stories []element `json:"stories"`
	More    int       `json:"more"`
}

type element struct {
	ID   string `json:"id"`
	HTML string `json:"html"`
}

// stream sends articles that come and pass the filter, and again when facts of
// theirs come, as Server-Sent Events, until the browser goes.
func (p *Page) stream(w http.ResponseWriter, r *http.Request) {
	out := http.NewResponseController(w)
	if err := out.SetReadDeadline(time.Time{}); err != nil { // it may stay as long as it likes
		p.Log.Debug("lifting the deadline of a stream", "error", err)
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	s := newStream(p, r.Header.Get("Last-Event-ID"), r.URL.Query())
	beat := time.NewTicker(streamBeat)
	defer beat.Stop()
	for {
		next, now := p.Store.Changed()
		message, err := s.message(now)
		if err != nil {
			p.Log.Error("writing an event", "error", err)
			return
		}
		if _, err := w.Write(message); err != nil || out.Flush() != nil {
			return
		}
		if !await(r, next, beat.C) {
			return
		}
	}
}

// newStream returns a stream that goes on after the change that a browser heard
// of last or, when it first connects, that of its page.
func newStream(p *Page, heard string, q url.Values) *stream {
	s := &stream{page: p, filter: newFilter(q)}
	s.shown = p.Store.NewestIDs(s.filter.Filter, mostShown)
	slices.Reverse(s.shown)
	for _, text := range []string{heard, q.Get("after")} {
		if change, err := strconv.ParseUint(text, 10, 64); err == nil {
			s.last = change
			return s
		}
	}
	return s
}

// await waits for a change or a beat, and then lets more changes gather. It
// reports false when the browser has gone or the server ends.
func await(r *http.Request, next <-chan struct{}, beat <-chan time.Time) bool {
	select {
	case <-r.Context().Done():
		return false
	case <-beat:
		return true
	case <-next:
	}
	select {
	case <-r.Context().Done():
		return false
	case <-time.After(streamPause):
		return true
	}
}

// message returns what is to be sent where the last change has a number.
func (s *stream) message(now uint64) ([]byte, error) {
	s.last = min(s.last, now) // the program was started anew
	if now == s.last {
		return []byte(": still here\n\n"), nil
	}
	fresh := 0
	stories, more, last := s.page.Store.Since(s.last, s.filter.Filter, func(id string) bool {
		if slices.Contains(s.shown, id) {
			return true
		}
		fresh++
		return fresh <= mostAtOnce
	})
	s.last = last
	u := update{More: more, Stories: []element{}}
	for _, story := range stories {
		var b bytes.Buffer
		if err := s.page.templates["live"].ExecuteTemplate(&b, "article", s.page.card(story)); err != nil {
			return nil, err
		}
		u.Stories = append(u.Stories, element{story.Article.ID, b.String()})
	}
	s.show(u.Stories)
	data, err := json.Marshal(u)
	return fmt.Appendf(nil, "id: %d\nevent: stories\ndata: %s\n\n", last, data), err
}

// show notes what a browser shows now.
func (s *stream) show(sent []element) {
	for i := len(sent) - 1; i >= 0; i-- {
		if !slices.Contains(s.shown, sent[i].ID) {
			s.shown = append(s.shown, sent[i].ID)
		}
	}
	s.shown = s.shown[max(0, len(s.shown)-mostShown):]
}
