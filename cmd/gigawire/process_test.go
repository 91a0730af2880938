package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"syscall"
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

// TestPipelineEndsInGoodOrder interrupts a run that would stay: it ends what it
// has begun, says what it did, and the next run does the rest.
func TestPipelineEndsInGoodOrder(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		c := process(t, s.args("run")...)
		var errs bytes.Buffer
		c.Stderr = &errs
		out := started(t, c)
		lines := bufio.NewScanner(out)
		if !lines.Scan() {
			t.Fatalf("no fact was shown: %s", errs.String())
		}
		if err := c.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		shown := 1
		for lines.Scan() {
			shown++
		}
		if err := c.Wait(); err != nil || !strings.Contains(errs.String(), "documents received") {
			t.Errorf("%v: %s", err, errs.String())
		}
		if got := s.onTopics(t); len(got) != shown {
			t.Errorf("%d facts on the topics, %d shown", len(got), shown)
		}
		s.run(t, "run", "--once").want(t, exitDone)
		got := s.onTopics(t)
		if diff := cmp.Diff(undisturbed(t, s), ids(got)); diff != "" || len(got) != len(ids(got)) {
			t.Errorf("%d facts, of which %d are not repeats: -undisturbed +interrupted\n%s", len(got), len(ids(got)), diff)
		}
	})
}

// TestPipelineQuitsAtTheSecondSignal though it cannot end what it has begun:
// nobody takes the facts that it shows.
func TestPipelineQuitsAtTheSecondSignal(t *testing.T) {
	t.Parallel()
	s := newSite(t, "")
	c := process(t, s.args("run")...)
	c.Stdout = fullPipe(t)
	out, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	errs := bufio.NewReader(out)
	await(t, errs, "To read them from elsewhere")
	for len(s.run(t, "tail", "--from", "beginning", "--once", "-o", "ndjson").out) == 0 {
	}
	for _, said := range []string{"interrupt again", ""} {
		if err := c.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		if said != "" {
			await(t, errs, said)
		}
	}
	if err := c.Wait(); c.ProcessState.ExitCode() != exitFailed {
		t.Errorf("ended with %v, want exit code %d", err, exitFailed)
	}
}

// await reads until a line has some words in it.
func await(t *testing.T, in *bufio.Reader, words string) {
	t.Helper()
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			t.Fatalf("waiting for %q: %v", words, err)
		}
		if strings.Contains(line, words) {
			return
		}
	}
}

// fullPipe returns the end of a pipe that takes nothing more.
func fullPipe(t *testing.T) *os.File {
	t.Helper()
	var ends [2]int
	if err := syscall.Pipe2(ends[:], syscall.O_CLOEXEC|syscall.O_NONBLOCK); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Close(ends[0]) })
	for {
		if _, err := syscall.Write(ends[1], make([]byte, 4096)); errors.Is(err, syscall.EAGAIN) {
			break
		}
	}
	if err := syscall.SetNonblock(ends[1], false); err != nil {
		t.Fatal(err)
	}
	return os.NewFile(uintptr(ends[1]), "full pipe")
}

// TestExtractCanBeInterrupted while it waits for input that never comes.
func TestExtractCanBeInterrupted(t *testing.T) {
	t.Parallel()
	c := process(t, "extract", "-o", "ndjson", "--input", "jsonl", "-")
	var errs bytes.Buffer
	c.Stderr = &errs
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out := started(t, c)
	if _, err := in.Write([]byte(line(t, "a000", story))); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal("facts wait for the end of the input:", err)
	}
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait()
	if c.ProcessState.ExitCode() != exitFailed || !strings.Contains(errs.String(), "interrupted before the end") {
		t.Errorf("%v: %s", c.ProcessState, errs.String())
	}
}

// TestExtractEndsQuietlyWhenNobodyReads writes into a pipe that closes early.
func TestExtractEndsQuietlyWhenNobodyReads(t *testing.T) {
	t.Parallel()
	c := process(t, "extract", "-o", "ndjson", many(t, 2000))
	var errs bytes.Buffer
	c.Stderr = &errs
	out := started(t, c)
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	out.Close()
	_ = c.Wait()
	if strings.Contains(errs.String(), "panic") || strings.Count(errs.String(), "\n") > 1 {
		t.Errorf("standard error: %s", errs.String())
	}
}
