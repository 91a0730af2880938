package visit

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/fetch"
)

// maxWaiting is how many documents of one source may wait.
const maxWaiting = 500

// Queue is the documents of one source that are to be taken in, the newest
// first. It is used by one goroutine.
type Queue struct {
	visitor *Visitor
	once    bool
	ready   []*Document
	later   []*Document // which failed in passing
	full    bool        // there was no room for some
	settle  settlement
}

// NewQueue returns an empty queue. Where once is true, what fails in passing
// is set aside at once, for there is no later, and taken in by the next run.
func NewQueue(v *Visitor, once bool) *Queue { return &Queue{visitor: v, once: once} }

// Add reports whether a document is new, and queues it. Where there is no room
// the oldest has to wait for another time, which Overflowed tells.
func (q *Queue) Add(d Document) bool {
	crowded := q.crowded()
	if crowded && (len(q.ready) == 0 || !d.date().After(q.ready[len(q.ready)-1].date())) {
		q.full = q.full || !q.known(&d)
		return false
	}
	if !q.visitor.claim(&d) {
		return false
	}
	q.settle.open()
	at, _ := slices.BinarySearchFunc(q.ready, d.date(), func(e *Document, date time.Time) int {
		if e.date().Before(date) {
			return 1
		}
		return -1 // behind its equals
	})
	q.ready = slices.Insert(q.ready, at, &d)
	if crowded {
		q.evict()
	}
	return true
}

func (q *Queue) crowded() bool { return len(q.ready)+len(q.later) >= maxWaiting }

func (q *Queue) known(d *Document) bool {
	if !q.visitor.claim(d) {
		return true
	}
	q.visitor.release(d)
	return false
}

// evict drops the oldest document.
func (q *Queue) evict() {
	last := len(q.ready) - 1
	q.visitor.release(q.ready[last])
	q.settle.close(nil) // whoever asks for Overflowed knows
	q.ready = q.ready[:last]
	q.full = true
}

// Overflowed reports whether there was no room for some documents since it was
// asked last.
func (q *Queue) Overflowed() bool {
	full := q.full
	q.full = false
	return full
}

// Len returns how many documents wait, without those that failed.
func (q *Queue) Len() int { return len(q.ready) }

// Address returns that of the page which the next step fetches, empty for none.
func (q *Queue) Address() string {
	if len(q.ready) == 0 || !q.ready[0].fetches() {
		return ""
	}
	return q.ready[0].Address
}

// Due returns when there is something to take in, the zero time for now; ok is
// false where nothing waits.
func (q *Queue) Due() (at time.Time, ok bool) {
	if len(q.ready) > 0 {
		return time.Time{}, true
	}
	for _, d := range q.later {
		if !ok || d.again.Before(at) {
			at, ok = d.again, true
		}
	}
	return at, ok
}

// Revive moves those that are to be tried again by now to the front.
func (q *Queue) Revive() {
	now := q.visitor.Now()
	q.later = slices.DeleteFunc(q.later, func(d *Document) bool {
		due := !d.again.After(now)
		if due {
			q.ready = slices.Insert(q.ready, 0, d)
		}
		return due
	})
}

// Step takes in the first document and passes what comes of it to deliver.
func (q *Queue) Step(ctx context.Context, deliver func(context.Context, ingest.Delivery) error) error {
	if len(q.ready) == 0 {
		return nil
	}
	d := q.ready[0]
	q.ready = slices.Delete(q.ready, 0, 1)
	a, body, err := q.visitor.take(ctx, d)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	passing := err != nil && ingest.Reason(err) == ingest.ReasonFetch && fetch.Passing(err)
	if passing && !q.once && q.postpone(d, err) {
		return nil
	}
	out := ingest.Delivery{Ack: q.ack(d, passing && q.once)}
	if err != nil {
		out.Rejection = ingest.Reject(d.origin(), body, err)
	} else {
		out.Article = q.visitor.complete(a, d)
	}
	return deliver(ctx, out)
}

// A page that fails in passing is tried so often, and after the first failure
// after such a time, then after twice as long each time: for two and a half
// hours in all.
const (
	tries     = 6
	firstWait = 5 * time.Minute
)

// postpone keeps a document for later, unless it was tried often enough. What
// was not asked for, because its site is left alone, was not tried.
func (q *Queue) postpone(d *Document, err error) bool {
	if !fetch.Held(err) {
		d.tries++
	}
	if d.tries >= tries {
		return false
	}
	now := q.visitor.Now()
	wait := max(firstWait<<max(d.tries-1, 0), fetch.RetryAfter(err, now))
	d.again = now.Add(wait)
	q.later = append(q.later, d)
	q.visitor.Log.Warn("a page cannot be had now", "url", d.origin(), "error", err, "again_in", wait)
	return true
}

// errForgotten keeps the state of a source from being taken for settled.
var errForgotten = errors.New("it is for the next run")

// ack returns what acknowledges a document: from then on it is not taken in
// again or, where it is to be forgotten, not by this run.
func (q *Queue) ack(d *Document, forget bool) func(error) {
	return func(err error) {
		switch {
		case err == nil && forget:
			err = errForgotten
		case err == nil:
			q.visitor.remember(d)
			fallthrough
		default:
			q.visitor.release(d)
		}
		q.settle.close(err)
	}
}

// WhenSettled calls f when all documents that were added are safely written:
// now or, from another goroutine, with the last acknowledgement. It does not
// where one was dropped or could not be written, or where it is called again
// before that.
func (q *Queue) WhenSettled(f func()) { q.settle.when(f) }
