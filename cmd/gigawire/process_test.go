package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
)

// TestMain lets the test binary be gigawire itself, for tests that need a
// process to kill.
func TestMain(m *testing.M) {
	if os.Getenv("GIGAWIRE_TEST_AS_PROGRAM") != "" {
		main()
	}
	os.Exit(m.Run())
}

// process returns gigawire as a process of its own.
func process(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	c := exec.CommandContext(ctx, self, args...)
	c.Env = append(os.Environ(), "GIGAWIRE_TEST_AS_PROGRAM=1")
	return c
}

// TestPipelineSurvivesKills kills a run again and again, and then lets it end:
// the facts are those of a run that nobody disturbed, and repeats are the same
// to the letter. It is killed at random instants, and when facts are shown,
// which is after they are written and before their articles are acknowledged.
func TestPipelineSurvivesKills(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		s.set("sources.paths", "["+many(t, 1500)+"]")
		moments := []int{0, 1, 0, 1000, 0, 1, 4000, 0} // facts shown, 0 for some time
		if s.brokers != "" {
			moments = moments[:3] // it waits eight seconds for the member that died
		}
		random := rand.New(rand.NewPCG(7, 7))
		killed := 0
		for _, facts := range moments {
			after := time.Minute
			if facts == 0 {
				after = time.Duration(100+random.IntN(600)) * time.Millisecond
			}
			if s.kill(t, facts, after) {
				killed++
			}
		}
		if killed < len(moments)/2 {
			t.Fatalf("%d runs were killed: the others ended too soon to be", killed)
		}
		s.run(t, "run", "--once").want(t, exitDone)
		got := s.onTopics(t)
		t.Logf("%d kills, %d facts, %d of them repeats", killed, len(got), len(got)-len(ids(got)))
		checkRepeats(t, got)
		if diff := cmp.Diff(undisturbed(t, s), ids(got)); diff != "" {
			t.Errorf("-undisturbed +killed\n%s", diff)
		}
		if lag := s.lag(t); lag != 0 {
			t.Errorf("%d articles are not acknowledged", lag)
		}
	})
}

// many returns a file of n articles.
func many(t *testing.T, n int) string {
	t.Helper()
	var b strings.Builder
	for i := range n {
		b.WriteString(line(t, fmt.Sprintf("a%d", i), strings.ReplaceAll(story, "50 million", fmt.Sprintf("%d million", i+1))))
	}
	return write(t, "many.jsonl", b.String())
}

// kill starts a run and kills it when it has shown some facts or some time has
// gone by. It reports false where the run ended by itself before.
func (s *site) kill(t *testing.T, facts int, after time.Duration) bool {
	t.Helper()
	c := process(t, s.args("run", "--once")...)
	out := started(t, c)
	timer := time.AfterFunc(after, func() { _ = c.Process.Kill() })
	defer timer.Stop()
	shown := bufio.NewScanner(out)
	for n := 1; shown.Scan(); n++ {
		if n == facts {
			_ = c.Process.Kill()
		}
	}
	var exit *exec.ExitError
	return errors.As(c.Wait(), &exit) && !exit.Exited()
}

// checkRepeats holds facts with one ID to be one.
func checkRepeats(t *testing.T, facts []fact.Fact) {
	t.Helper()
	first := map[string]fact.Fact{}
	for _, f := range facts {
		if before, ok := first[f.ID]; ok {
			if diff := cmp.Diff(before, f); diff != "" {
				t.Errorf("one ID, two facts: -first +second\n%s", diff)
			}
		}
		first[f.ID] = f
	}
}

// started starts a process and returns what it prints.
func started(t *testing.T, c *exec.Cmd) io.ReadCloser {
	t.Helper()
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return out
}

// undisturbed returns the IDs of a run on data of its own that has the same
// addresses, and so the same articles.
func undisturbed(t *testing.T, s *site) []string {
	t.Helper()
	fresh := newSite(t, "")
	fresh.set("newsroom.address", s.newsroom)
	for i, flag := range s.flags {
		if path, ok := strings.CutPrefix(flag, "sources.paths="); ok && s.flags[i-1] == "--set" {
			fresh.set("sources.paths", path)
		}
	}
	fresh.run(t, "run", "--once").want(t, exitDone)
	return ids(fresh.onTopics(t))
}
