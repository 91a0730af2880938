// Package feed takes in the articles that an RSS, Atom or JSON feed lists. A
// feed is polled in its own rhythm or, where it offers a hub, told of news.
package feed

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/visit"
)

// Fetcher gets feeds.
type Fetcher interface {
	Get(ctx context.Context, address, etag, lastModified string) (*fetch.Response, error)
}

// Hub has WebSub hubs tell of news. It may be used by several goroutines.
type Hub interface {
	// Subscribe asks a hub to distribute what is new on a topic, unless it was
	// asked lately, and returns until when it does, the zero time where it has
	// not said so yet.
	Subscribe(ctx context.Context, hub, topic string) (time.Time, error)
	// Listen names what is called with each body that comes for a topic.
	Listen(topic string, receive func(body []byte, contentType string))
}

// Deps are what a feed works with.
type Deps struct {
	Fetcher Fetcher
	Visitor *visit.Visitor
	Notes   ingest.Notes
	// Hub is nil where nobody can reach us.
	Hub Hub
	// Wake makes the feed due at once; it is called when a hub tells of news.
	Wake func(poll.Task)
	Log  *slog.Logger
	// Now tells the time.
	Now func() time.Time
}

// Feed is the poll.Task of one feed.
type Feed struct {
	config Config
	deps   Deps
	state  state
	queue  *visit.Queue
	mail   mailbox // what a hub distributed
	due    time.Time
	looked bool
	more   bool // the queue had no room for all entries
}

// New returns a feed.
func New(c Config, d Deps) (*Feed, error) {
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("making feed: %w", err)
	}
	f := &Feed{config: c, deps: d, queue: visit.NewQueue(d.Visitor, c.Once)}
	f.recall()
	return f, nil
}

// Name returns the feed's name.
func (f *Feed) Name() string {
	switch {
	case f.config.Name != "":
		return f.config.Name
	case f.state.Title != "":
		return f.state.Title
	}
	return f.config.URL
}

// address returns where the feed is by now.
func (f *Feed) address() string {
	if f.state.Moved != "" {
		return f.state.Moved
	}
	return f.config.URL
}

// Address returns that of the page or feed that the next step fetches.
func (f *Feed) Address() string {
	f.queue.Revive()
	if f.queue.Len() > 0 {
		return f.queue.Address()
	}
	return f.address()
}

// Step takes in the next entry or, where none waits, looks at the feed if it is
// due. A feed that cannot be read is looked at again after a while or, where
// it is looked at only once, fails.
func (f *Feed) Step(ctx context.Context, out poll.Out) (time.Time, error) {
	f.queue.Revive()
	var err error
	switch {
	case f.open():
	case f.queue.Len() > 0:
		err = f.queue.Step(ctx, out.Deliver)
	case !f.due.After(f.deps.Now()):
		err = f.look(ctx)
	}
	if err == nil && f.config.Once && f.looked && f.queue.Len() == 0 && !f.more {
		err = io.EOF
	}
	return f.next(), err
}

// next returns when the next step is due.
func (f *Feed) next() time.Time {
	if at, waiting := f.queue.Due(); waiting && at.Before(f.due) {
		return at
	}
	return f.due
}
