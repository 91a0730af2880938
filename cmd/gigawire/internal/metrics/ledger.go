package metrics

import (
	"strings"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest"
)

// reasonGivenBack stands for what a stage did not finish: see
// pipeline.Totals.GivenBack.
const reasonGivenBack = "given_back"

// ledger shows the totals of a run. A scrape reads them once, so that within it
// received = completed + filtered + dead letters + in flight, for each stage; the
// dead letters of the stage sink are articles of the stage extract.
type ledger struct {
	totals   func() pipeline.Totals
	articles string

	received, completed, filtered, dead, inFlight, facts, failed *prometheus.Desc
}

func newLedger(o Options) *ledger {
	describe := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc(prometheus.BuildFQName(namespace, "", name), help, labels, nil)
	}
	return &ledger{
		totals: o.Totals, articles: o.Articles,
		received:  describe("articles_received_total", "Documents that a stage received. Sources beyond the first 200 are one.", "stage", "source"),
		completed: describe("articles_completed_total", "Articles that a stage is done with: ingest has published them, extract has written their facts.", "stage"),
		filtered:  describe("articles_filtered_total", "Documents set aside as they should be; given_back are delivered again.", "stage", "reason"),
		dead:      describe("dead_letters_total", "Documents, articles and facts that could not be read or written.", "stage", "reason"),
		inFlight:  describe("in_flight_articles", "Documents that a stage has in hand.", "stage"),
		facts:     describe("facts_sent_total", "Facts that all in-sync replicas have.", "type"),
		failed:    describe("sources_failed_total", "Sources that failed for good."),
	}
}

// Describe sends the descriptions.
func (l *ledger) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{l.received, l.completed, l.filtered, l.dead, l.inFlight, l.facts, l.failed} {
		out <- d
	}
}

// Collect sends the totals at one moment.
func (l *ledger) Collect(out chan<- prometheus.Metric) {
	t := l.totals()
	count := func(d *prometheus.Desc, n int, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(n), labels...)
	}
	for source, n := range t.Received {
		count(l.received, n, pipeline.StageIngest, source)
	}
	count(l.received, t.Taken, pipeline.StageExtract, l.articles)
	count(l.completed, t.Published, pipeline.StageIngest)
	count(l.completed, t.Completed, pipeline.StageExtract)
	for stage, reasons := range filteredBy(&t) {
		for reason, n := range reasons {
			count(l.filtered, n, stage, reason)
		}
	}
	for letter, n := range deadBy(&t) {
		count(l.dead, n, letter[0], letter[1])
	}
	for _, stage := range []string{pipeline.StageIngest, pipeline.StageExtract} {
		out <- prometheus.MustNewConstMetric(l.inFlight, prometheus.GaugeValue, float64(t.InFlight[stage]), stage)
	}
	for _, typ := range fact.Types() {
		count(l.facts, t.Facts[typ], string(typ))
	}
	count(l.failed, t.FailedSources)
}

// filteredBy returns what was filtered by stage and reason. The reasons that are
// known are there from the beginning, so that the first time shows as a rise.
func filteredBy(t *pipeline.Totals) map[string]map[string]int {
	ingested := map[string]int{reasonGivenBack: t.GivenBack[pipeline.StageIngest]}
	for _, reason := range ingest.ExpectedReasons() {
		ingested[reason] = 0
	}
	for reason, n := range t.Filtered {
		ingested[reason] = n
	}
	return map[string]map[string]int{
		pipeline.StageIngest:  ingested,
		pipeline.StageExtract: {reasonGivenBack: t.GivenBack[pipeline.StageExtract]},
	}
}

// deadBy returns the dead letters by stage and reason, those that are known from
// the beginning.
func deadBy(t *pipeline.Totals) map[[2]string]int {
	out := map[[2]string]int{}
	for stage, reasons := range map[string][]string{
		pipeline.StageIngest: {
			ingest.ReasonEmpty, ingest.ReasonBinary, ingest.ReasonTooLarge, ingest.ReasonCharset, ingest.ReasonMalformed, ingest.ReasonFetch,
		},
		pipeline.StageExtract: {"undecodable", "panic"},
		pipeline.StageSink:    {"too_large", "refused", "unencodable"},
	} {
		for _, reason := range reasons {
			out[[2]string{stage, reason}] = 0
		}
	}
	for letter, n := range t.Dead {
		stage, reason, _ := strings.Cut(letter, " ")
		out[[2]string{stage, reason}] = n
	}
	return out
}
