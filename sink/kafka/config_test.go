package kafka

import (
	"errors"
	"strings"
	"testing"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

func TestConfigSaysWhatIsWrong(t *testing.T) {
	for want, change := range map[string]func(*Config){
		`"localhost": write host:port`:                      func(c *Config) { c.Brokers = []string{"a:1", "localhost"} },
		"kafka.partitions is 0":                             func(c *Config) { c.Partitions = 0 },
		"kafka.replication is -1":                           func(c *Config) { c.Replication = -1 },
		"kafka.max_message_bytes is 1: it must be at least": func(c *Config) { c.MaxMessage = 1 },
		"it must be at most":                                func(c *Config) { c.MaxMessage = 1 << 30 },
		"kafka.topic_prefix":                                func(c *Config) { c.Prefix = "a_b" },
		"kafka.timeout is 0s":                               func(c *Config) { c.Timeout = 0 },
		"kafka.drain is -1s":                                func(c *Config) { c.Drain = -time.Second },
		"kafka.compression":                                 func(c *Config) { c.Compression = "brotli" },
		"kafka.min_insync_replicas is 3 and":                func(c *Config) { c.Replication, c.MinInSync = 2, 3 },
		"kafka.retention.dead is -1h0m0s":                   func(c *Config) { c.Retention.Dead = -time.Hour },
		"choose none, gzip":                                 func(c *Config) { c.Compression = "" },
		"set kafka.sasl.username and kafka.sasl.password":   func(c *Config) { c.SASL = SASL{Mechanism: "plain", Username: "ann"} },
		"choose plain, scra":                                func(c *Config) { c.SASL.Mechanism = "gssapi" },
	} {
		c := DefaultConfig()
		change(&c)
		if err := c.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
}

func TestConfigTellsAllThatIsWrong(t *testing.T) {
	c := DefaultConfig()
	c.Partitions, c.Timeout = 0, 0
	err := c.Validate()
	if err == nil || !strings.Contains(err.Error(), "partitions") || !strings.Contains(err.Error(), "timeout") {
		t.Errorf("error %v, want both", err)
	}
}

func TestDefaultsAreValid(t *testing.T) {
	if err := DefaultConfig().Validate(); err != nil {
		t.Error(err)
	}
}

func TestCompressionsAreThoseOfKafka(t *testing.T) {
	for name, want := range map[string]kafkago.Compression{
		"none": 0, "gzip": kafkago.Gzip, "snappy": kafkago.Snappy, "lz4": kafkago.Lz4, "zstd": kafkago.Zstd,
	} {
		if got, err := (Config{Compression: name}).codec(); err != nil || got != want {
			t.Errorf("%s: %v, error %v", name, got, err)
		}
	}
}

func TestConnectSaysThatNoBrokerAnswers(t *testing.T) {
	_, err := Connect(deadline(t), testConfig("127.0.0.1:1"), nil)
	if !errors.Is(err, ErrUnreachable) {
		t.Fatalf("error %v, want ErrUnreachable", err)
	}
	for _, want := range []string{"127.0.0.1:1", "start the broker, or name others with kafka.brokers"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
}

func TestConnectTriesEachBroker(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	c.Brokers = append([]string{"127.0.0.1:1"}, c.Brokers...)
	wantRoundTrip(t, connect(t, c))
}

func TestConnectWantsBrokersAndAValidConfiguration(t *testing.T) {
	if _, err := Connect(deadline(t), DefaultConfig(), nil); err == nil || !strings.Contains(err.Error(), "set kafka.brokers") {
		t.Errorf("error %v, want one that names kafka.brokers", err)
	}
	if _, err := Connect(deadline(t), Config{Brokers: []string{"a:1"}}, nil); err == nil || !strings.Contains(err.Error(), "partitions") {
		t.Errorf("error %v, want that of Validate", err)
	}
}

func TestOneBrokerMayBeAway(t *testing.T) {
	for replication, want := range map[int]int{1: 1, 2: 1, 3: 2, 5: 4} {
		if got := (Config{Replication: replication}).minInSync(); got != want {
			t.Errorf("of %d replicas %d must be in sync, want %d", replication, got, want)
		}
	}
}
