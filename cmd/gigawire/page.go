package main

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/sink/kafka"
	"github.com/gigawire/gigawire/web"
	"github.com/gigawire/gigawire/web/store"
	"github.com/gigawire/gigawire/web/view"
)

// openPage makes the page to watch the run, and lets it follow the topics until
// the run ends.
func (r *run) openPage(open *closers) (*web.Page, error) {
	held, err := store.New(store.Limit)
	if err != nil {
		return nil, err
	}
	letters, meter := web.NewLetters(), &web.Meter{Client: r.client, Group: r.config.Extract.Group, Log: r.log()}
	follower := &web.Follower{Client: r.client, Store: held, Letters: letters, Meter: meter, Log: r.log()}
	p, err := web.New(web.Options{
		Store: held, Letters: letters, Meter: meter, Follower: follower, Brokers: strings.Join(r.config.Kafka.Brokers, ","),
		Sources: r.asked.list, InFlight: r.inFlight, Reader: r.newTrial(), Replay: r.replayDead,
		Changes: r.config.HTTP.Changes, MayChange: r.config.HTTP.Token != "", Public: r.config.HTTP.Public(), Log: r.log(),
	})
	if err != nil {
		return nil, fmt.Errorf("making the page: %w", err)
	}
	open.add(background(follower.Run, meter.Run))
	return p, nil
}

// background runs functions until it is closed.
func background(run ...func(context.Context)) closing {
	ctx, cancel := context.WithCancel(context.Background())
	var group errgroup.Group
	for _, f := range run {
		group.Go(func() error { f(ctx); return nil })
	}
	return func() error { cancel(); return group.Wait() }
}

// closing is a function that closes something.
type closing func() error

// Close calls it.
func (c closing) Close() error { return c() }

// inFlight returns how many documents were taken from sources and are not yet
// written.
func (r *run) inFlight() int {
	return r.counts.Totals().InFlight[pipeline.StageIngest]
}

// replayDead puts dead letters of a stage and reason back.
func (r *run) replayDead(ctx context.Context, stage, reason string) (int, error) {
	counts, err := r.client.Replay(ctx, kafka.Replay{Stages: []string{stage}, Reasons: []string{reason}})
	return counts[kafka.Replaying{Stage: stage, Reason: reason, Outcome: kafka.PutBack}], err
}

// trial finds the facts of what a person tries on the page.
type trial struct {
	extractor func() (*extract.Extractor, error)
	fetcher   func() (*fetch.Fetcher, error)
	reader    *page.Reader
}

func (r *run) newTrial() *trial {
	// The hosts that may be private are known when the sources are open.
	return &trial{r.extractor, sync.OnceValues(func() (*fetch.Fetcher, error) { return fetch.New(r.config.Fetch) }), page.New()}
}

// Text reads a text as it is given.
func (t *trial) Text(_ context.Context, text string) (web.Tried, error) {
	return t.read(article.Article{ID: article.ID("", text), Text: text})
}

// Address fetches a page and reads its article.
func (t *trial) Address(ctx context.Context, address string) (web.Tried, error) {
	fetcher, err := t.fetcher()
	if err != nil {
		return web.Tried{}, err
	}
	resp, err := fetcher.Get(ctx, address, "", "")
	if err != nil {
		return web.Tried{}, err
	}
	a, err := t.reader.Any(resp.Body, resp.ContentType, resp.URL)
	if err != nil {
		return web.Tried{}, err
	}
	return t.read(a)
}

func (t *trial) read(a article.Article) (web.Tried, error) {
	extractor, err := t.extractor()
	if err != nil {
		return web.Tried{}, fmt.Errorf("loading extractor: %w", err)
	}
	return web.Tried{Article: a, Facts: explained(extractor.Explain(a), true)}, nil
}

// explained returns facts to be shown, with their reasons if those are wanted.
func explained(facts []extract.Explained, reasons bool) []view.Explained {
	out := make([]view.Explained, len(facts))
	for i, f := range facts {
		out[i].Fact = f.Fact
		if reasons {
			out[i].Reason = f.Reason
		}
	}
	return out
}
