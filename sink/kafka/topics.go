package kafka

import (
	"context"
	"errors"
	"fmt"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

// Topic is a topic as the brokers have it.
type Topic struct {
	Name        string
	Partitions  int
	Replication int
	// Missing is true of a topic that is not there.
	Missing bool
}

// CreateTopics creates those of the topics that are not there, and waits until
// they can be written to.
func (c *Client) CreateTopics(ctx context.Context) error {
	var missing []kafkago.TopicConfig
	topics, err := c.Topics(ctx)
	if err != nil {
		return err
	}
	for _, t := range topics {
		if t.Missing {
			missing = append(missing, kafkago.TopicConfig{
				Topic: t.Name, NumPartitions: c.config.Partitions, ReplicationFactor: c.config.Replication,
			})
		}
	}
	if len(missing) == 0 {
		return nil
	}
	resp, err := c.admin.CreateTopics(ctx, &kafkago.CreateTopicsRequest{Topics: missing})
	if err != nil {
		return fmt.Errorf("creating topics: %w", err)
	}
	for name, err := range resp.Errors {
		if err != nil && !errors.Is(err, kafkago.TopicAlreadyExists) {
			return fmt.Errorf("creating topic %s: %w", name, err)
		}
	}
	return c.awaitTopics(ctx)
}

// awaitTopics waits until every partition has a leader.
func (c *Client) awaitTopics(ctx context.Context) error {
	for {
		topics, err := c.Topics(ctx)
		if err == nil && !anyMissing(topics) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for topics: %w", ctx.Err())
		case <-time.After(50 * time.Millisecond):
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
// Config.Topics.
func (c *Client) Topics(ctx context.Context) ([]Topic, error) {
	names := c.config.Topics()
	meta, err := c.admin.Metadata(ctx, &kafkago.MetadataRequest{Topics: names})
	if err != nil {
		return nil, fmt.Errorf("asking for topics: %w", err)
	}
	there := map[string]Topic{}
	for _, t := range meta.Topics {
		if t.Error == nil && len(t.Partitions) > 0 && led(t.Partitions) {
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

func led(partitions []kafkago.Partition) bool {
	for _, p := range partitions {
		if p.Error != nil || p.Leader.Host == "" {
			return false
		}
	}
	return true
}

// partitions returns the numbers of a topic's partitions.
func (c *Client) partitions(ctx context.Context, topic string) ([]int, error) {
	meta, err := c.admin.Metadata(ctx, &kafkago.MetadataRequest{Topics: []string{topic}})
	if err != nil {
		return nil, fmt.Errorf("asking for the partitions of %s: %w", topic, err)
	}
	var out []int
	for _, t := range meta.Topics {
		if t.Error != nil {
			return nil, fmt.Errorf("asking for the partitions of %s: %w: create the topics with gigawire topics", topic, t.Error)
		}
		for _, p := range t.Partitions {
			out = append(out, p.ID)
		}
	}
	return out, nil
}
