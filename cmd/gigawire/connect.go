package main

import (
	"context"
	"time"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/config"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/duplicate"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/newsroom"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/seen"
	"github.com/gigawire/gigawire/sink/broker"
	"github.com/gigawire/gigawire/sink/kafka"
)

// connect starts the embedded broker, unless others are named, and creates
// the topics.
func (r *run) connect(ctx context.Context, open *closers) error {
	if r.config.Embedded() {
		b, err := broker.Start(broker.Config{Dir: r.config.Broker.Dir, Port: r.config.Broker.Port})
		if err != nil {
			return err
		}
		open.add(b)
		r.config.Kafka.Brokers = []string{b.Addr()}
	}
	client, err := kafka.Connect(ctx, r.config.Kafka, r.log())
	if err != nil {
		return err
	}
	open.add(client)
	r.client = client
	return r.prepareTopics(ctx)
}

// prepareTopics creates the topics that are missing, and tells how those that
// are there differ from what is configured.
func (r *run) prepareTopics(ctx context.Context) error {
	if err := r.client.CreateTopics(ctx); err != nil {
		return err
	}
	topics, err := r.client.Topics(ctx)
	if err != nil {
		return err
	}
	for _, t := range topics {
		for _, difference := range r.config.Kafka.Differences(t) {
			r.log().Warn("a topic differs from the configuration", "topic", t.Name, "difference", difference)
		}
	}
	return nil
}

// ingestStage opens the sources.
func (r *run) ingestStage(ctx context.Context, open *closers) (*pipeline.Ingest, error) {
	if !r.has(stageIngest) {
		return nil, nil
	}
	memory, err := seen.Open(r.config.State, r.config.StateLimit)
	if err != nil {
		return nil, err
	}
	open.add(memory)
	copies, err := r.copies(memory)
	if err != nil {
		return nil, err
	}
	if err := r.startNewsroom(open); err != nil {
		return nil, err
	}
	sources, err := r.sources(ctx, memory, open)
	if err != nil {
		return nil, err
	}
	return &pipeline.Ingest{
		Sources: sources, Publisher: r.client, Topic: r.config.Kafka.ArticlesTopic(), Dead: kafka.NewDeadLetters(r.client),
		Memory: memory, Copies: copies, Counts: r.counts, Timing: r.metrics.Stage, Log: r.log(),
		Tracer: r.tracer, Drain: r.config.Kafka.Drain,
	}, nil
}

// copies returns what finds copies, nil where none are looked for.
func (r *run) copies(memory *seen.Store) (pipeline.Copies, error) {
	if !r.config.Duplicates.Enabled {
		return nil, nil
	}
	signatures, err := memory.Log("signatures.v1", r.config.Duplicates.Articles)
	if err != nil {
		return nil, err
	}
	return duplicate.Open(r.config.Duplicates, signatures, time.Now)
}

// startNewsroom serves the sample newsroom and lists its feed as a source
// that may be on loopback.
func (r *run) startNewsroom(open *closers) error {
	if !r.config.Newsroom.Enabled {
		return nil
	}
	server, err := newsroom.Start(r.config.Newsroom.Address)
	if err != nil {
		return err
	}
	open.add(server)
	r.config.Fetch.AllowHosts = append(r.config.Fetch.AllowHosts, server.Addr())
	r.config.Sources.Feeds = append(r.config.Sources.Feeds, config.NewsroomFeed(server.FeedURL()))
	return nil
}

func (r *run) sources(ctx context.Context, memory *seen.Store, open *closers) ([]ingest.Source, error) {
	fetcher, err := fetch.New(r.config.Fetch)
	if err != nil {
		return nil, err
	}
	fetcher.Observe = r.metrics.Fetch
	reader := page.New()
	sources, err := r.polled(fetcher, reader, memory, open)
	if err != nil {
		return nil, err
	}
	brought, err := r.brought(ctx, reader, memory)
	if err != nil {
		return nil, err
	}
	return append(sources, brought...), nil
}
