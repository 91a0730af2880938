package kafka

import (
	"context"
	"errors"
	"fmt"
	"strings"

	kafkago "github.com/segmentio/kafka-go"
)

// Topic is a topic as the brokers have it.
type Topic struct {
	Name        string
	Partitions  int
	Replication int
	// Missing is true of a topic that is not there, or that has a partition
	// without a leader.
	Missing bool
}

// Difference says how a topic differs from what is configured, or returns ""
// if it does not. Nothing is changed about a topic that is there.
func (c Config) Difference(t Topic) string {
	if t.Missing {
		return "is not there"
	}
	var parts []string
	if t.Partitions != c.Partitions {
		parts = append(parts, fmt.Sprintf("has %d partitions, configured are %d", t.Partitions, c.Partitions))
	}
	if t.Replication != c.Replication {
		parts = append(parts, fmt.Sprintf("has %d replicas, configured are %d", t.Replication, c.Replication))
	}
	return strings.Join(parts, "; ")
}

// CreateTopics creates those of the topics that are not there, and waits until
// they can be written to. Without, brokers would make them with settings of
// their own, or the embedded one lose them.
func (c *Client) CreateTopics(ctx context.Context) error {
	topics, err := c.Topics(ctx)
	if err != nil {
		return err
	}
	var missing []kafkago.TopicConfig
	for _, t := range topics {
		if t.Missing {
			missing = append(missing, c.config.topic(t.Name))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	if err := c.ask(ctx, func(ctx context.Context) error { return c.create(ctx, missing) }); err != nil {
		return err
	}
	return c.awaitTopics(ctx)
}

// topic returns the settings that a topic is created with.
func (c Config) topic(name string) kafkago.TopicConfig {
	t := kafkago.TopicConfig{Topic: name, NumPartitions: c.Partitions, ReplicationFactor: c.Replication}
	if name == c.StateTopic() {
		t.ConfigEntries = []kafkago.ConfigEntry{{ConfigName: "cleanup.policy", ConfigValue: "compact"}}
	}
	return t
}

func (c *Client) create(ctx context.Context, topics []kafkago.TopicConfig) error {
	resp, err := c.admin.CreateTopics(ctx, &kafkago.CreateTopicsRequest{Topics: topics})
	if err != nil {
		return fmt.Errorf("creating topics: %w", err)
	}
	for name, err := range resp.Errors {
		if err != nil && !errors.Is(err, kafkago.TopicAlreadyExists) {
			return fmt.Errorf("creating topic %s: %w", name, err)
		}
	}
	return nil
}

// awaitTopics waits until every partition has a leader.
func (c *Client) awaitTopics(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, c.config.Timeout)
	defer cancel()
	for attempt := 1; ; attempt++ {
		topics, err := c.Topics(ctx)
		if err == nil && !anyMissing(topics) {
			return nil
		}
		if pause(ctx, min(attempt, 2)) != nil {
			return errors.Join(fmt.Errorf("waiting for topics: %w", ctx.Err()), err)
		}
	}
}

func anyMissing(topics []Topic) bool {
	for _, t := range topics {
		if t.Missing {
			return true
		}
	}
	return false
}

// Topics returns how the brokers have the topics, in the order of
// Config.TopicNames.
func (c *Client) Topics(ctx context.Context) ([]Topic, error) {
	names := c.config.TopicNames()
	meta, err := c.admin.Metadata(ctx, &kafkago.MetadataRequest{Topics: names})
	if err != nil {
		return nil, fmt.Errorf("asking for topics: %w", err)
	}
	there := map[string]Topic{}
	for _, t := range meta.Topics {
		if t.Error == nil && isLed(t.Partitions) {
			there[t.Name] = Topic{Name: t.Name, Partitions: len(t.Partitions), Replication: len(t.Partitions[0].Replicas)}
		}
	}
	topics := make([]Topic, len(names))
	for i, name := range names {
		t, ok := there[name]
		if !ok {
			t = Topic{Name: name, Missing: true}
		}
		topics[i] = t
	}
	return topics, nil
}

// isLed says whether there are partitions, each with a leader.
func isLed(partitions []kafkago.Partition) bool {
	for _, p := range partitions {
		if p.Error != nil || p.Leader.Host == "" {
			return false
		}
	}
	return len(partitions) > 0
}
