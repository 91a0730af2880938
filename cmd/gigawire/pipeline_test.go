package main

import (
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
)

// site is where a test runs the pipeline: a directory, and ports and topics of
// its own.
type site struct {
	flags   []string // of run, tail and topics
	brokers string   // real ones, empty for the embedded
}

// onEachBroker runs a test on the embedded broker and, where
// GIGAWIRE_KAFKA_BROKERS names one, on a real one. With GIGAWIRE_REQUIRE_KAFKA
// one must be named.
func onEachBroker(t *testing.T, test func(t *testing.T, s site)) {
	t.Helper()
	t.Run("embedded", func(t *testing.T) { test(t, newSite(t, "")) })
	real := os.Getenv("GIGAWIRE_KAFKA_BROKERS")
	if real == "" {
		if os.Getenv("GIGAWIRE_REQUIRE_KAFKA") != "" {
			t.Error("GIGAWIRE_KAFKA_BROKERS names no broker")
		}
		return
	}
	t.Run("real", func(t *testing.T) { test(t, newSite(t, real)) })
}

func newSite(t *testing.T, brokers string) site {
	t.Helper()
	dir := t.TempDir()
	prefix := fmt.Sprintf("test-%x.", rand.Uint64())
	return site{
		brokers: brokers,
		flags: []string{
			"--config", "../../pipeline.yaml",
			"--set", "state=" + filepath.Join(dir, "seen.db"), "--set", "broker.dir=" + filepath.Join(dir, "broker"),
			"--set", "broker.port=" + freePort(t), "--set", "newsroom.address=127.0.0.1:" + freePort(t),
			"--set", "kafka.brokers=[" + brokers + "]", "--set", "kafka.topic_prefix=" + prefix, "--set", "kafka.partitions=3",
			"--set", "extract.group=" + prefix + "extract", "--set", "fetch.delay=1ms",
		},
	}
}

func (s site) run(t *testing.T, args ...string) call {
	t.Helper()
	return run1(t, "", slices.Concat(args, s.flags)...)
}

// TestPipelineFromFeedToTopics takes in the sample newsroom twice: once all of
// it, then nothing, for it was seen. The facts stay on the topics.
func TestPipelineFromFeedToTopics(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s site) {
		first := s.run(t, "run", "--once")
		first.want(t, exitDone, "19 documents received, 16 articles published, 16 read", "1 language, 1 no_text, 1 paywall")
		facts := s.onTopics(t)
		second := s.run(t, "run", "--once")
		second.want(t, exitDone, "0 articles published")
		if diff := cmp.Diff(ids(facts), ids(s.onTopics(t))); diff != "" {
			t.Errorf("facts after a restart: -before +after\n%s", diff)
		}
		checkExpected(t, facts)
	})
}

// onTopics returns the facts on the topics, read by tail from the beginning.
// The embedded broker runs within a run that takes nothing in.
func (s site) onTopics(t *testing.T) []fact.Fact {
	t.Helper()
	if s.brokers != "" {
		c := s.run(t, "tail", "--from", "beginning", "--once", "-o", "ndjson")
		c.want(t, exitDone)
		return c.facts(t)
	}
	return readEmbedded(t, s.flags)
}

func ids(facts []fact.Fact) []string {
	var out []string
	for _, f := range facts {
		out = append(out, f.ID)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// shares of what the newsroom's articles state that must be found: of values
// and names, and of what is said of them.
const (
	foundShare = 0.97
	saidShare  = 0.70
)

// checkExpected holds the facts to what stands beside the newsroom's articles.
func checkExpected(t *testing.T, facts []fact.Fact) {
	t.Helper()
	paths, err := filepath.Glob("../../ingest/newsroom/articles/*.expect")
	if err != nil || len(paths) == 0 {
		t.Fatal("no expectations", err)
	}
	var found, said tally
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		slug := strings.TrimSuffix(filepath.Base(path), ".expect")
		here := ofArticle(facts, slug)
		for line := range strings.Lines(string(data)) {
			e := newExpectation(t, line)
			switch there := slices.ContainsFunc(here, e.found); {
			case e.typ == "rejected":
				if len(here) > 0 {
					t.Errorf("%s gave %d facts, want it set aside", slug, len(here))
				}
			case e.absent:
				if there {
					t.Errorf("%s: found what it has not: %s", slug, line)
				}
			case e.typ != fact.TypeValuation:
				found.count(t, slug, line, there)
			}
			if e.relates() {
				said.count(t, slug, line, slices.ContainsFunc(here, e.holds))
			}
		}
	}
	found.atLeast(t, "names and values", foundShare)
	said.atLeast(t, "roles, kinds, statuses and owners", saidShare)
}

func ofArticle(facts []fact.Fact, slug string) []fact.Fact {
	var out []fact.Fact
	for _, f := range facts {
		if strings.Contains(f.Article.URL, "/"+slug) && f.Evidence.Field == fact.FieldText {
			out = append(out, f)
		}
	}
	return out
}

type tally struct{ right, of int }

func (y *tally) count(t *testing.T, slug, line string, right bool) {
	y.of++
	if right {
		y.right++
		return
	}
	t.Logf("%s lacks %s", slug, strings.TrimSpace(line))
}

func (y *tally) atLeast(t *testing.T, what string, share float64) {
	t.Helper()
	if float64(y.right) < share*float64(y.of) || y.of == 0 {
		t.Errorf("%d of %d %s, want %.0f %%", y.right, y.of, what, 100*share)
	}
}

// TestPipelineReportsWhatKeepsItFromRunning: each fault gets a message that
// says what to do, and no other is disturbed.
func TestPipelineReportsWhatKeepsItFromRunning(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	s := newSite(t, "")
	s.run(t, "run", "--once", "--set", "kafka.timeout=1s").want(t, exitDone)
	for name, c := range map[string]struct {
		set  []string
		code int
		said string
	}{
		"port taken":          {[]string{"broker.port=" + port}, exitFailed, port},
		"newsroom port taken": {[]string{"newsroom.address=127.0.0.1:" + port}, exitFailed, port},
		"broker down":         {[]string{"kafka.brokers=[127.0.0.1:" + freePort(t) + "]", "kafka.timeout=1s"}, exitFailed, "kafka.brokers"},
	} {
		t.Run(name, func(t *testing.T) {
			args := []string{"run", "--once"}
			for _, setting := range c.set {
				args = append(args, "--set", setting)
			}
			s.runLast(t, args).want(t, c.code, c.said)
		})
	}
}

// runLast runs with settings that go over those of the site.
func (s site) runLast(t *testing.T, args []string) call {
	t.Helper()
	return run1(t, "", slices.Concat(args[:1], s.flags, args[1:])...)
}

func TestPipelineGoesOnBesideAFeedThatIsDown(t *testing.T) {
	s := newSite(t, "")
	c := s.runLast(t, []string{"run", "--once", "--set", "fetch.attempts=1",
		"--set", "sources.feeds=[{url: 'http://127.0.0.1:" + freePort(t) + "/feed'}]"})
	c.want(t, exitFailed, "1 of the sources failed", "16 articles published, 16 read")
}

func TestTopicsAreCheckedAndCreated(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s site) {
		if s.brokers == "" {
			t.Log("the embedded broker's topics are created by run")
			s.run(t, "topics").want(t, exitFailed, "no broker runs")
			return
		}
		s.run(t, "topics").want(t, exitFailed, "topics are missing", "--create")
		c := s.run(t, "topics", "--create")
		c.want(t, exitDone)
		if strings.Count(c.out, "3 partitions") != 7 {
			t.Errorf("topics:\n%s", c.out)
		}
		s.runLast(t, []string{"topics", "--set", "kafka.partitions=4"}).want(t, exitDone)
	})
}
