package kafka

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink/broker"
)

// brokerDir names the data directory of the broker that the test's program
// runs in place of the tests: a process that can be killed.
const (
	brokerDir  = "GIGAWIRE_TEST_BROKER_DIR"
	brokerPort = "GIGAWIRE_TEST_BROKER_PORT"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(brokerDir); dir != "" {
		runBroker(dir)
	}
	os.Exit(m.Run())
}

// runBroker runs a broker until it is killed, or its standard input ends with
// the tests.
func runBroker(dir string) {
	port, err := strconv.Atoi(os.Getenv(brokerPort))
	if err == nil {
		_, err = broker.Start(broker.Config{Dir: dir, Port: port})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("started")
	os.Stdin.Read(make([]byte, 1))
	os.Exit(0)
}

// mortal is a broker that can be killed and started again with the same data
// and address.
type mortal struct {
	addr        string
	start, kill func(t *testing.T)
}

// onEachMortal runs a test on the embedded broker in a process of its own, and
// on a real one if GIGAWIRE_KAFKA_LAUNCHER names a program that starts and
// kills it, as .ci/kafka does. With GIGAWIRE_REQUIRE_KAFKA it is that.
func onEachMortal(t *testing.T, test func(t *testing.T, m mortal)) {
	t.Helper()
	t.Parallel()
	t.Run("embedded", func(t *testing.T) {
		t.Parallel()
		test(t, embeddedMortal(t))
	})
	launcher := launcher()
	if launcher == "" {
		return
	}
	t.Run("real", func(t *testing.T) {
		t.Parallel()
		test(t, realMortal(t, launcher))
	})
}

func embeddedMortal(t *testing.T) mortal {
	t.Helper()
	dir, port := t.TempDir(), freePort(t)
	var process *exec.Cmd
	m := mortal{
		addr: fmt.Sprint("127.0.0.1:", port),
		start: func(t *testing.T) {
			t.Helper()
			process = exec.CommandContext(deadline(t), os.Args[0]) //nolint:gosec // ourselves
			process.Env = append(os.Environ(), brokerDir+"="+dir, fmt.Sprint(brokerPort, "=", port))
			launch(t, process)
		},
		kill: func(t *testing.T) {
			t.Helper()
			process.Process.Kill()
			process.Wait()
		},
	}
	m.start(t)
	return m
}

// launch starts a process and waits for its first line.
func launch(t *testing.T, process *exec.Cmd) {
	t.Helper()
	process.Stderr = t.Output()
	if _, err := process.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatalf("the broker did not start: %v", err)
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func realMortal(t *testing.T, launcher string) mortal {
	t.Helper()
	dir := t.TempDir()
	run := func(t *testing.T, verb string) string {
		t.Helper()
		command := exec.CommandContext(deadline(t), launcher, verb, dir)
		command.Stderr = t.Output()
		out, err := command.Output()
		if err != nil {
			t.Fatalf("%s %s: %v", launcher, verb, err)
		}
		return strings.TrimSpace(string(out))
	}
	m := mortal{
		start: func(t *testing.T) { t.Helper(); run(t, "start") },
		kill:  func(t *testing.T) { t.Helper(); run(t, "kill") },
	}
	m.addr = run(t, "start")
	t.Cleanup(func() { exec.Command(launcher, "kill", dir).Run() }) //nolint:noctx // the tests are over
	return m
}

// TestSuiteBrokerKilledLosesNothing writes and reads on while the broker is
// killed and comes back.
func TestSuiteBrokerKilledLosesNothing(t *testing.T) {
	onEachMortal(t, func(t *testing.T, m mortal) {
		client, r := connect(t, testConfig(m.addr)), newRecorder()
		group := join(t, articlesGroup(client, r.handle))
		const deaths, step = 2, 5000
		for death := range deaths {
			from := death * 2 * step
			publish(t, client, numbered(client.config.ArticlesTopic(), from, from+step))
			done := make(chan error, 1)
			go func() { done <- publishSlowly(deadline(t), client, from+step, from+2*step) }()
			time.Sleep(50 * time.Millisecond) // so that it is well under way
			m.kill(t)
			time.Sleep(300 * time.Millisecond)
			m.start(t)
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		}
		drain(t, client)
		group.leave(t)
		wantNumbers(t, r.seen, deaths*2*step)
	})
}

// publishSlowly makes many calls, so that some meet the broker's death.
func publishSlowly(ctx context.Context, c *Client, from, to int) error {
	for ; from < to; from += 50 {
		if err := c.Publish(ctx, numbered(c.config.ArticlesTopic(), from, from+50)); err != nil {
			return err
		}
	}
	return nil
}

// TestSuiteAcknowledgedFactsOutliveTheBroker kills the broker the moment that
// it has acknowledged, and reads what it has when it is back.
func TestSuiteAcknowledgedFactsOutliveTheBroker(t *testing.T) {
	onEachMortal(t, func(t *testing.T, m mortal) {
		client := connect(t, testConfig(m.addr))
		want := facts(3000)
		writeFacts(t, client, want)
		m.kill(t)
		m.start(t)
		got := readFacts(t, client)
		for _, f := range want {
			if _, ok := got[f.ID]; !ok {
				t.Fatalf("fact %s is lost, of %d there are %d", f.ID, len(want), len(got))
			}
		}
	})
}

// TestSuiteCommitsOutliveTheBroker lets a group go on where it was.
func TestSuiteCommitsOutliveTheBroker(t *testing.T) {
	onEachMortal(t, func(t *testing.T, m mortal) {
		client := connect(t, testConfig(m.addr))
		publish(t, client, numbered(client.config.ArticlesTopic(), 0, 300))
		first := join(t, articlesGroup(client, newRecorder().handle))
		drain(t, client)
		first.leave(t)
		m.kill(t)
		m.start(t)
		lag, err := client.Lag(deadline(t), groupID(client), client.config.ArticlesTopic())
		if err != nil || lag != 0 {
			t.Errorf("lag %d, error %v, want 0", lag, err)
		}
	})
}

// TestSuiteFollowOutlivesTheBroker follows facts while the broker is away.
func TestSuiteFollowOutlivesTheBroker(t *testing.T) {
	onEachMortal(t, func(t *testing.T, m mortal) {
		client := connect(t, testConfig(m.addr))
		all := facts(200)
		writeFacts(t, client, all[:100])
		ctx, cancel := context.WithCancel(deadline(t))
		defer cancel()
		var once sync.Once
		seen := map[string]bool{}
		for f, err := range client.Follow(ctx, Tail{FromStart: true, Types: fact.Types()}) {
			if err != nil {
				t.Fatal(err)
			}
			if seen[f.ID] = true; len(seen) == 100 {
				once.Do(func() {
					m.kill(t)
					m.start(t)
					writeFacts(t, client, all[100:])
				})
			}
			if len(seen) == len(all) {
				return
			}
		}
		t.Errorf("%d facts, want %d", len(seen), len(all))
	})
}
