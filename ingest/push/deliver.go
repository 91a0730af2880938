package push

import (
	"context"
	"errors"

	"github.com/gigawire/gigawire/ingest"
)

// Why a document is not known to be safe. It does no harm to send it again.
var (
	errSlow   = errors.New("the broker does not keep up")
	errEnding = errors.New("gigawire is ending")
)

// ticket is a document in the hands of the pipeline.
type ticket struct {
	delivery ingest.Delivery
	late     *ingest.Rejection // valid after done
	done     chan error
}

// handOver gives a document to the pipeline. It waits while the broker is slow
// until ctx ends.
func (s *Server) handOver(ctx context.Context, d ingest.Delivery) (*ticket, error) {
	t := &ticket{done: make(chan error, 1)}
	d.SetAside = func(r *ingest.Rejection) { t.late = r }
	d.Ack = func(err error) { t.done <- err }
	t.delivery = d
	select {
	case s.deliveries <- d:
		return t, nil
	case <-s.closing:
		return nil, errEnding
	case <-ctx.Done():
		return nil, errSlow
	}
}

// reply waits until the document is safe, and says what became of it.
func (t *ticket) reply(ctx context.Context, s *Server) reply {
	select {
	case err := <-t.done:
		if err != nil {
			return unavailable(errEnding)
		}
	case <-ctx.Done():
		return unavailable(errSlow)
	}
	a := t.delivery.Article
	switch {
	case t.delivery.Rejection != nil:
		return s.rejected(t.delivery.Rejection)
	case t.late == nil:
		return reply{Status: statusPublished, ID: a.ID, URL: a.URL, Outcome: outcomePublished, Topic: s.deps.Articles}
	case t.late.Reason == ingest.ReasonDuplicate:
		return reply{Status: statusDuplicate, ID: a.ID, URL: a.URL, Outcome: outcomeDuplicate, Topic: s.deps.Articles}
	default:
		return s.rejected(t.late)
	}
}

// read makes an article or rejection of a document. No more are read at once
// than there are cores: the tree of a page is many times its size.
func (s *Server) read(d document) ingest.Delivery {
	s.readers <- struct{}{}
	defer func() { <-s.readers }()
	err := d.err
	out := ingest.Delivery{Trace: d.trace}
	if err == nil {
		out.Article, err = s.deps.Reader.Article(d.Document)
	}
	if err != nil {
		out.Rejection = ingest.Reject(d.origin(), d.Body, err)
	}
	return out
}
