package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"
	"go.opentelemetry.io/otel/trace"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/config"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/metrics"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/tracing"
	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/ingest/files"
	"github.com/gigawire/gigawire/sink/kafka"
)

// The stages of a run.
const (
	stageIngest  = pipeline.StageIngest
	stageExtract = pipeline.StageExtract
	stageState   = pipeline.StageState
)

func newRun(a *app) *cobra.Command {
	var once bool
	var stages []string
	var input string
	c := &cobra.Command{
		Use:   "run",
		Short: "Run the pipeline: sources in, facts on Kafka topics",
		Long: `Run takes in articles from the sources of pipeline.yaml, puts them on the topic "articles",
reads facts out of them and writes those to the topics facts.companies, facts.amounts,
facts.valuations, facts.gigawatts and facts.stakes. What cannot be read goes to
articles.dead with its reason. What the facts come to, the latest valuation of each company
and the power of each site, stands on facts.state.

Where pipeline.yaml names no Kafka brokers, a broker runs within the program; its data
stay in gigawire-data. On a cluster, the stages can run apart, each as often as needed.`,
		Example: `  gigawire run                                        stay, and look at the sources again and again
  gigawire run --once                                 end when the sources are drained
  gigawire run --set kafka.brokers=[localhost:9094]   write to real brokers
  gigawire run --stages extract                       only read articles from the topic
  gigawire run --input jsonl < articles.jsonl         take in standard input, and end with it`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := a.load()
			if err != nil {
				return err
			}
			for _, s := range stages {
				if !slices.Contains(allStages(), s) {
					return fmt.Errorf("%w: --stages has %q: choose of %s", errUsage, s, strings.Join(allStages(), ", "))
				}
			}
			if input != "" {
				if err := onlyStdin(&cfg, input, stages); err != nil {
					return err
				}
				once = true
			}
			return newRunOf(a, cfg, once, stages).run(c.Context())
		},
	}
	c.Flags().BoolVar(&once, "once", false, "end when the sources are drained and every fact is acknowledged")
	c.Flags().StringSliceVar(&stages, "stages", allStages(), "stages to run")
	c.Flags().StringVar(&input, "input", "", "take in standard input instead of the sources, and end with it; how it is written: "+files.KindNames())
	return c
}

func allStages() []string { return []string{stageIngest, stageExtract, stageState} }

// run is one call of the command.
type run struct {
	*app
	config config.Config
	once   bool
	stages []string
	counts *pipeline.Counts
	client *kafka.Client
	// extractor is loaded when it is first asked for.
	extractor func() (*extract.Extractor, error)
	asked     *asked
	metrics   *metrics.Metrics
	phase     atomic.Int32
	tracer    trace.Tracer
}

func newRunOf(a *app, c config.Config, once bool, stages []string) *run {
	counts := pipeline.NewCounts()
	return &run{
		app: a, config: c, once: once, stages: stages, counts: counts,
		extractor: sync.OnceValues(extract.New), asked: newAsked(),
		metrics: metrics.New(metrics.Options{Totals: counts.Totals, Articles: c.Kafka.ArticlesTopic(), Version: version()}),
	}
}

// has reports whether a stage is to run.
func (r *run) has(stage string) bool { return slices.Contains(r.stages, stage) }

func (r *run) run(ctx context.Context) (err error) {
	began := time.Now()
	defer func() { r.summary(time.Since(began), err) }()
	var open closers
	defer func() { err = errors.Join(err, open.close()) }()
	if err := r.trace(&open); err != nil {
		return err
	}
	if err := r.connect(ctx, &open); err != nil {
		return err
	}
	r.metrics.Lag(r.client, r.groups()...)
	if err := r.serve(&open); err != nil {
		return err
	}
	if err := r.stagesOn(ctx, &open); err != nil {
		return err
	}
	totals := r.counts.Totals()
	switch {
	case totals.FailedSources > 0 && r.once:
		return fmt.Errorf("%d of the sources failed; the log says why", totals.FailedSources)
	case pipeline.Sum(totals.Dead) > 0 && r.once:
		return fmt.Errorf("%w: %d, on the topic %s", errDeadLetters, pipeline.Sum(totals.Dead), r.config.Kafka.DeadTopic())
	}
	return nil
}

// trace begins the making of spans.
func (r *run) trace(open *closers) error {
	spans, err := tracing.Start(version(), os.LookupEnv, r.log())
	if err != nil {
		return err
	}
	open.add(spans)
	r.tracer = spans.Tracer()
	return nil
}

// closers are closed last to first.
type closers []io.Closer

func (c *closers) add(closer io.Closer) { *c = append(*c, closer) }

func (c *closers) close() error {
	var errs []error
	for i := len(*c) - 1; i >= 0; i-- {
		errs = append(errs, (*c)[i].Close())
	}
	return errors.Join(errs...)
}
