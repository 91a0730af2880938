package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink/broker"
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

// readEmbedded returns the facts on the topics of an embedded broker, which it
// starts on the data of a run that ended.
func readEmbedded(t *testing.T, flags []string) []fact.Fact {
	t.Helper()
	dir := ""
	for _, f := range flags {
		if after, ok := strings.CutPrefix(f, "broker.dir="); ok {
			dir = after
		}
	}
	b, err := broker.Start(broker.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	c := run1(t, "", slices.Concat([]string{"tail", "--from", "beginning", "--once", "-o", "ndjson", "--brokers", b.Addr()}, flags)...)
	c.want(t, exitDone)
	return c.facts(t)
}

// TestPipelineSurvivesKills kills a run again and again, at random instants, and
// then lets it end: the facts are those of a run that nobody disturbed, and
// repeats have the same IDs.
func TestPipelineSurvivesKills(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s site) {
		random := rand.New(rand.NewPCG(7, 7))
		args := slices.Concat([]string{"run", "--once"}, s.flags)
		killed := 0
		for range 8 {
			c := process(t, args...)
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(150+random.IntN(700)) * time.Millisecond)
			_ = c.Process.Kill()
			var exit *exec.ExitError
			if errors.As(c.Wait(), &exit) && !exit.Exited() {
				killed++
			}
		}
		if killed == 0 {
			t.Fatal("no run was killed: they end too soon to be")
		}
		s.run(t, "run", "--once").want(t, exitDone)
		got := s.onTopics(t)
		t.Logf("%d kills, %d facts, %d of them repeats", killed, len(got), len(got)-len(ids(got)))
		if diff := cmp.Diff(undisturbed(t, s), ids(got)); diff != "" {
			t.Errorf("-undisturbed +killed\n%s", diff)
		}
	})
}

// undisturbed returns the IDs of a run on data of its own that has the same
// addresses, and so the same articles.
func undisturbed(t *testing.T, s site) []string {
	t.Helper()
	fresh := newSite(t, "")
	for i, f := range fresh.flags {
		if strings.HasPrefix(f, "newsroom.address=") {
			fresh.flags[i] = s.flags[i]
		}
	}
	fresh.run(t, "run", "--once").want(t, exitDone)
	return ids(fresh.onTopics(t))
}

// TestRunEndsInGoodOrder interrupts a run that would stay: it ends what it has
// begun, says what it did, and all of it is on the topics.
func TestRunEndsInGoodOrder(t *testing.T) {
	s := newSite(t, "")
	c := process(t, slices.Concat([]string{"run"}, s.flags)...)
	var errs bytes.Buffer
	c.Stderr = &errs
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatalf("no fact was shown: %s", errs.String())
	}
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
	}
	if err := c.Wait(); err != nil {
		t.Errorf("%v: %s", err, errs.String())
	}
	if !strings.Contains(errs.String(), "documents received") {
		t.Errorf("no summary: %s", errs.String())
	}
	if len(s.onTopics(t)) == 0 {
		t.Error("no facts on the topics")
	}
}

// TestExtractEndsQuietlyWhenNobodyReads writes into a pipe that closes early.
func TestExtractEndsQuietlyWhenNobodyReads(t *testing.T) {
	path := filepath.Join(t.TempDir(), "many.jsonl")
	if err := os.WriteFile(path, []byte(strings.Repeat(line(t, "a000", story), 2000)), 0o600); err != nil {
		t.Fatal(err)
	}
	c := process(t, "extract", "-o", "ndjson", path)
	var errs bytes.Buffer
	c.Stderr = &errs
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	out.Close()
	_ = c.Wait()
	if strings.Contains(errs.String(), "panic") || strings.Count(errs.String(), "\n") > 1 {
		t.Errorf("standard error: %s", errs.String())
	}
}
