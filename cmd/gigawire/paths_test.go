package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestPipelineWatchesADirectory: what comes is taken in while it runs, and after
// a restart only what is new.
func TestPipelineWatchesADirectory(t *testing.T) {
	t.Parallel()
	s := newSite(t, "")
	inbox := t.TempDir()
	s.set("newsroom.enabled", "false")
	s.set("sources.paths", "[{path: "+inbox+", watch: true}]")
	came := func(name string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(inbox, name), []byte(name+"\n\n"+story), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	came("a.txt")
	c := process(t, s.args("run")...)
	lines := bufio.NewScanner(started(t, c))
	for _, name := range []string{"b.txt", ""} {
		if !lines.Scan() {
			t.Fatal("no fact was shown")
		}
		if name != "" {
			came(name)
			came("." + name) // another program's, half written
		}
	}
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
	}
	if err := c.Wait(); err != nil {
		t.Fatal(err)
	}
	s.run(t, "run", "--once").want(t, exitDone)
	came("c.txt")
	s.run(t, "run", "--once").want(t, exitDone, "1 documents received, 1 articles published, 1 read")
	s.run(t, "run", "--once").want(t, exitDone, "0 documents received")
	titles := map[string]bool{}
	for _, f := range s.onTopics(t) {
		titles[f.Article.Title] = true
	}
	if diff := cmp.Diff(map[string]bool{"a.txt": true, "b.txt": true, "c.txt": true}, titles); diff != "" {
		t.Errorf("articles: -want +got\n%s", diff)
	}
}

// TestPipelineTakesInStandardInput: named as a path beside others, or alone.
func TestPipelineTakesInStandardInput(t *testing.T) {
	t.Parallel()
	s := newSite(t, "")
	in := line(t, "a1", story) + line(t, "a2", story)
	run1(t, in, s.args("run", "--input", "jsonl")...).want(t, exitDone, "2 documents received, 2 articles published, 2 read")
	s.set("newsroom.enabled", "false")
	s.set("sources.paths", "[{path: '-', input: jsonl}, "+write(t, "good.txt", story)+"]")
	in = line(t, "a1", story) + line(t, "a3", story)
	run1(t, in, s.args("run", "--once")...).want(t, exitDone, "3 documents received, 2 articles published, 2 read", "1 duplicate")
}

func TestPipelineRefusesInputThatItCannotRead(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"run", "--input", "xml"}, {"run", "--input", "jsonl", "--stages", "extract"}} {
		run1(t, "", newSite(t, "").args(args...)...).want(t, exitUsage, "--input")
	}
}

// TestPipelineCanBeInterruptedAtStandardInput that gives nothing more; what
// came is taken in, and nothing is cut.
func TestPipelineCanBeInterruptedAtStandardInput(t *testing.T) {
	t.Parallel()
	s := newSite(t, "")
	c := process(t, s.args("run", "--input", "jsonl")...)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs strings.Builder
	c.Stderr = &errs
	lines := bufio.NewScanner(started(t, c))
	if _, err := fmt.Fprint(in, line(t, "a1", story), `{"text": "half`); err != nil {
		t.Fatal(err)
	}
	if !lines.Scan() {
		t.Fatal("no fact was shown")
	}
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
	}
	_ = c.Wait()
	if said := errs.String(); c.ProcessState.ExitCode() != exitDone || !strings.Contains(said, "1 documents received, 1 articles published") || strings.Contains(said, "dead letter") {
		t.Errorf("exit code %d: %s", c.ProcessState.ExitCode(), said)
	}
}

// TestPipelineWatchesThroughKills: no file is forgotten, however often the run
// that reads it is killed.
func TestPipelineWatchesThroughKills(t *testing.T) {
	t.Parallel()
	s := newSite(t, "")
	inbox := t.TempDir()
	s.set("newsroom.enabled", "false")
	s.set("sources.paths", "[{path: "+inbox+", watch: true}]")
	want := map[string]bool{}
	for n := range 600 {
		name := fmt.Sprintf("%03d.txt", n)
		want[name] = true
		if err := os.WriteFile(filepath.Join(inbox, name), []byte(name+"\n\n"+story), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, facts := range []int{1, 500} {
		if !s.kill(t, facts, time.Minute) {
			t.Fatal("a run ended too soon to be killed")
		}
	}
	s.run(t, "run", "--once").want(t, exitDone)
	s.run(t, "run", "--once").want(t, exitDone, "0 documents received")
	got := map[string]bool{}
	for _, f := range s.onTopics(t) {
		got[f.Article.Title] = true
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("articles: -want +got\n%s", diff)
	}
}
