package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/render"
	"github.com/gigawire/gigawire/extract/fact"
)

// show returns what prints facts as they come, a line each.
func (r *run) show() func([]fact.Fact) {
	style := render.StyleOf(r.out, r.color)
	var mu sync.Mutex
	return func(facts []fact.Fact) {
		mu.Lock()
		defer mu.Unlock()
		for i := range facts {
			if err := style.Line(r.out, &facts[i]); err != nil {
				r.log().Debug("showing a fact", "error", err)
				return
			}
		}
	}
}

// greet says where the facts go and how to read them.
func (r *run) greet() {
	brokers := strings.Join(r.config.Kafka.Brokers, ",")
	if r.forMachines() {
		r.log().Info("running", "version", version(), "stages", r.stages, "brokers", brokers)
		return
	}
	kind := "Kafka"
	if r.config.Embedded() || strings.HasPrefix(brokers, "127.0.0.1:") {
		kind = "the broker"
	}
	fmt.Fprintf(&r.logs, `gigawire: writing facts to %s at %s. To read them from elsewhere:
    gigawire tail --brokers %s
    kcat -b %s -t %s -C
  To write to brokers of your own: gigawire run --set kafka.brokers=[host:9092]

`, kind, brokers, brokers, brokers, r.config.Kafka.FactsTopic(fact.TypeValuation))
}

// summary says what the run has done.
func (r *run) summary(took time.Duration, err error) {
	t := r.counts.Totals()
	if err != nil && pipeline.Sum(t.Received) == 0 && pipeline.Sum(t.Facts) == 0 {
		return
	}
	if r.forMachines() {
		r.log().Info("ended", "took", took, "totals", t)
		return
	}
	fmt.Fprintf(r.err, "\ngigawire: %d documents received, %d articles published, %d read, in %s\n",
		pipeline.Sum(t.Received), t.Published, t.Completed, took.Round(time.Millisecond))
	var facts []string
	for _, typ := range fact.Types() {
		facts = append(facts, fmt.Sprintf("%d %s", t.Facts[typ], typ))
	}
	fmt.Fprintf(r.err, "  facts         %s\n", strings.Join(facts, ", "))
	if t.Versions+t.Copies > 0 {
		fmt.Fprintf(r.err, "  published     %d new versions, %d copies of other articles\n", t.Versions, t.Copies)
	}
	r.list("set aside", t.Filtered)
	r.list("dead letters", t.Dead)
	r.list("for next time", t.GivenBack)
	if t.FailedSources > 0 {
		fmt.Fprintf(r.err, "  failed        %d sources\n", t.FailedSources)
	}
}

func (r *run) list(title string, counts map[string]int) {
	if len(counts) == 0 {
		return
	}
	var parts []string
	for _, reason := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%d %s", counts[reason], reason))
	}
	fmt.Fprintf(r.err, "  %-13s %s\n", title, strings.Join(parts, ", "))
}
