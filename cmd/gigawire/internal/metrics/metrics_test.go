package metrics

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
)

// scraped returns what the metrics of some totals say.
func scraped(t *testing.T, m *Metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	return w.Body.String()
}

func TestTotalsAreShown(t *testing.T) {
	m := New(Options{Version: "v1", Articles: "articles", Totals: func() pipeline.Totals {
		return pipeline.Totals{
			Received: map[string]int{"feed": 7}, Taken: 4, Published: 3, Completed: 2, Filtered: map[string]int{"paywall": 1},
			Dead: map[string]int{"ingest fetch": 2, "sink too_large": 1}, GivenBack: map[string]int{pipeline.StageExtract: 1},
			InFlight: map[string]int{pipeline.StageIngest: 1}, FailedSources: 1,
		}
	}})
	m.Stage(pipeline.StageExtract, 3*time.Millisecond)
	m.Fetch("robots")
	got := scraped(t, m)
	for _, want := range []string{
		`gigawire_articles_received_total{source="feed",stage="ingest"} 7`,
		`gigawire_articles_received_total{source="articles",stage="extract"} 4`,
		`gigawire_articles_completed_total{stage="ingest"} 3`,
		`gigawire_articles_completed_total{stage="extract"} 2`,
		`gigawire_articles_filtered_total{reason="paywall",stage="ingest"} 1`,
		`gigawire_articles_filtered_total{reason="given_back",stage="extract"} 1`,
		`gigawire_articles_filtered_total{reason="consent",stage="ingest"} 0`,
		`gigawire_dead_letters_total{reason="fetch",stage="ingest"} 2`,
		`gigawire_dead_letters_total{reason="too_large",stage="sink"} 1`,
		`gigawire_dead_letters_total{reason="panic",stage="extract"} 0`,
		`gigawire_in_flight_articles{stage="ingest"} 1`,
		`gigawire_facts_sent_total{type="valuation"} 0`,
		`gigawire_sources_failed_total 1`,
		`gigawire_stage_duration_seconds_bucket{stage="extract",le="0.008"} 1`,
		`gigawire_fetch_requests_total{outcome="robots"} 1`,
		`version="v1"`, "go_goroutines ", "process_resident_memory_bytes ",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestMetricsAreNamedAsUsual asks Prometheus' own linter.
func TestMetricsAreNamedAsUsual(t *testing.T) {
	m := New(Options{Totals: pipeline.NewCounts().Totals})
	problems, err := promlint.New(strings.NewReader(scraped(t, m))).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}
