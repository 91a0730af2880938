package main

import (
	"sync"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/discover"
	"github.com/gigawire/gigawire/ingest/feed"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/list"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/seen"
	"github.com/gigawire/gigawire/ingest/sitemap"
	"github.com/gigawire/gigawire/ingest/visit"
	"github.com/gigawire/gigawire/ingest/websub"
)

// polled returns the source of all that is polled over HTTP, none where
// nothing is.
func (r *run) polled(fetcher *fetch.Fetcher, reader *page.Reader, memory *seen.Store, open *closers) ([]ingest.Source, error) {
	r.asked.through(fetcher)
	p := &polling{run: r, fetcher: fetcher, memory: memory, scheduler: poll.New(fetcher), turn: sitemap.NewTurn()}
	p.visitor = visit.New(visit.Deps{Fetcher: fetcher, Memory: memory, Reader: reader, Log: r.log(), Now: time.Now})
	if err := p.listen(open); err != nil {
		return nil, err
	}
	for _, add := range []func() error{p.feeds, p.sitemaps, p.sites, p.pages} {
		if err := add(); err != nil {
			return nil, err
		}
	}
	if p.scheduler.Empty() {
		return nil, nil
	}
	return []ingest.Source{p.scheduler}, nil
}

// polling makes the tasks of what is polled.
type polling struct {
	*run
	fetcher   *fetch.Fetcher
	memory    *seen.Store
	visitor   *visit.Visitor
	scheduler *poll.Scheduler
	turn      chan struct{}
	hub       feed.Hub // nil where hubs cannot reach us
	followed  sync.Map // addresses of feeds and sitemaps
}

// listen lets hubs tell of news, where an address for that is set. A run that
// ends by itself waits for none.
func (p *polling) listen(open *closers) error {
	if !p.config.Sources.WebSub.Enabled() || p.once {
		return nil
	}
	subscriber, err := websub.New(p.config.Sources.WebSub, websub.Deps{Poster: p.fetcher, Notes: p.memory, Log: p.log(), Now: time.Now})
	if err != nil {
		return err
	}
	server, err := subscriber.Start()
	if err != nil {
		return err
	}
	open.add(server)
	p.hub = subscriber
	return nil
}

// feed returns the task of a feed, nil where it is followed already.
func (p *polling) feed(c feed.Config) (poll.Task, error) {
	if _, already := p.followed.LoadOrStore(c.URL, true); already {
		return nil, nil
	}
	c.Once = p.once
	return feed.New(c, feed.Deps{
		Fetcher: p.asked, Visitor: p.visitor, Notes: p.memory, Hub: p.hub, Wake: p.scheduler.Wake, Log: p.log(), Now: time.Now,
	})
}

// sitemap returns the task of a sitemap, nil where it is followed already.
func (p *polling) sitemap(c sitemap.Config) (poll.Task, error) {
	if _, already := p.followed.LoadOrStore(c.URL, true); already {
		return nil, nil
	}
	c.Once = p.once
	return sitemap.New(c, sitemap.Deps{
		Fetcher: p.asked, Visitor: p.visitor, Notes: p.memory, Turn: p.turn, Log: p.log(), Now: time.Now,
	})
}

func (p *polling) feeds() error {
	for _, c := range p.config.Sources.Feeds {
		if err := p.add(p.feed(c)); err != nil {
			return err
		}
	}
	return nil
}

func (p *polling) sitemaps() error {
	for _, c := range p.config.Sources.Sitemaps {
		if err := p.add(p.sitemap(c)); err != nil {
			return err
		}
	}
	return nil
}

func (p *polling) sites() error {
	for _, c := range p.config.Sources.Sites {
		c.Once = p.once
		site, err := discover.New(c, discover.Deps{
			Fetcher: p.fetcher, Notes: p.memory, Feed: p.feed, Sitemap: p.sitemap, Log: p.log(), Now: time.Now,
		})
		if err := p.add(site, err); err != nil {
			return err
		}
	}
	return nil
}

func (p *polling) pages() error {
	if len(p.config.Sources.Pages) == 0 {
		return nil
	}
	slots, err := list.New(list.Config{Pages: p.config.Sources.Pages, Once: p.once}, p.visitor)
	for _, slot := range slots {
		p.scheduler.Add(slot)
	}
	return err
}

func (p *polling) add(t poll.Task, err error) error {
	if err == nil && t != nil {
		p.scheduler.Add(t)
	}
	return err
}
