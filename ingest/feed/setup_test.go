package feed

import (
	"testing"

	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/poll/polltest"
)

type document = polltest.Document

// follow returns a feed of a site, by default that at /feed.
func follow(t *testing.T, s *polltest.Site, c Config, d *polltest.Desk) *Feed {
	t.Helper()
	if c.URL == "" {
		c.URL = s.URL() + "/feed"
	}
	return followBy(t, d, c, polltest.Fetcher(t, s))
}

func followBy(t *testing.T, d *polltest.Desk, c Config, fetcher Fetcher) *Feed {
	t.Helper()
	f, err := New(c, depsOf(d, fetcher))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func depsOf(d *polltest.Desk, fetcher Fetcher) Deps {
	return Deps{Fetcher: fetcher, Visitor: d.Visitor(fetcher), Notes: &d.Notes, Wake: func(poll.Task) {}, Log: d.Log(), Now: d.Now}
}
