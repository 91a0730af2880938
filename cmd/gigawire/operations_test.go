package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"syscall"
	"testing"
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

// TestPipelineConservesDocuments in each mode of the stages, at every instant at
// which a run is scraped: what was received is completed, filtered, dead or in
// flight.
func TestPipelineConservesDocuments(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		s.set("newsroom.enabled", "false")
		s.set("sources.paths", "["+mixed(t, mixedArticles)+"]")
		for _, stage := range allStages() {
			stageConserves(t, s, stage)
		}
		whole := newSite(t, s.brokers)
		whole.set("sources.paths", "["+mixed(t, mixedArticles)+"]")
		run := whole.stay(t)
		run.until(t, func(seen scrape) bool { // more than those, as there is the newsroom
			return seen.sum("gigawire_articles_completed_total", stageExtract) > mixedArticles && seen.sum("gigawire_in_flight_articles", stageIngest) == 0
		})
		run.end(t)
	})
}

const mixedArticles = 300

// stageConserves runs one stage until it has nothing in hand.
func stageConserves(t *testing.T, s *site, stage string) {
	t.Helper()
	run := s.stay(t, "--stages", stage)
	last := run.until(t, func(seen scrape) bool {
		done := seen.sum("gigawire_articles_completed_total", stage) == mixedArticles || stage == stageState
		return done && seen.sum("gigawire_in_flight_articles", stage) == 0
	})
	if dead := last.sum("gigawire_dead_letters_total", stageIngest); stage == stageIngest && dead != mixedArticles/5 {
		t.Errorf("%v dead letters of ingest, want %d", dead, mixedArticles/5)
	}
	if facts := last[`gigawire_facts_sent_total{type="gigawatt"}`]; stage == stageExtract && facts != mixedArticles {
		t.Errorf("%v facts of power, want %d", facts, mixedArticles)
	}
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
