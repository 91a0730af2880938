package main

import (
	"bytes"
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
)

// scrape is one answer of /metrics: values by series, such as
// gigawire_in_flight_articles{stage="ingest"}.
type scrape map[string]float64

func parseScrape(t *testing.T, text string) scrape {
	t.Helper()
	out := scrape{}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		at := strings.LastIndex(strings.TrimSpace(line), " ")
		value, err := strconv.ParseFloat(strings.TrimSpace(line[at+1:]), 64)
		if err != nil {
			t.Fatalf("line %q: %v", line, err)
		}
		out[line[:at]] = value
	}
	return out
}

// sum adds up the series of a metric that have a stage.
func (s scrape) sum(metric string, stages ...string) float64 {
	total := 0.0
	for series, value := range s {
		for _, stage := range stages {
			if strings.HasPrefix(series, metric+"{") && strings.Contains(series, `stage="`+stage+`"`) {
				total += value
			}
		}
	}
	return total
}

// names returns the metrics, those of histograms with and without their endings.
func (s scrape) names() map[string]bool {
	out := map[string]bool{}
	for series := range s {
		name, _, _ := strings.Cut(series, "{")
		out[name] = true
	}
	return out
}

// conserves wants every document that a stage has received to be accounted for.
func (s scrape) conserves(t *testing.T) {
	t.Helper()
	for stage, dead := range map[string][]string{
		pipeline.StageIngest:  {pipeline.StageIngest},
		pipeline.StageExtract: {pipeline.StageExtract, pipeline.StageSink},
	} {
		received, inFlight := s.sum("gigawire_articles_received_total", stage), s.sum("gigawire_in_flight_articles", stage)
		completed, filtered := s.sum("gigawire_articles_completed_total", stage), s.sum("gigawire_articles_filtered_total", stage)
		letters := s.sum("gigawire_dead_letters_total", dead...)
		if received != completed+filtered+letters+inFlight || inFlight < 0 {
			t.Errorf("%s: %v received, but %v completed, %v filtered, %v dead and %v in flight", stage, received, completed, filtered, letters, inFlight)
		}
	}
}

// staying is a run that stays, as a process.
type staying struct {
	*exec.Cmd
	url   string
	log   *bytes.Buffer // to be read after Wait
	began time.Time
}

// stay starts a run that serves HTTP.
func (s *site) stay(t *testing.T, args ...string) staying {
	t.Helper()
	return s.start(t, append([]string{"run"}, args...)...)
}

// start starts a command that serves HTTP.
func (s *site) start(t *testing.T, args ...string) staying {
	t.Helper()
	address := "127.0.0.1:" + freePort(t)
	c := process(t, append(s.args(args...), "--set", "http.address="+address)...)
	out := staying{c, "http://" + address, &bytes.Buffer{}, time.Now()}
	c.Stderr = out.log
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return out
}

// Until a run listens it is asked again after askPause, for patience at most,
// which is how long a process of a test lives.
const (
	askPause = 20 * time.Millisecond
	patience = time.Minute
)

// get asks the run, and waits until it listens.
func (s staying) get(t *testing.T, path string) (status int, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	for err != nil && time.Since(s.began) < patience {
		time.Sleep(askPause)
		resp, err = http.DefaultClient.Do(r)
	}
	if err != nil {
		_ = s.Process.Kill()
		_ = s.Wait()
		t.Fatalf("%v: %s", err, s.log)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

// until scrapes the run without a pause until something holds, and checks each
// scrape. It returns the last.
func (s staying) until(t *testing.T, holds func(scrape) bool) scrape {
	t.Helper()
	for {
		_, text := s.get(t, "/metrics")
		seen := parseScrape(t, text)
		seen.conserves(t)
		if holds(seen) || t.Failed() {
			return seen
		}
	}
}

// end ends the run in good order.
func (s staying) end(t *testing.T) {
	t.Helper()
	if err := s.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(); err != nil {
		t.Errorf("%v: %s", err, s.log)
	}
}

var metricName = regexp.MustCompile(`\b(?:gigawire|go|process)_[a-z_]+[a-z]\b`)
