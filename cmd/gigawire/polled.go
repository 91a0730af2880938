package main

import (
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/feed"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/seen"
	"github.com/gigawire/gigawire/ingest/visit"
)

// polled returns the source of all that is polled over HTTP, none where
// nothing is.
func (r *run) polled(fetcher *fetch.Fetcher, reader *page.Reader, memory *seen.Store) ([]ingest.Source, error) {
	scheduler := poll.New(fetcher)
	visitor := visit.New(visit.Deps{Fetcher: fetcher, Memory: memory, Reader: reader, Log: r.log(), Now: time.Now})
	deps := feed.Deps{Fetcher: r.asked.through(fetcher), Visitor: visitor, Notes: memory, Wake: scheduler.Wake, Log: r.log(), Now: time.Now}
	for _, c := range r.config.Sources.Feeds {
		c.Once = r.once
		f, err := feed.New(c, deps)
		if err != nil {
			return nil, err
		}
		scheduler.Add(f)
	}
	if len(r.config.Sources.Feeds) == 0 {
		return nil, nil
	}
	return []ingest.Source{scheduler}, nil
}
