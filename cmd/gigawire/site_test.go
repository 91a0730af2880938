package main

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/config"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink/broker"
	"github.com/gigawire/gigawire/sink/kafka"
)

// site is where a test runs the pipeline: a directory, ports and topics of its
// own.
type site struct {
	dir      string
	newsroom string   // its address
	brokers  string   // real ones, empty for the embedded
	flags    []string // of run, tail and topics
}

// onEachBroker runs a test on the embedded broker and, where
// GIGAWIRE_KAFKA_BROKERS names one, on a real one. With GIGAWIRE_REQUIRE_KAFKA
// one must be named.
func onEachBroker(t *testing.T, test func(t *testing.T, s *site)) {
	t.Helper()
	t.Parallel() // the tests wait more than they work
	t.Run("embedded", func(t *testing.T) { test(t, newSite(t, "")) })
	real := os.Getenv("GIGAWIRE_KAFKA_BROKERS")
	if real == "" {
		if os.Getenv("GIGAWIRE_REQUIRE_KAFKA") != "" {
			t.Error("GIGAWIRE_KAFKA_BROKERS names no broker")
		}
		return
	}
	t.Run("real", func(t *testing.T) { test(t, newSite(t, real)) })
}

func newSite(t *testing.T, brokers string) *site {
	t.Helper()
	prefix := fmt.Sprintf("test-%x.", rand.Uint64())
	s := &site{dir: t.TempDir(), newsroom: "127.0.0.1:" + freePort(t), brokers: brokers}
	s.set("state", filepath.Join(s.dir, "seen.db"))
	s.set("broker.dir", filepath.Join(s.dir, "broker"))
	s.set("broker.port", "0")
	s.set("http.address", "127.0.0.1:0")
	s.set("newsroom.address", s.newsroom)
	s.set("kafka.brokers", "["+brokers+"]")
	s.set("kafka.topic_prefix", prefix)
	s.set("kafka.partitions", "3")
	s.set("extract.group", prefix+"extract")
	s.set("fetch.delay", "1ms")
	return s
}

// set sets a value over those of the default pipeline.yaml.
func (s *site) set(path, value string) {
	if s.flags == nil {
		s.flags = []string{"--config", "../../pipeline.yaml"}
	}
	s.flags = append(s.flags, "--set", path+"="+value)
}

// run runs a command with the settings of the site.
func (s *site) run(t *testing.T, args ...string) call {
	t.Helper()
	return run1(t, "", s.args(args...)...)
}

func (s *site) args(args ...string) []string { return slices.Concat(args, s.flags) }

// open returns the address of the brokers. The embedded one, whose run must
// have ended, it starts on that run's data until the test ends, or until what
// it returns is called.
func (s *site) open(t *testing.T) (addr string, closeBroker func()) {
	t.Helper()
	if s.brokers != "" {
		return s.brokers, func() {}
	}
	b, err := broker.Start(broker.Config{Dir: filepath.Join(s.dir, "broker")})
	if err != nil {
		t.Fatal(err)
	}
	return b.Addr(), func() { b.Close() }
}

// onTopics returns the facts on the topics.
func (s *site) onTopics(t *testing.T) []fact.Fact {
	t.Helper()
	addr, closeBroker := s.open(t)
	defer closeBroker()
	c := s.run(t, "tail", "--from", "beginning", "--once", "-o", "ndjson", "--brokers", addr)
	c.want(t, exitDone)
	return c.facts(t)
}

// lag returns how many articles the extract stage has not acknowledged.
func (s *site) lag(t *testing.T) int64 {
	t.Helper()
	addr, closeBroker := s.open(t)
	defer closeBroker()
	c, client := s.client(t, addr)
	defer client.Close()
	lag, err := client.Lag(t.Context(), c.Extract.Group, c.Kafka.ArticlesTopic())
	if err != nil {
		t.Fatal(err)
	}
	return lag
}

// client connects to a broker as the site's runs do.
func (s *site) client(t *testing.T, addr string) (config.Config, *kafka.Client) {
	t.Helper()
	var settings []string
	for i, flag := range s.flags {
		if flag == "--set" {
			settings = append(settings, s.flags[i+1])
		}
	}
	c, err := config.Load("../../pipeline.yaml", settings)
	if err != nil {
		t.Fatal(err)
	}
	c.Kafka.Brokers = strings.Split(addr, ",")
	client, err := kafka.Connect(t.Context(), c.Kafka, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return c, client
}
