package list

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/visit"
)

// slots is how many pages of a list are fetched at once, of different hosts.
const slots = 16

// Config says which pages to take in.
type Config struct {
	// Pages are addresses, or files that have one on a line.
	Pages []string
	// Once sets aside at once what cannot be had in passing.
	Once bool
}

// New returns the tasks that share the list.
func New(c Config, v *visit.Visitor) ([]poll.Task, error) {
	for _, entry := range c.Pages {
		if err := Check(entry); err != nil {
			return nil, err
		}
	}
	shared := &cursor{entries: c.Pages}
	var tasks []poll.Task
	for range slots {
		tasks = append(tasks, &slot{list: shared, queue: visit.NewQueue(v, c.Once)})
	}
	return tasks, nil
}

// slot takes one page after the other from the list.
type slot struct {
	list  *cursor
	queue *visit.Queue
}

// Name is the same for all slots: what they take in is one source.
func (s *slot) Name() string { return "pages" }

// Address returns that of the page which the next step fetches.
func (s *slot) Address() string {
	s.queue.Revive()
	return s.queue.Address()
}

// Step fetches a page and takes the next one from the list.
func (s *slot) Step(ctx context.Context, out poll.Out) (time.Time, error) {
	s.queue.Revive()
	if err := s.queue.Step(ctx, out.Deliver); err != nil {
		return time.Time{}, err
	}
	for s.queue.Len() == 0 && ctx.Err() == nil { // which may take a while where nearly all are known
		address, err := s.list.next()
		switch {
		case errors.Is(err, io.EOF):
			return s.end()
		case errors.Is(err, ingest.ErrMalformed):
			if err := out.Deliver(ctx, rejection(err)); err != nil {
				return time.Time{}, err
			}
		case err != nil:
			return time.Time{}, fmt.Errorf("reading list of pages: %w", err)
		default:
			s.queue.Add(visit.Document{Address: address})
		}
	}
	return time.Time{}, ctx.Err()
}

// end ends the slot, unless there are pages to be tried again.
func (s *slot) end() (time.Time, error) {
	if at, waiting := s.queue.Due(); waiting {
		return at, nil
	}
	return time.Time{}, io.EOF
}

func rejection(err error) ingest.Delivery {
	return ingest.Delivery{Rejection: ingest.Reject("sources.pages", nil, err), Ack: func(error) {}}
}
