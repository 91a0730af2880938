package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// takeover is how soon another process must have the partitions of one that
// was killed. That is no matter of the machine's speed but of the group's
// session, after which the brokers take it for dead.
const takeover = 15 * time.Second

// TestPipelineTakesOver kills one of two extract processes on four partitions:
// the other reads what the dead one had, in time, and nothing is lost.
func TestPipelineTakesOver(t *testing.T) {
	real := os.Getenv("GIGAWIRE_KAFKA_BROKERS")
	if real == "" {
		if os.Getenv("GIGAWIRE_REQUIRE_KAFKA") != "" {
			t.Fatal("GIGAWIRE_KAFKA_BROKERS names no broker")
		}
		t.Skip("GIGAWIRE_KAFKA_BROKERS names no broker: two processes need one that is in neither")
	}
	t.Parallel()
	s := newSite(t, real)
	s.set("kafka.partitions", "4")
	one, oneShows := s.extractor(t)
	two, twoShows := s.extractor(t)
	var lines []string
	for wave := 0; ; wave++ { // until both have partitions, and at once
		lines = append(lines, s.wave(t, wave)...)
		if showsSoon(oneShows) && showsSoon(twoShows) {
			break
		}
	}
	if err := one.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	killed := time.Now()
	lines = append(lines, s.wave(t, 1000)...)
	ctx, cancel := context.WithDeadline(t.Context(), killed.Add(takeover))
	defer cancel()
	c, client := s.client(t, real)
	defer client.Close()
	if err := client.Drain(ctx, c.Extract.Group, c.Kafka.ArticlesTopic()); err != nil {
		t.Fatalf("the other did not take over within %s: %v", takeover, err)
	}
	t.Logf("all was read %s after the kill", time.Since(killed).Round(100*time.Millisecond))
	if err := two.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := two.Wait(); err != nil {
		t.Error(err)
	}
	want := run1(t, strings.Join(lines, "\n"), "extract", "-o", "ndjson", "--input", "jsonl", "-").facts(t)
	if diff := cmp.Diff(ids(want), ids(s.onTopics(t))); diff != "" {
		t.Errorf("facts: -want +got\n%s", diff)
	}
}

// extractor starts the stage in a process of its own. The channel has a value
// whenever it has shown facts since the last was taken.
func (s *site) extractor(t *testing.T) (*exec.Cmd, <-chan bool) {
	t.Helper()
	c := process(t, s.args("run", "--stages", "extract")...)
	c.Stderr = t.Output()
	shows := make(chan bool, 1)
	go noteLines(started(t, c), shows)
	return c, shows
}

func noteLines(in io.Reader, shows chan<- bool) {
	for lines := bufio.NewScanner(in); lines.Scan(); {
		select {
		case shows <- true:
		default:
		}
	}
}

// showsSoon reports whether a process shows something soon.
func showsSoon(shows <-chan bool) bool {
	select {
	case <-shows:
		return true
	case <-time.After(2 * time.Second):
		return false
	}
}

// wave puts 40 articles on the topic and returns them.
func (s *site) wave(t *testing.T, number int) []string {
	t.Helper()
	var lines []string
	for i := range 40 {
		n := number*40 + i
		article, err := json.Marshal(map[string]string{
			"id": fmt.Sprint("wave-", n), "text": strings.ReplaceAll(story, "50 million", fmt.Sprintf("%d million", n+1)),
		})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(article))
	}
	s.publish(t, lines...)
	return lines
}
