package kafka

import (
	"context"
	"errors"
	"fmt"
	"slices"

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
	// Settings are the topic's own and the brokers' defaults, by Kafka's
	// names; nil where they may not be read.
	Settings map[string]string
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

// topic returns what a topic is created with.
func (c Config) topic(name string) kafkago.TopicConfig {
	t := kafkago.TopicConfig{Topic: name, NumPartitions: c.Partitions, ReplicationFactor: c.Replication}
	for _, s := range c.settings(name) {
		t.ConfigEntries = append(t.ConfigEntries, kafkago.ConfigEntry{ConfigName: s.name, ConfigValue: s.value})
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
			return fmt.Errorf("creating topic %s: %w", name, c.config.explain(err, "Create", name))
		}
	}
	return nil
}

// createAgain creates topics that somebody deleted under way: what is to be
// written to them could not go anywhere else.
func (c *Client) createAgain(ctx context.Context) {
	c.creating.Lock()
	defer c.creating.Unlock()
	if err := c.CreateTopics(ctx); err != nil && ctx.Err() == nil {
		c.log.Warn("creating topics that have gone", "error", err)
	}
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
			return c.unseen(topics, err)
		}
	}
}

// unseen says why topics that are there do not show.
func (c *Client) unseen(topics []Topic, err error) error {
	if err != nil {
		return fmt.Errorf("waiting for topics: %w", err)
	}
	i := slices.IndexFunc(topics, func(t Topic) bool { return t.Missing })
	return fmt.Errorf("waiting for topic %s: it is there and does not show: it has no leader yet, or %s lacks the right Describe on topic %s (kafka.topic_prefix)",
		topics[i].Name, c.config.who(), topics[i].Name)
}

func anyMissing(topics []Topic) bool {
	return slices.ContainsFunc(topics, func(t Topic) bool { return t.Missing })
}

// Topics returns how the brokers have the topics, in the order of
// Config.TopicNames.
func (c *Client) Topics(ctx context.Context) (topics []Topic, err error) {
	err = c.ask(ctx, func(ctx context.Context) error {
		topics, err = c.askTopics(ctx)
		return err
	})
	return topics, err
}

func (c *Client) askTopics(ctx context.Context) ([]Topic, error) {
	names := c.config.TopicNames()
	meta, err := c.admin.Metadata(ctx, &kafkago.MetadataRequest{Topics: names})
	if err != nil {
		return nil, fmt.Errorf("asking for topics: %w", err)
	}
	there := map[string]Topic{}
	for _, t := range meta.Topics {
		if errors.Is(t.Error, kafkago.TopicAuthorizationFailed) {
			return nil, fmt.Errorf("asking for topics: %w", c.config.explain(t.Error, "Describe", t.Name))
		}
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
	return topics, c.describe(ctx, topics)
}

// describe reads the settings of those topics that are there.
func (c *Client) describe(ctx context.Context, topics []Topic) error {
	var resources []kafkago.DescribeConfigRequestResource
	at := map[string]*Topic{}
	for i := range topics {
		if t := &topics[i]; !t.Missing {
			at[t.Name] = t
			resources = append(resources, kafkago.DescribeConfigRequestResource{
				ResourceType: kafkago.ResourceTypeTopic, ResourceName: t.Name,
			})
		}
	}
	if len(resources) == 0 {
		return nil
	}
	resp, err := c.admin.DescribeConfigs(ctx, &kafkago.DescribeConfigsRequest{Resources: resources})
	if err != nil {
		return fmt.Errorf("asking for the settings of topics: %w", err)
	}
	for _, r := range resp.Resources {
		if t := at[r.ResourceName]; t != nil && r.Error == nil {
			t.Settings = map[string]string{}
			for _, entry := range r.ConfigEntries {
				t.Settings[entry.ConfigName] = entry.ConfigValue
			}
		}
	}
	return nil
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
