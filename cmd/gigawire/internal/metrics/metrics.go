// Package metrics shows a run to Prometheus. It keeps a registry of its own.
package metrics

import (
	"net/http"
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/fetch"
)

// namespace begins the names of all metrics that are ours.
const namespace = "gigawire"

// Options say what is shown.
type Options struct {
	// Totals returns the figures of the run at one moment.
	Totals func() pipeline.Totals
	// Articles is the topic of articles: the source of the stage extract.
	Articles string
	// Version is that of the program.
	Version string
}

// Metrics are those of a run. They may be used by several goroutines.
type Metrics struct {
	registry *prometheus.Registry
	stages   *prometheus.HistogramVec
	fetches  *prometheus.CounterVec
}

// From half a millisecond, which an article takes, to half a minute, which a
// broker may be away.
const (
	shortest = 0.0005 // seconds
	growth   = 4
	buckets  = 9
)

// New returns metrics that read the totals when they are asked for.
func New(o Options) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		stages: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: namespace, Name: "stage_duration_seconds",
			Help:    "How long a stage took: ingest and state over a batch (in a backfill, ingest over a document), extract over an article, sink over the writing of a batch's facts.",
			Buckets: prometheus.ExponentialBuckets(shortest, growth, buckets),
		}, []string{"stage"}),
		fetches: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: namespace, Name: "fetch_requests_total", Help: "Requests to sites, by what came of them.",
		}, []string{"outcome"}),
	}
	m.registry.MustRegister(
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		m.stages, m.fetches, newLedger(o), buildInfo(o.Version),
	)
	for _, stage := range []string{pipeline.StageIngest, pipeline.StageExtract, pipeline.StageSink, pipeline.StageState} {
		m.stages.WithLabelValues(stage)
	}
	for _, outcome := range fetch.Outcomes() {
		m.fetches.WithLabelValues(outcome)
	}
	return m
}

// buildInfo is a metric whose labels say what runs.
func buildInfo(version string) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Namespace: namespace, Name: "build_info", Help: "What runs, in its labels.",
		ConstLabels: prometheus.Labels{
			"version": version, "go_version": runtime.Version(), "facts_version": strconv.Itoa(fact.Version),
		},
	}, func() float64 { return 1 })
}

// Stage notes how long a stage took. It is a pipeline.Timing.
func (m *Metrics) Stage(stage string, took time.Duration) {
	m.stages.WithLabelValues(stage).Observe(took.Seconds())
}

// Fetch notes what came of a request.
func (m *Metrics) Fetch(outcome string) { m.fetches.WithLabelValues(outcome).Inc() }

// Handler serves the metrics.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
