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

	"github.com/gigawire/gigawire/sink/broker"
)

// onEachCluster runs a test on the embedded broker and, where one is named by
// GIGAWIRE_KAFKA_BROKERS, on a real one. With GIGAWIRE_REQUIRE_KAFKA a real one
// must be named.
func onEachCluster(t *testing.T, test func(t *testing.T, c Config)) {
	t.Run("embedded", func(t *testing.T) {
		b, err := broker.Start(broker.Config{Dir: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { b.Close() })
		test(t, testConfig(b.Addr()))
	})
	real := os.Getenv("GIGAWIRE_KAFKA_BROKERS")
	if real == "" {
		if os.Getenv("GIGAWIRE_REQUIRE_KAFKA") != "" {
			t.Error("GIGAWIRE_KAFKA_BROKERS names no broker")
		}
		return
	}
	t.Run("real", func(t *testing.T) { test(t, testConfig(strings.Split(real, ",")...)) })
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
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}
