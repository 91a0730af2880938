package web

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/gigawire/gigawire/sink/kafka"
)

// Meter measures the pipeline by its topics: how fast they grow and how far the
// extract stage is behind, wherever the stages run.
type Meter struct {
	Client *kafka.Client
	// Group is the consumer group of the extract stage.
	Group string
	Log   *slog.Logger

	mu      sync.Mutex
	samples []sample // the oldest first
	err     error
	// bytes and messages are those that were met on each topic.
	met map[string]traffic
}

type traffic struct{ messages, bytes int64 }

// sample is how much stood on the topics at one time.
type sample struct {
	at    time.Time
	sizes map[string]kafka.Size
	lag   int64
}

// A sample is taken each period, and as many are kept as a chart shows.
const (
	period      = 2 * time.Second
	mostSamples = 151
)

// Run measures until ctx ends.
func (m *Meter) Run(ctx context.Context) {
	ticker := time.NewTicker(period)
	defer ticker.Stop()
	for {
		s, err := m.sample(ctx)
		if ctx.Err() != nil {
			return
		}
		m.keep(s, err)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (m *Meter) sample(ctx context.Context) (sample, error) {
	config := m.Client.Config()
	s := sample{at: time.Now(), sizes: map[string]kafka.Size{}}
	for _, topic := range config.TopicNames() {
		size, err := m.Client.Size(ctx, topic)
		if err != nil {
			return s, err
		}
		s.sizes[topic] = size
	}
	lag, err := m.Client.Lag(ctx, m.Group, config.ArticlesTopic())
	s.lag = lag
	return s, err
}

func (m *Meter) keep(s sample, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.err = err
	if err != nil {
		m.Log.Debug("measuring topics", "error", err)
		return
	}
	m.samples = append(m.samples, s)
	if len(m.samples) > mostSamples {
		m.samples = m.samples[1:]
	}
}

// meet counts a message that was read, for the mean size of those of its topic.
func (m *Meter) meet(message *kafka.Message) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.met == nil {
		m.met = map[string]traffic{}
	}
	t := m.met[message.Topic]
	t.messages++
	t.bytes += int64(len(message.Key) + len(message.Value))
	m.met[message.Topic] = t
}
