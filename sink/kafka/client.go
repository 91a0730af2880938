package kafka

import (
	"context"
	"errors"
	"fmt"
	"strings"

	kafkago "github.com/segmentio/kafka-go"
)

// ErrUnreachable means that no broker answers.
var ErrUnreachable = errors.New("no broker answers")

// Client is the way to one cluster. It may be used by several goroutines.
type Client struct {
	config Config
	admin  *kafkago.Client
	dialer *kafkago.Dialer
	writer *kafkago.Writer
}

// Connect checks the configuration and that a broker answers, within the
// configured timeout. The error wraps ErrUnreachable where none does.
func Connect(ctx context.Context, c Config) (*Client, error) {
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("connecting to Kafka: %w", err)
	}
	if len(c.Brokers) == 0 {
		return nil, errors.New("connecting to Kafka: no brokers named: set kafka.brokers, such as [localhost:9092]")
	}
	mechanism, err := c.SASL.mechanism()
	if err != nil {
		return nil, fmt.Errorf("connecting to Kafka: %w", err)
	}
	transport := c.transport(mechanism)
	client := &Client{
		config: c,
		admin:  &kafkago.Client{Addr: kafkago.TCP(c.Brokers...), Timeout: c.Timeout, Transport: transport},
		dialer: c.dialer(mechanism),
		writer: newWriter(c, transport),
	}
	if err := client.ping(ctx); err != nil {
		client.Close()
		return nil, err
	}
	return client, nil
}

func (c *Client) ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, c.config.Timeout)
	defer cancel()
	if _, err := c.admin.Metadata(ctx, &kafkago.MetadataRequest{}); err != nil {
		return fmt.Errorf("connecting to Kafka at %s: %w: start it, or name others with kafka.brokers: %w",
			strings.Join(c.config.Brokers, ", "), ErrUnreachable, err)
	}
	return nil
}

// Config returns the configuration that the client was made of.
func (c *Client) Config() Config { return c.config }

// Close ends the connections. What is being written is finished first.
func (c *Client) Close() error {
	if err := c.writer.Close(); err != nil {
		return fmt.Errorf("closing Kafka writer: %w", err)
	}
	return nil
}
