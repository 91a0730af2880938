package main

import (
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
)

// TestPipelineFromFeedToTopics takes in the sample newsroom twice: once all of
// it, then nothing, for it was seen. The facts stay on the topics.
func TestPipelineFromFeedToTopics(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		first := s.run(t, "run", "--once")
		first.want(t, exitDone, "19 documents received, 16 articles published, 16 read", "1 language, 1 no_text, 1 paywall")
		if lag := s.lag(t); lag != 0 {
			t.Errorf("%d articles are not acknowledged", lag)
		}
		facts := s.onTopics(t)
		if shown := strings.Count(first.out, "\n"); shown != len(facts) {
			t.Errorf("%d facts shown, %d on the topics", shown, len(facts))
		}
		second := s.run(t, "run", "--once")
		second.want(t, exitDone, "0 articles published, 0 read")
		if diff := cmp.Diff(ids(facts), ids(s.onTopics(t))); diff != "" {
			t.Errorf("facts after a restart: -before +after\n%s", diff)
		}
		checkExpected(t, facts)
	})
}

// TestPipelineInTwoStages: run apart, one after the other, the stages leave the
// same as together; a file and a table beside the topics have the same facts.
func TestPipelineInTwoStages(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		file := filepath.Join(s.dir, "facts.ndjson")
		s.set("outputs.ndjson", file)
		s.set("outputs.parquet.dir", filepath.Join(s.dir, "tables"))
		s.run(t, "run", "--once", "--stages", "ingest").want(t, exitDone, "16 articles published, 0 read")
		if facts := s.onTopics(t); len(facts) > 0 {
			t.Errorf("%d facts before the stage that finds them", len(facts))
		}
		s.run(t, "run", "--once", "--stages", "extract").want(t, exitDone, "0 articles published, 16 read")
		facts := s.onTopics(t)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(ids(facts), ids(call{out: string(data)}.facts(t))); diff != "" {
			t.Errorf("-topics +file\n%s", diff)
		}
		tables, err := filepath.Glob(filepath.Join(s.dir, "tables", "[a-z]*"))
		if err != nil || len(tables) != 1 {
			t.Fatalf("tables %v, error %v", tables, err)
		}
		if diff := cmp.Diff(inLines(t, string(data)), inParquet(t, tables[0])); diff != "" {
			t.Errorf("-file +table\n%s", diff)
		}
		if diff := cmp.Diff(undisturbed(t, s), ids(facts)); diff != "" {
			t.Errorf("-together +apart\n%s", diff)
		}
	})
}

// TestPipelineSetsFilesAside: what is no article is a dead letter with its
// reason, and the article beside it is read.
func TestPipelineSetsFilesAside(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		s.set("newsroom.enabled", "false")
		s.set("sources.paths", "["+write(t, "image.html", "\x89PNG\r\n\x1a\n\x00\x01")+","+write(t, "good.txt", story)+"]")
		c := s.run(t, "run", "--once")
		c.want(t, exitDeadLetters, "2 documents received, 1 articles published, 1 read", "1 ingest binary", "articles.dead")
		if len(s.onTopics(t)) == 0 {
			t.Error("no facts of the good file")
		}
	})
}

func ids(facts []fact.Fact) []string {
	var out []string
	for _, f := range facts {
		out = append(out, f.ID)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestPipelineSaysWhatKeepsItFromRunning, and what to do. What it has written
// before is not disturbed.
func TestPipelineSaysWhatKeepsItFromRunning(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	s := newSite(t, "")
	s.run(t, "run", "--once").want(t, exitDone)
	before := ids(s.onTopics(t))
	for _, c := range []struct {
		fault string
		set   []string
		code  int
		said  []string
	}{
		{"the broker's port is taken", []string{"broker.port=" + port}, exitFailed, []string{port, "broker.port"}},
		{"the newsroom's port is taken", []string{"newsroom.address=127.0.0.1:" + port}, exitFailed, []string{port, "newsroom"}},
		{"the page's port is taken", []string{"http.address=127.0.0.1:" + port}, exitFailed, []string{port, "http.address"}},
		{"the broker is down", []string{"kafka.brokers=[127.0.0.1:" + freePort(t) + "]", "kafka.timeout=1s"}, exitFailed, []string{"kafka.brokers"}},
		{"a path is not there", []string{"sources.paths=[nowhere]"}, exitFailed, []string{"sources.paths", "nowhere"}},
		{"the state is a directory", []string{"state=" + t.TempDir()}, exitFailed, []string{"is a directory"}},
		{"a value is wrong", []string{"kafka.partitions=-1"}, exitUsage, []string{"kafka.partitions", "-1"}},
	} {
		t.Run(c.fault, func(t *testing.T) {
			args := s.args("run", "--once")
			for _, setting := range c.set {
				args = append(args, "--set", setting)
			}
			run1(t, "", args...).want(t, c.code, c.said...)
		})
	}
	if diff := cmp.Diff(before, ids(s.onTopics(t))); diff != "" {
		t.Errorf("facts: -before +after\n%s", diff)
	}
}

// TestPipelineRefusesAnotherOnItsData: a broker's directory is one run's.
func TestPipelineRefusesAnotherOnItsData(t *testing.T) {
	t.Parallel()
	s := newSite(t, "")
	_, closeBroker := s.open(t)
	defer closeBroker()
	s.run(t, "run", "--once").want(t, exitFailed, "broker", filepath.Join(s.dir, "broker"))
}

func TestPipelineGoesOnBesideAFeedThatIsDown(t *testing.T) {
	t.Parallel()
	s := newSite(t, "")
	s.set("fetch.attempts", "1")
	s.set("sources.feeds", "[{url: 'http://127.0.0.1:"+freePort(t)+"/feed'}]")
	s.run(t, "run", "--once").want(t, exitFailed, "1 of the sources failed", "16 articles published, 16 read")
}

// TestPipelineMarksCopies: an article that another site publishes too is
// published, and its facts say whose copy they are of.
func TestPipelineMarksCopies(t *testing.T) {
	t.Parallel()
	s := newSite(t, "")
	s.set("newsroom.enabled", "false")
	text, err := os.ReadFile("../../ingest/newsroom/articles/orrery-round.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(text), "\n\n")
	first, again := write(t, "first.txt", body), write(t, "again.txt", "LONDON, Oct 5 (Meridian Wire) - "+body)
	s.set("sources.paths", "["+first+"]")
	s.run(t, "run", "--once").want(t, exitDone, "1 articles published")
	s.set("sources.paths", "["+again+"]")
	s.run(t, "run", "--once").want(t, exitDone, "1 articles published", "1 copies of other articles")
	copied := map[string]string{}
	for _, f := range s.onTopics(t) {
		copied[f.Article.ID] = f.Article.DuplicateOf
	}
	var originals []string
	for id, of := range copied {
		if of == "" {
			originals = append(originals, id)
		}
	}
	if len(copied) != 2 || len(originals) != 1 {
		t.Fatalf("%v, want an article and a copy", copied)
	}
	for id, of := range copied {
		if of != "" && of != originals[0] {
			t.Errorf("%s is a copy of %s, want %s", id, of, originals[0])
		}
	}
}
