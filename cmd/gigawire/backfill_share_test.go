package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
)

// sharing is a site whose workers share files out.
func sharing(t *testing.T, s *site) (addr, in, state string) {
	t.Helper()
	addr, closeBroker := s.open(t)
	t.Cleanup(closeBroker)
	in, state = archives(t, 3000), t.TempDir()
	s.run(t, "backfill", "--enqueue", in, filepath.Join(in, "a.jsonl"), "--brokers", addr).want(t, exitDone, "23 files are on the topic")
	return addr, in, state
}

// work runs a worker until no files are left.
func (s *site) work(t *testing.T, addr, state string) call {
	t.Helper()
	return s.run(t, "backfill", "--worker", "--once", "--brokers", addr, "--state", state, "--group", state)
}

// factsAt returns the facts on the topics of a broker.
func (s *site) factsAt(t *testing.T, addr string) []fact.Fact {
	t.Helper()
	c := s.run(t, "tail", "--from", "beginning", "--once", "-o", "ndjson", "--brokers", addr)
	c.want(t, exitDone)
	return c.facts(t)
}

// deadAt returns the keys of the dead letters of a broker.
func (s *site) deadAt(t *testing.T, addr string) []string {
	t.Helper()
	c, client := s.client(t, addr)
	defer client.Close()
	var keys []string
	for m, err := range client.Scan(t.Context(), c.Kafka.DeadTopic()) {
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, string(m.Key))
	}
	return keys
}

// TestWorkersShareFilesOut: two that work at once write the facts that extract
// prints, and what is not there becomes a dead letter.
func TestWorkersShareFilesOut(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		addr, in, state := sharing(t, s)
		gone := write(t, "gone.txt", story)
		s.run(t, "backfill", "--enqueue", gone, "--brokers", addr).want(t, exitDone)
		if err := os.Remove(gone); err != nil {
			t.Fatal(err)
		}
		other := make(chan call)
		go func() { other <- s.work(t, addr, state) }()
		codes := []int{s.work(t, addr, state).code, (<-other).code}
		if slices.Sort(codes); !slices.Equal(codes, []int{exitDone, exitDeadLetters}) {
			t.Errorf("exit codes %d, want 3 of the one that took what is not there", codes)
		}
		want := run1(t, "", "extract", "-o", "ndjson", in).facts(t)
		got := s.factsAt(t, addr)
		checkRepeats(t, got)
		if diff := cmp.Diff(ids(want), ids(got)); diff != "" || len(want) == 0 {
			t.Errorf("-want +got\n%.2000s", diff)
		}
		if dead := s.deadAt(t, addr); !slices.Contains(dead, gone) {
			t.Errorf("dead letters of %q", dead)
		}
	})
}

// TestWorkerGoesOnWhereAnotherDied: the facts are all there, and few are written
// twice.
func TestWorkerGoesOnWhereAnotherDied(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		addr, in, state := sharing(t, s)
		c := process(t, s.args("backfill", "--worker", "--brokers", addr, "--state", state, "--group", state)...)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		for begun := time.Now(); ; time.Sleep(time.Millisecond) {
			if checkpoints, err := filepath.Glob(filepath.Join(state, "*", checkpointFile)); err != nil || len(checkpoints) > 2 {
				break
			}
			if time.Since(begun) > time.Minute {
				t.Fatal("the worker took no files")
			}
		}
		_ = c.Process.Kill()
		_ = c.Wait()
		s.work(t, addr, state).want(t, exitDone)
		got := s.factsAt(t, addr)
		checkRepeats(t, got)
		if diff := cmp.Diff(ids(run1(t, "", "extract", "-o", "ndjson", in).facts(t)), ids(got)); diff != "" {
			t.Errorf("-want +got\n%.2000s", diff)
		}
	})
}

// TestWorkerConservesDocuments at every instant at which it is scraped, and ends
// with 3 where it leaves dead letters.
func TestWorkerConservesDocuments(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		addr, closeBroker := s.open(t)
		defer closeBroker()
		in := mixed(t, mixedArticles)
		const articles, records = mixedArticles * 11 / 10, mixedArticles * 13 / 10 // with repeats, and with what is none
		s.run(t, "backfill", "--enqueue", in, "--brokers", addr).want(t, exitDone)
		args := []string{"backfill", "--worker", "--brokers", addr, "--group", s.dir}
		staying := s.start(t, append(args, "--state", t.TempDir())...)
		if status, body := staying.get(t, "/readyz"); status != http.StatusOK {
			t.Errorf("readyz: %d %s", status, body)
		}
		last := staying.until(t, func(seen scrape) bool {
			return seen.sum("gigawire_articles_received_total", stageIngest) == records && seen.sum("gigawire_in_flight_articles", stageIngest) == 0
		})
		for series, want := range map[string]float64{
			`gigawire_articles_completed_total{stage="extract"}`:             articles,
			`gigawire_dead_letters_total{reason="malformed",stage="ingest"}`: mixedArticles / 10,
			`gigawire_facts_sent_total{type="gigawatt"}`:                     articles,
			`gigawire_stage_duration_seconds_count{stage="ingest"}`:          records,
			`gigawire_stage_duration_seconds_count{stage="extract"}`:         articles,
		} {
			if last[series] != want {
				t.Errorf("%s is %v, want %v", series, last[series], want)
			}
		}
		if last[`gigawire_stage_duration_seconds_count{stage="sink"}`] == 0 {
			t.Error("no facts were written in any time")
		}
		staying.end(t)
		s.run(t, "backfill", "--enqueue", in, "--lang", "en", "--brokers", addr).want(t, exitDone)
		s.run(t, append(args, "--once", "--state", t.TempDir())...).want(t, exitDeadLetters, "metrics are at http://", "articles.dead")
	})
}

// TestFactsThatAreTooLargeAreDeadLetters, and the exit code tells.
func TestFactsThatAreTooLargeAreDeadLetters(t *testing.T) {
	s := newSite(t, "")
	s.set("kafka.max_message_bytes", "16384")
	addr, closeBroker := s.open(t)
	defer closeBroker()
	long := strings.Replace(line(t, "long", story), "Acme raises", strings.Repeat("Acme raises ", 2000), 1)
	in := write(t, "in.jsonl", line(t, "short", story)+long)
	s.run(t, "backfill", in, "--to", "kafka", "--brokers", addr, "--state", t.TempDir()).want(t, exitDeadLetters, "could not be written: ")
	want := len(s.factsAt(t, addr))
	if dead := s.deadAt(t, addr); len(dead) != want || want == 0 {
		t.Errorf("%d dead letters beside %d facts of the same text", len(dead), want)
	}
	s.run(t, "backfill", "--enqueue", in, "--brokers", addr).want(t, exitDone)
	s.work(t, addr, t.TempDir()).want(t, exitDeadLetters, "finished with dead letters: 1,")
}

// TestBackfillWritesToTopics, and damage to that of dead letters.
func TestBackfillWritesToTopics(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		in, state := hardDocuments(t), t.TempDir()
		addr, closeBroker := s.open(t)
		defer closeBroker()
		for range 2 { // the second has nothing to do
			s.run(t, "backfill", in, "--to", "kafka", "--brokers", addr, "--state", state).want(t, exitDeadLetters, "5 could not be read")
		}
		want := run1(t, "", "extract", "-o", "ndjson", in).facts(t)
		got := s.factsAt(t, addr)
		if diff := cmp.Diff(ids(want), ids(got)); diff != "" || len(got) != len(want) {
			t.Errorf("%d facts, want %d: -want +got\n%s", len(got), len(want), diff)
		}
		if dead := s.deadAt(t, addr); len(dead) != 5 {
			t.Errorf("dead letters of %q", dead)
		}
	})
}

func TestBackfillOfTopicsIsCalledRightly(t *testing.T) {
	for said, args := range map[string][]string{
		"say one of them":                {"--enqueue", "--worker"},
		"takes its paths from the topic": {"--worker", "archive"},
		"requires at least 1 arg":        {"--enqueue"},
		"facts go to Kafka, and not to":  {"--enqueue", "archive", "--to", "facts.ndjson"},
		"write a day such as":            {"--enqueue", "archive", "--since", "yesterday"},
		"standard input cannot be":       {"--enqueue", "-"},
		"say them with --enqueue":        {"--worker", "--since", "2026-01-31"},
		"say --prefilter with --enqueue": {"--worker", "--prefilter"},
		"no report is made":              {"--worker", "--report", "report.html"},
	} {
		run1(t, "", append([]string{"backfill"}, args...)...).want(t, exitUsage, said)
	}
}

// waitedFor is a context that knows how many wait for its end.
type waitedFor struct {
	context.Context
	end     chan struct{}
	waiting int
}

func (c *waitedFor) Done() <-chan struct{} { return c.end }

func (c *waitedFor) AfterFunc(func()) (stop func() bool) {
	c.waiting++
	return func() bool { c.waiting--; return true }
}

// TestWorkerKeepsNothingOfFilesThatAreDone: it may read a million.
func TestWorkerKeepsNothingOfFilesThatAreDone(t *testing.T) {
	s := newSite(t, "")
	addr, closeBroker := s.open(t)
	defer closeBroker()
	_, client := s.client(t, addr)
	defer client.Close()
	ctx := &waitedFor{Context: t.Context(), end: make(chan struct{})}
	b := &backfill{client: client, checkpoint: &checkpoint{}}
	out, err := b.openTopics(ctx, nil)
	if err != nil || ctx.waiting != 1 {
		t.Fatalf("%d wait, error %v", ctx.waiting, err)
	}
	if err := out.Close(); err != nil || ctx.waiting != 0 {
		t.Errorf("%d wait, error %v", ctx.waiting, err)
	}
}
