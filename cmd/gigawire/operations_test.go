package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"syscall"
	"testing"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
)

// mixed returns a file of articles, repeats, other languages and broken lines.
func mixed(t *testing.T, articles int) string {
	t.Helper()
	var b strings.Builder
	for i := range articles {
		id := "a" + strings.Repeat("x", i)
		b.WriteString(line(t, id, story))
		switch i % 10 {
		case 3:
			b.WriteString(line(t, id, story))
		case 5:
			b.WriteString("{broken\n")
		case 7:
			b.WriteString(`{"id": "empty", "text": ""}` + "\n")
		}
	}
	return write(t, "mixed.jsonl", b.String())
}

// TestMetricsConserveDocuments in each mode of the stages, at every instant at
// which a run is scraped: what was received is completed, filtered, dead or in
// flight.
func TestMetricsConserveDocuments(t *testing.T) {
	t.Parallel()
	const articles = 300
	s := newSite(t, "")
	s.set("newsroom.enabled", "false")
	s.set("sources.paths", "["+mixed(t, articles)+"]")
	for _, stages := range []string{pipeline.StageIngest, pipeline.StageExtract, pipeline.StageState} {
		run := s.stay(t, "--stages", stages)
		last := run.until(t, func(seen scrape) bool {
			done := seen.sum("gigawire_articles_completed_total", stages) == articles
			return (done || stages == pipeline.StageState) && seen.sum("gigawire_in_flight_articles", stages) == 0
		})
		if dead := last.sum("gigawire_dead_letters_total", pipeline.StageIngest); stages == pipeline.StageIngest && dead != 60 {
			t.Errorf("%v dead letters of ingest, want 60", dead)
		}
		if facts := last[`gigawire_facts_sent_total{type="gigawatt"}`]; stages == pipeline.StageExtract && facts != articles {
			t.Errorf("%v facts of power, want %d", facts, articles)
		}
		run.end(t)
	}
	whole := newSite(t, "")
	whole.set("sources.paths", "["+mixed(t, articles)+"]")
	run := whole.stay(t)
	run.until(t, func(seen scrape) bool {
		return seen.sum("gigawire_articles_completed_total", pipeline.StageExtract) > articles && seen.sum("gigawire_in_flight_articles", pipeline.StageIngest) == 0
	})
	run.end(t)
}

// TestProbesSayWhatIsWrong: a run is ready when its brokers answer, and is not
// while they are away; it lives all the same.
func TestProbesSayWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := newSite(t, "")
	addr, closeBroker := s.open(t)
	s.set("kafka.brokers", "["+addr+"]")
	s.set("http.token", "s3cret-token")
	s.set("http.page", "false")
	s.set("http.pprof", "true")
	s.set("kafka.drain", "300ms")
	s.set("log", "{format: json, level: debug}")
	run := s.stay(t)
	for status := 0; status != http.StatusOK; {
		var body string
		if status, body = run.get(t, "/readyz"); status != http.StatusOK && !strings.Contains(body, "being opened") {
			t.Fatalf("readyz: %d %s", status, body)
		}
	}
	closeBroker()
	if status, body := run.get(t, "/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(body, "the brokers do not answer") {
		t.Errorf("without a broker, readyz: %d %s", status, body)
	}
	for path, want := range map[string]int{"/livez": http.StatusOK, "/debug/pprof/cmdline": http.StatusOK, "/": http.StatusNotFound, "/metrics": http.StatusOK} {
		if status, body := run.get(t, path); status != want {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
	if err := run.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = run.Wait()
	for record := range strings.Lines(run.log.String()) {
		if strings.Contains(record, "s3cret") || !json.Valid([]byte(record)) {
			t.Errorf("a record tells the token, or is not JSON: %s", record)
		}
	}
	for _, want := range []string{`"msg":"running"`, `"msg":"ending; interrupt again`, `"msg":"ended"`} {
		if !strings.Contains(run.log.String(), want) {
			t.Errorf("no record has %s", want)
		}
	}
}
