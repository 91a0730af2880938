package feed

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/poll"
)

// look reads the feed, queues what is new, and sets when it is due again.
func (f *Feed) look(ctx context.Context) error {
	again := f.more // it is read for the rest of its entries
	f.looked, f.more = true, false
	resp, parsed, err := f.read(ctx, again)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && f.config.Once:
		return fmt.Errorf("reading feed: %w", err)
	case err != nil:
		f.failed(err)
		return nil
	}
	brought := poll.Poll{First: f.state.Polled.IsZero(), Wish: wish(resp, parsed)}
	if parsed != nil {
		brought.Listed, brought.Dates = len(parsed.Items), dates(parsed.Items)
		f.name(parsed.Title)
		brought.Fresh = f.add(parsed.Items)
	}
	f.state.Polled = f.deps.Now()
	if !again {
		f.state.Rhythm.Read(brought, f.state.Polled)
	}
	f.adopt(resp)
	if f.more = f.queue.Overflowed(); f.more {
		f.state.ETag, f.state.LastModified = "", "" // else it would say that nothing changed
	}
	f.schedule(slowed(f.state.Rhythm.Interval(), f.subscribe(ctx, resp, parsed)))
	f.tell(brought.Fresh)
	return nil
}

// adopt takes over what a response says of the next request.
func (f *Feed) adopt(resp *fetch.Response) {
	if !resp.NotModified {
		f.state.ETag, f.state.LastModified = resp.ETag, resp.LastModified
	}
	if resp.Moved != "" && resp.Moved != f.address() {
		f.deps.Log.Warn("the feed has moved for good: change its address in pipeline.yaml", "feed", f.Name(), "from", f.config.URL, "to", resp.Moved)
		f.state.Moved = resp.Moved
	}
}

// schedule sets when the feed is due: after about so long, or at once where it
// has more entries than there was room for.
func (f *Feed) schedule(interval time.Duration) {
	now := f.deps.Now()
	f.due = now.Add(poll.Jitter(interval))
	if f.more && f.queue.Len() > 0 {
		f.due = now // the queue comes first
	}
	f.note()
}

func (f *Feed) tell(fresh int) {
	say := f.deps.Log.Debug
	if fresh > 0 {
		say = f.deps.Log.Info
	}
	say("read feed", "feed", f.Name(), "new", fresh, "next_poll", f.nextPoll())
}

// nextPoll is when the feed is due, for people.
func (f *Feed) nextPoll() string {
	if f.config.Once {
		return "in another run"
	}
	return f.due.Local().Format(time.DateTime)
}

// goneInterval is how often a feed is looked at that is gone, as its server
// says: some say so by mistake.
const goneInterval = 24 * time.Hour

// strayed is after how many failures the address that a feed has moved to is
// given up for the one that is configured.
const strayed = 3

// failed puts the next look off.
func (f *Feed) failed(err error) {
	f.state.Rhythm.Failed()
	least := fetch.RetryAfter(err, f.deps.Now())
	var status *fetch.StatusError
	gone := errors.As(err, &status) && status.Code == http.StatusGone
	if gone {
		least = max(least, goneInterval)
	}
	if f.state.Rhythm.Failures >= strayed {
		f.state.Moved = ""
	}
	f.schedule(max(f.state.Rhythm.Interval(), least))
	if gone {
		f.deps.Log.Warn("the feed is gone for good: take it out of pipeline.yaml", "feed", f.Name(), "url", f.config.URL, "next_poll", f.nextPoll())
		return
	}
	f.deps.Log.Warn("reading feed", "feed", f.Name(), "url", f.config.URL, "error", err,
		"failures", f.state.Rhythm.Failures, "next_poll", f.nextPoll())
}
