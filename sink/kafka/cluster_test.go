package kafka

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"github.com/gigawire/gigawire/sink/broker"
)

// onEachCluster runs a test on the embedded broker and, where one is named by
// GIGAWIRE_KAFKA_BROKERS, on a real one. With GIGAWIRE_REQUIRE_KAFKA a real one
// must be named.
func onEachCluster(t *testing.T, test func(t *testing.T, c Config)) {
	t.Helper()
	t.Parallel() // the tests wait more than they work
	t.Run("embedded", func(t *testing.T) {
		t.Parallel()
		test(t, embedded(t))
	})
	real := os.Getenv("GIGAWIRE_KAFKA_BROKERS")
	if real == "" {
		if os.Getenv("GIGAWIRE_REQUIRE_KAFKA") != "" {
			t.Error("GIGAWIRE_KAFKA_BROKERS names no broker")
		}
		return
	}
	t.Run("real", func(t *testing.T) {
		t.Parallel()
		test(t, testConfig(strings.Split(real, ",")...))
	})
}

// embedded starts the embedded broker and returns a configuration for it.
func embedded(t *testing.T) Config {
	t.Helper()
	b, err := broker.Start(broker.Config{Dir: t.TempDir(), Log: testLog(t)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return testConfig(b.Addr())
}

// faulty starts brokers that can be told to fail, and connects to them.
func faulty(t *testing.T, options ...kfake.Opt) (*kfake.Cluster, *Client) {
	t.Helper()
	cluster := fake(t, append([]kfake.Opt{kfake.NumBrokers(1)}, options...)...)
	return cluster, connect(t, testConfig(cluster.ListenAddrs()...))
}

func fake(t *testing.T, options ...kfake.Opt) *kfake.Cluster {
	t.Helper()
	cluster, err := kfake.NewCluster(options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	return cluster
}

// testConfig has topics of its own, so that tests on one broker do not meet.
func testConfig(brokers ...string) Config {
	c := DefaultConfig()
	c.Brokers = brokers
	c.Partitions = 3
	c.Prefix = fmt.Sprintf("test-%x.", rand.Uint64())
	return c
}

func connect(t *testing.T, c Config) *Client {
	t.Helper()
	client, err := Connect(deadline(t), c, testLog(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	if err := client.CreateTopics(deadline(t)); err != nil {
		t.Fatal(err)
	}
	return client
}

// testLog shows what went wrong on the way to a test's failure.
func testLog(t *testing.T) *slog.Logger {
	t.Helper()
	return slog.New(slog.NewTextHandler(t.Output(), nil))
}

// deadline returns a context that ends a test that hangs.
func deadline(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// numbered returns messages with the numbers from from up to to as values,
// and every tenth of them with the same key.
func numbered(topic string, from, to int) []Message {
	var out []Message
	for i := from; i < to; i++ {
		out = append(out, Message{Topic: topic, Key: fmt.Append(nil, i%10), Value: fmt.Append(nil, i)})
	}
	return out
}

func publish(t *testing.T, c *Client, messages []Message) {
	t.Helper()
	if err := c.Publish(deadline(t), messages); err != nil {
		t.Fatal(err)
	}
}

// stored returns all messages of a topic, those of a partition in order.
func stored(t *testing.T, c *Client, topic string) []Message {
	t.Helper()
	var out []Message
	for m, err := range c.Scan(deadline(t), topic) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, m)
	}
	return out
}

// values counts the values of messages.
func values(messages []Message) map[string]int {
	out := map[string]int{}
	for _, m := range messages {
		out[string(m.Value)]++
	}
	return out
}

// wantNumbers fails a test unless all numbers below n were seen.
func wantNumbers(t *testing.T, seen map[string]int, n int) {
	t.Helper()
	repeats := 0
	for i := range n {
		count := seen[fmt.Sprint(i)]
		if count == 0 {
			t.Fatalf("message %d of %d is lost", i, n)
		}
		repeats += count - 1
	}
	if len(seen) != n {
		t.Errorf("%d different messages, want %d", len(seen), n)
	}
	t.Logf("%d messages, %d repeats", n, repeats)
}
