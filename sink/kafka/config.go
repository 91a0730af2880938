// Package kafka writes facts, articles and dead letters to Kafka topics and
// reads them back, on kafka-go, from the embedded broker and from real ones
// alike.
package kafka

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	kafkago "github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/sasl"
	"github.com/segmentio/kafka-go/sasl/plain"
	"github.com/segmentio/kafka-go/sasl/scram"

	"github.com/gigawire/gigawire/extract/fact"
)

// Config says which brokers to use, and how.
type Config struct {
	// Brokers are addresses, "host:port".
	Brokers []string `yaml:"brokers"`
	// Prefix stands before the name of every topic.
	Prefix string `yaml:"topic_prefix"`
	// Partitions and Replication are those of topics that are created.
	Partitions  int  `yaml:"partitions"`
	Replication int  `yaml:"replication"`
	TLS         bool `yaml:"tls"`
	SASL        SASL `yaml:"sasl"`
	// MaxMessage is how large a message may be, in bytes.
	MaxMessage int `yaml:"max_message_bytes"`
	// Timeout bounds the connecting to a broker and each of its answers.
	Timeout time.Duration `yaml:"timeout"`
}

// SASL says how to log in. An empty mechanism means not at all.
type SASL struct {
	// Mechanism is "plain", "scram-sha-256" or "scram-sha-512".
	Mechanism string `yaml:"mechanism"`
	Username  string `yaml:"username"`
	Password  string `yaml:"password"`
}

// DefaultConfig returns the settings that suit a broker on one machine.
func DefaultConfig() Config {
	return Config{Partitions: 6, Replication: 1, MaxMessage: 900_000, Timeout: 10 * time.Second}
}

// Validate returns an error that says what to do.
func (c Config) Validate() error {
	var errs []error
	for _, b := range c.Brokers {
		if _, port, err := net.SplitHostPort(b); err != nil || port == "" {
			errs = append(errs, fmt.Errorf("kafka.brokers has %q: write host:port, such as localhost:9092", b))
		}
	}
	if c.Partitions < 1 {
		errs = append(errs, fmt.Errorf("kafka.partitions is %d: it must be at least 1", c.Partitions))
	}
	if c.Replication < 1 {
		errs = append(errs, fmt.Errorf("kafka.replication is %d: it must be at least 1", c.Replication))
	}
	if c.MaxMessage < 1024 {
		errs = append(errs, fmt.Errorf("kafka.max_message_bytes is %d: it must be at least 1024", c.MaxMessage))
	}
	if strings.ContainsAny(c.Prefix, " /_") {
		errs = append(errs, fmt.Errorf("kafka.topic_prefix is %q: use letters, digits, dots and hyphens", c.Prefix))
	}
	if _, err := c.SASL.mechanism(); err != nil {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func (s SASL) mechanism() (sasl.Mechanism, error) {
	switch s.Mechanism {
	case "":
		return nil, nil
	case "plain":
		return plain.Mechanism{Username: s.Username, Password: s.Password}, nil
	case "scram-sha-256":
		return scram.Mechanism(scram.SHA256, s.Username, s.Password)
	case "scram-sha-512":
		return scram.Mechanism(scram.SHA512, s.Username, s.Password)
	default:
		return nil, fmt.Errorf("kafka.sasl.mechanism is %q: choose plain, scram-sha-256 or scram-sha-512", s.Mechanism)
	}
}

// ArticlesTopic returns the topic that ingest and extract meet at.
func (c Config) ArticlesTopic() string { return c.Prefix + "articles" }

// DeadTopic returns the topic of what could not be read or written.
func (c Config) DeadTopic() string { return c.Prefix + "articles.dead" }

// FactsTopic returns the topic of a type of facts.
func (c Config) FactsTopic(t fact.Type) string {
	return c.Prefix + "facts." + map[fact.Type]string{
		fact.TypeCompany: "companies", fact.TypeAmount: "amounts", fact.TypeValuation: "valuations",
		fact.TypeGigawatt: "gigawatts", fact.TypeStake: "stakes",
	}[t]
}

// Topics returns the names of all topics.
func (c Config) Topics() []string {
	topics := []string{c.ArticlesTopic(), c.DeadTopic()}
	for _, t := range fact.Types() {
		topics = append(topics, c.FactsTopic(t))
	}
	return topics
}

func (c Config) tls() *tls.Config {
	if !c.TLS {
		return nil
	}
	return &tls.Config{MinVersion: tls.VersionTLS12}
}

// transport is for what writes and asks. Metadata is renewed each second, as
// kafka-go does not renew it when a leader moves.
func (c Config) transport(mechanism sasl.Mechanism) *kafkago.Transport {
	return &kafkago.Transport{
		ClientID: "gigawire", MetadataTTL: time.Second, DialTimeout: 3 * time.Second,
		TLS: c.tls(), SASL: mechanism,
	}
}

// dialer is for what reads.
func (c Config) dialer(mechanism sasl.Mechanism) *kafkago.Dialer {
	return &kafkago.Dialer{
		ClientID: "gigawire", Timeout: c.Timeout, DualStack: true, TLS: c.tls(), SASLMechanism: mechanism,
	}
}
