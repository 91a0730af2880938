package main

import (
	"syscall"
	"testing"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
)

// TestPipelineEndsWithoutBrokers: a run that is told to end while no broker
// answers, with documents in hand, gives them up after kafka.drain. The next run
// does all that is left.
func TestPipelineEndsWithoutBrokers(t *testing.T) {
	t.Parallel()
	const articles = 1000
	s := newSite(t, "")
	addr, closeBroker := s.open(t)
	s.set("newsroom.enabled", "false")
	s.set("kafka.brokers", "["+addr+"]")
	s.set("kafka.drain", "300ms")
	s.set("sources.paths", "["+many(t, articles)+"]")
	run := s.stay(t)
	run.until(t, func(seen scrape) bool {
		return seen.sum("gigawire_articles_completed_total", pipeline.StageExtract) > 0
	})
	closeBroker()
	if err := run.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := run.Wait(); !run.ProcessState.Exited() {
		t.Fatalf("it did not end by itself: %v: %s", err, run.log)
	}
	s.set("kafka.brokers", "[]")
	s.run(t, "run", "--once").want(t, exitDone)
	articleIDs := map[string]bool{}
	for _, f := range s.onTopics(t) {
		articleIDs[f.Article.ID] = true
	}
	if len(articleIDs) != articles {
		t.Errorf("facts of %d articles, want those of all %d", len(articleIDs), articles)
	}
}
