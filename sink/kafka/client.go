package kafka

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	kafkago "github.com/segmentio/kafka-go"
	"golang.org/x/sync/semaphore"
)

// Client is the way to one cluster. It may be used by several goroutines.
type Client struct {
	config    Config
	log       *slog.Logger
	reading   *sparse // of what goes wrong there
	transport *kafkago.Transport
	admin     *kafkago.Client
	dialer    *kafkago.Dialer
	writer    *kafkago.Writer
	// single writes each message in a request of its own.
	single   *kafkago.Writer
	inFlight *semaphore.Weighted // bytes
	creating sync.Mutex
}

// Connect checks the configuration and that a broker answers, within seconds.
// The error wraps ErrUnreachable where none does; once connected, the client
// waits for brokers that are away, and says so in the log, which may be nil.
func Connect(ctx context.Context, c Config, log *slog.Logger) (*Client, error) {
	client, err := newClient(c, log)
	if err != nil {
		return nil, fmt.Errorf("connecting to Kafka: %w", err)
	}
	if err := client.ping(ctx); err != nil {
		return nil, errors.Join(err, client.Close())
	}
	return client, nil
}

func newClient(c Config, log *slog.Logger) (*Client, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	if len(c.Brokers) == 0 {
		return nil, errors.New("no brokers named: set kafka.brokers, such as [localhost:9092]")
	}
	transport, err := c.transport()
	if err != nil {
		return nil, err
	}
	dialer, err := c.dialer()
	if err != nil {
		return nil, err
	}
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Client{
		config: c, log: log, reading: &sparse{log: log}, transport: transport, dialer: dialer,
		admin:  &kafkago.Client{Addr: kafkago.TCP(c.Brokers...), Timeout: c.Timeout, Transport: transport},
		writer: newWriter(c, transport, batchMessages), single: newWriter(c, transport, 1),
		inFlight: semaphore.NewWeighted(maxInFlight),
	}, nil
}

// pingTimeout is how soon a person hears that no broker answers, and
// pingAttempts how often connections may break before: a broker that is just
// going away is no reason not to start on the others.
const (
	pingTimeout  = 5 * time.Second
	pingAttempts = 6
)

func (c *Client) ping(ctx context.Context) error {
	asking, cancel := context.WithTimeout(ctx, min(pingTimeout, c.config.Timeout))
	defer cancel()
	for attempt := 1; ; attempt++ {
		_, err := c.admin.Metadata(asking, &kafkago.MetadataRequest{Topics: []string{}})
		if err == nil {
			return nil
		}
		if attempt == pingAttempts || !isBroken(err) || pause(asking, attempt) != nil {
			return c.unreachable(context.WithoutCancel(ctx), err)
		}
	}
}

// Answers returns nil where the brokers answer now for every partition of a
// topic. It does not ask twice.
func (c *Client) Answers(ctx context.Context, topic string) error {
	_, err := c.askExtents(ctx, topic, time.Time{})
	return err
}

// Config returns the configuration that the client was made of.
func (c *Client) Config() Config { return c.config }

// Close finishes what is being written and ends the connections. It returns
// ErrUnfinished if that takes longer than Config.Drain: kafka-go goes on
// trying to write after the context of a call has ended.
func (c *Client) Close() error {
	closed := make(chan error, 1)
	go func() {
		closed <- errors.Join(c.writer.Close(), c.single.Close())
		c.transport.CloseIdleConnections()
	}()
	select {
	case err := <-closed:
		if err != nil {
			return fmt.Errorf("closing Kafka writer: %w", err)
		}
		return nil
	case <-time.After(c.config.Drain):
		return fmt.Errorf("closing Kafka writer: %w", ErrUnfinished)
	}
}
