package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
)

// call runs a command line in this process, in a directory of its own.
type call struct {
	code     int
	out, err string
}

func run1(t *testing.T, stdin string, args ...string) call {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var out, errs bytes.Buffer
	code := execute(ctx, args, streams{strings.NewReader(stdin), &out, &errs})
	return call{code, out.String(), errs.String()}
}

// want fails unless the call ended with a code and said each of some words on
// standard error.
func (c call) want(t *testing.T, code int, said ...string) {
	t.Helper()
	if c.code != code {
		t.Errorf("exit code %d, want %d: %s", c.code, code, c.err)
	}
	for _, words := range said {
		if !strings.Contains(c.err, words) {
			t.Errorf("standard error lacks %q:\n%s", words, c.err)
		}
	}
}

// facts reads the facts on standard output.
func (c call) facts(t *testing.T) []fact.Fact {
	t.Helper()
	var out []fact.Fact
	for line := range strings.Lines(c.out) {
		var f fact.Fact
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		out = append(out, f)
	}
	return out
}

// write makes a file in a new directory and returns its path.
func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// freePort returns a port of loopback that nothing listens on.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

func TestEveryCommandTeaches(t *testing.T) {
	for _, command := range newRoot(&app{}).Commands() {
		c := run1(t, "", command.Name(), "--help")
		c.want(t, exitDone)
		if len(c.out) < 100 {
			t.Errorf("%s --help says little: %q", command.Name(), c.out)
		}
	}
	for _, name := range []string{"run", "extract", "article", "tail", "replay", "topics", "eval"} {
		if c := run1(t, "", name, "--help"); !strings.Contains(c.out, "Examples:") {
			t.Errorf("%s --help has no examples", name)
		}
	}
}

func TestWrongCallsAreUsageErrors(t *testing.T) {
	for _, c := range []struct {
		args []string
		said string
	}{
		{[]string{"rum"}, "unknown command"},
		{[]string{"extract", "--outptu", "x"}, "unknown flag"},
		{[]string{"extract", "-o", "xml", "-"}, "choose table, ndjson, parquet, html or auto"},
		{[]string{"extract", "-i", "pdf", "-"}, "--input"},
		{[]string{"eval"}, "accepts 1 arg"},
		{[]string{"eval", t.TempDir(), "--errors"}, "--split look"},
		{[]string{"run", "--stages", "digest"}, "choose of ingest, extract, state"},
		{[]string{"run", "--set", "broker.prot=1"}, `did you mean "port"`},
		{[]string{"tail", "--type", "rumour", "--brokers", "127.0.0.1:1"}, "choose of [company amount"},
		{[]string{"tail", "--from", "yesterday", "--brokers", "127.0.0.1:1"}, "write now or beginning"},
		{[]string{"tail", "--since", "yesterday", "--brokers", "127.0.0.1:1"}, "write a date"},
		{[]string{"tail", "--since", "1h", "--from", "now", "--brokers", "127.0.0.1:1"}, "from since"},
		{[]string{"tail", "--qualifier", "roughly", "--brokers", "127.0.0.1:1"}, "choose of [exact approx"},
		{[]string{"config", "-c", "nothing.yaml"}, "nothing.yaml"},
	} {
		run1(t, "", c.args...).want(t, exitUsage, c.said)
	}
}

func TestUnknownKeyIsNamedWithItsPlace(t *testing.T) {
	path := write(t, "pipeline.yaml", "kafka:\n  partitoins: 3\n")
	run1(t, "", "run", "--once", "-c", path).want(t, exitUsage, "partitoins", "partitions", "2:3")
}

func TestConfigPrintsWhatHolds(t *testing.T) {
	path := write(t, "pipeline.yaml", "kafka:\n  partitions: 3\n  sasl: {mechanism: plain, username: u, password: hush}\n")
	c := run1(t, "", "config", "-c", path, "--set", "extract.workers=7")
	c.want(t, exitDone)
	if !strings.Contains(c.out, "partitions: 3") || !strings.Contains(c.out, "workers: 7") || strings.Contains(c.out, "hush") {
		t.Errorf("configuration:\n%s", c.out)
	}
}

func TestVersionIsPrinted(t *testing.T) {
	c := run1(t, "", "version")
	c.want(t, exitDone)
	if !strings.Contains(c.out, "gigawire") || !strings.Contains(c.out, "go1.") {
		t.Errorf("version: %q", c.out)
	}
}

func TestEvalPrintsItsTable(t *testing.T) {
	c := run1(t, "", "eval", "../../extract/testdata/gold", "--split", "look")
	c.want(t, exitDone)
	for _, row := range []string{"28 articles", "amounts", "gigawatts", "valuations", "role", "right at 0.9 and more"} {
		if !strings.Contains(c.out, row) {
			t.Errorf("table lacks %q:\n%s", row, c.out)
		}
	}
	run1(t, "", "eval", t.TempDir()).want(t, exitFailed, "gold")
}
