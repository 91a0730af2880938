package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/kafka"
	"github.com/gigawire/gigawire/sink/ndjson"
	"github.com/gigawire/gigawire/sink/parquet"
)

// stagesOn runs the stages until they end, or until ctx does.
func (r *run) stagesOn(ctx context.Context, open *closers) error {
	// Extracting ends after taking in. It finishes the batches in hand; what
	// stands behind them on the topic is for the next run.
	reading, stopReading := context.WithCancel(context.WithoutCancel(ctx))
	defer stopReading()
	extracting, err := r.extractStage(open)
	if err != nil {
		return err
	}
	stating, err := r.stateStage(reading)
	if err != nil {
		return err
	}
	ingesting, err := r.ingestStage(ctx, open)
	if err != nil {
		return err
	}
	r.greet()
	r.phase.Store(phaseRunning)
	defer context.AfterFunc(ctx, func() { r.phase.Store(phaseEnding) })()
	var group errgroup.Group
	if extracting != nil {
		group.Go(func() error { defer stopReading(); return extracting.Run(reading) })
	}
	if stating != nil {
		group.Go(func() error { defer stopReading(); return stating.Run(reading) })
	}
	group.Go(func() error {
		defer stopReading()
		return r.takeIn(ctx, reading, ingesting)
	})
	return group.Wait()
}

// takeIn runs the ingest stage and then, with --once, waits until what stands
// on the topic of articles is read; without, until ctx ends.
func (r *run) takeIn(ctx, reading context.Context, ingesting *pipeline.Ingest) error {
	if ingesting != nil {
		if err := ingesting.Run(ctx); err != nil {
			return err
		}
	}
	if !r.once {
		<-ctx.Done()
		return nil
	}
	if interrupted(ctx) {
		return nil
	}
	// Where a stage ended first, it says why itself.
	if err := r.drain(reading); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// drain waits until the stages that run have read what stands on their topics.
func (r *run) drain(ctx context.Context) error {
	if r.has(stageExtract) {
		if err := r.client.Drain(ctx, r.config.Extract.Group, r.config.Kafka.ArticlesTopic()); err != nil {
			return err
		}
	}
	if !r.has(stageState) {
		return nil
	}
	for _, topic := range pipeline.StateTopics(r.config.Kafka) {
		if err := r.client.Drain(ctx, pipeline.StateReader, topic); err != nil {
			return err
		}
	}
	return nil
}

func interrupted(ctx context.Context) bool { return ctx.Err() != nil }

func (r *run) extractStage(open *closers) (*kafka.Group, error) {
	if !r.has(stageExtract) {
		return nil, nil
	}
	extractor, err := r.extractor()
	if err != nil {
		return nil, fmt.Errorf("loading extractor: %w", err)
	}
	sinks, err := r.sinks(open)
	if err != nil {
		return nil, err
	}
	stage := &pipeline.Extract{
		Extractor: extractor, Sinks: sinks, Dead: kafka.NewDeadLetters(r.client), Counts: r.counts, Timing: r.metrics.Stage, Tracer: r.tracer, Log: r.log(),
		Show: r.show(), Workers: r.config.Extract.Workers,
	}
	return kafka.NewGroup(r.client, r.config.Extract.Group, r.config.Kafka.ArticlesTopic(), stage.Handle), nil
}

func (r *run) stateStage(ctx context.Context) (*pipeline.State, error) {
	if !r.has(stageState) {
		return nil, nil
	}
	stage, err := pipeline.NewState(ctx, r.client, r.log())
	if err != nil {
		return nil, err
	}
	stage.Timing = r.metrics.Stage
	return stage, nil
}

// sinks opens what facts are written to.
func (r *run) sinks(open *closers) ([]sink.Sink, error) {
	sinks := []sink.Sink{kafka.NewFacts(r.client, time.Now)}
	if path := r.config.Outputs.NDJSON; path != "" {
		file, err := ndjson.Open(path)
		if err != nil {
			return nil, err
		}
		open.add(file)
		sinks = append(sinks, file)
	}
	if c := r.config.Outputs.Parquet; c.Dir != "" {
		tables, err := parquet.Open(c)
		if err != nil {
			return nil, err
		}
		open.add(tables)
		sinks = append(sinks, tables)
	}
	return sinks, nil
}
