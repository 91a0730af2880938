// Package kafka writes facts, articles and dead letters to Kafka topics and
// reads them back, on kafka-go, from the embedded broker and from real ones
// alike.
//
// It is also the Go client for those who consume facts: Client.Follow reads
// them without a group, Group with one. It links no extractor.
package kafka

import (
	"errors"
	"fmt"
	"net"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

// Config says which brokers to use, and how.
type Config struct {
	// Brokers are addresses, "host:port".
	Brokers []string `yaml:"brokers"`
	// ClientID is the name that brokers know the program by, in their logs
	// and quotas.
	ClientID string `yaml:"client_id"`
	// Prefix stands before the name of every topic.
	Prefix string `yaml:"topic_prefix"`
	// Partitions and Replication are those of topics that are created.
	Partitions  int `yaml:"partitions"`
	Replication int `yaml:"replication"`
	// MinInSync is min.insync.replicas of topics that are created: how many
	// replicas must have a message before it is acknowledged. 0 is one less
	// than Replication, so that one broker may be away.
	MinInSync int       `yaml:"min_insync_replicas"`
	Retention Retention `yaml:"retention"`
	// Raw are the topics that others write documents to. Those that are missing
	// are created, of the others nothing is asked.
	Raw []string `yaml:"-"`
	// Compression is "none", "gzip", "snappy", "lz4" or "zstd".
	Compression string `yaml:"compression"`
	// MaxMessage is how large a message may be, in bytes before compression.
	MaxMessage int `yaml:"max_message_bytes"`
	// Timeout bounds the connecting to a broker and each of its answers.
	Timeout time.Duration `yaml:"timeout"`
	// Drain is how long what is being handled or written may take to end once
	// the program is to stop.
	Drain time.Duration `yaml:"drain"`
	TLS   TLS           `yaml:"tls"`
	SASL  SASL          `yaml:"sasl"`
}

// The bounds of Config.MaxMessage, in bytes. The upper one is what a reader
// takes at a time.
const (
	minMaxMessage = 1 << 10
	maxMaxMessage = 8 << 20
)

// DefaultConfig returns the settings that suit a broker on one machine. No
// brokers are named.
func DefaultConfig() Config {
	return Config{
		ClientID: "gigawire", Partitions: 6, Replication: 1, Compression: "snappy",
		MaxMessage: 900_000, Retention: defaultRetention(), Timeout: 10 * time.Second, Drain: 10 * time.Second,
	}
}

// Validate returns an error that names each wrong setting and says what to do.
// That no brokers are named is not wrong: the embedded one may be meant.
func (c Config) Validate() error {
	return errors.Join(
		c.checkBrokers(),
		checkPrefix(c.Prefix),
		atLeast(1, "partitions", c.Partitions),
		atLeast(1, "replication", c.Replication),
		c.checkMinInSync(),
		c.Retention.validate(),
		atLeast(minMaxMessage, "max_message_bytes", c.MaxMessage),
		atMost(maxMaxMessage, "max_message_bytes", c.MaxMessage),
		positive("timeout", c.Timeout),
		positive("drain", c.Drain),
		second(c.codec()),
		second(c.TLS.config()),
		second(c.SASL.mechanism()),
	)
}

func second[T any](_ T, err error) error { return err }

func (c Config) checkBrokers() error {
	var errs []error
	for _, b := range c.Brokers {
		if _, port, err := net.SplitHostPort(b); err != nil || port == "" {
			errs = append(errs, fmt.Errorf("kafka.brokers has %q: write host:port, such as localhost:9092", b))
		}
	}
	return errors.Join(errs...)
}

func atLeast(limit int, name string, value int) error {
	if value < limit {
		return fmt.Errorf("kafka.%s is %d: it must be at least %d", name, value, limit)
	}
	return nil
}

func atMost(limit int, name string, value int) error {
	if value > limit {
		return fmt.Errorf("kafka.%s is %d: it must be at most %d", name, value, limit)
	}
	return nil
}

func positive(name string, d time.Duration) error {
	if d <= 0 {
		return fmt.Errorf("kafka.%s is %s: write a duration such as 10s", name, d)
	}
	return nil
}

func (c Config) codec() (kafkago.Compression, error) {
	var codec kafkago.Compression
	if c.Compression == "none" {
		return codec, nil
	}
	if err := codec.UnmarshalText([]byte(c.Compression)); err != nil || codec == 0 {
		return 0, fmt.Errorf("kafka.compression is %q: choose none, gzip, snappy, lz4 or zstd", c.Compression)
	}
	return codec, nil
}

// transport is for what writes and asks. Metadata is renewed each second, as
// kafka-go does not renew it when a leader moves.
func (c Config) transport() (*kafkago.Transport, error) {
	secure, mechanism, err := c.security()
	if err != nil {
		return nil, err
	}
	return &kafkago.Transport{
		ClientID: c.ClientID, MetadataTTL: time.Second, DialTimeout: dialTimeout, TLS: secure, SASL: mechanism,
	}, nil
}

// dialer is for what reads.
func (c Config) dialer() (*kafkago.Dialer, error) {
	secure, mechanism, err := c.security()
	if err != nil {
		return nil, err
	}
	return &kafkago.Dialer{
		ClientID: c.ClientID, Timeout: dialTimeout, DualStack: true, TLS: secure, SASLMechanism: mechanism,
	}, nil
}

// dialTimeout is how long a broker may take to accept a connection. With more,
// a dead broker of a cluster holds up the asking of those that live.
const dialTimeout = 3 * time.Second
