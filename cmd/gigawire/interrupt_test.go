package main

import (
	"bufio"
	"bytes"
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
