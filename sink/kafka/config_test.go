package kafka

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestConfigSaysWhatIsWrong(t *testing.T) {
	for want, change := range map[string]func(*Config){
		"host:port":          func(c *Config) { c.Brokers = []string{"localhost"} },
		"kafka.partitions":   func(c *Config) { c.Partitions = 0 },
		"kafka.replication":  func(c *Config) { c.Replication = 0 },
		"max_message_bytes":  func(c *Config) { c.MaxMessage = 1 },
		"topic_prefix":       func(c *Config) { c.Prefix = "a_b" },
		"choose plain, scra": func(c *Config) { c.SASL.Mechanism = "gssapi" },
	} {
		c := DefaultConfig()
		change(&c)
		if err := c.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	if err := DefaultConfig().Validate(); err != nil {
		t.Errorf("the defaults are invalid: %v", err)
	}
}

func TestConnectSaysThatNoBrokerAnswers(t *testing.T) {
	c := testConfig("127.0.0.1:1")
	c.Timeout = 2 * time.Second
	_, err := Connect(deadline(t), c, nil)
	if !errors.Is(err, ErrUnreachable) || !strings.Contains(err.Error(), "127.0.0.1:1") {
		t.Errorf("error %v, want ErrUnreachable with the address", err)
	}
}

func TestConnectWantsBrokers(t *testing.T) {
	if _, err := Connect(deadline(t), DefaultConfig(), nil); err == nil || !strings.Contains(err.Error(), "kafka.brokers") {
		t.Errorf("error %v, want one that names kafka.brokers", err)
	}
}
