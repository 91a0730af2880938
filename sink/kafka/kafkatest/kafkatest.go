// Package kafkatest gives tests a broker of their own.
package kafkatest

import (
	"testing"

	"github.com/gigawire/gigawire/sink/broker"
	"github.com/gigawire/gigawire/sink/kafka"
)

// Connect starts a broker for a test and returns a client of it. All topics
// are there, with that many partitions, those of raw documents among them.
func Connect(t testing.TB, partitions int, raw ...string) *kafka.Client {
	t.Helper()
	b, err := broker.Start(broker.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	c := kafka.DefaultConfig()
	c.Brokers, c.Partitions, c.Raw = []string{b.Addr()}, partitions, raw
	client, err := kafka.Connect(t.Context(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	if err := client.CreateTopics(t.Context()); err != nil {
		t.Fatal(err)
	}
	return client
}
