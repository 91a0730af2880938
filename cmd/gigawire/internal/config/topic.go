package config

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
)

// Topic is a topic of raw documents on the brokers of the pipeline.
type Topic struct {
	Topic string `yaml:"topic"`
	// Group is the consumer group that shares its documents out.
	Group string `yaml:"group"`
}

const defaultTopicGroup = "gigawire-ingest"

// GroupOrDefault returns the consumer group.
func (t Topic) GroupOrDefault() string { return cmp.Or(t.Group, defaultTopicGroup) }

// topicNames returns the names of the topics of raw documents.
func (s Sources) topicNames() []string {
	var names []string
	for _, t := range s.Topics {
		names = append(names, t.Topic)
	}
	return names
}

// legalTopic is what Kafka takes for the name of a topic.
var legalTopic = regexp.MustCompile(`^[A-Za-z0-9._-]{1,249}$`)

// checkTopics wants topics that are not written to by the pipeline itself,
// which would take in without end what it has put there.
func (c *Config) checkTopics() (errs []error) {
	own := c.Kafka
	own.Raw = nil
	for i, t := range c.Sources.Topics {
		switch {
		case !legalTopic.MatchString(t.Topic):
			errs = append(errs, fmt.Errorf("sources.topics has the topic %q: name one with at most 249 letters, digits, dots, hyphens and underscores", t.Topic))
		case slices.Contains(own.TopicNames(), t.Topic):
			errs = append(errs, fmt.Errorf("sources.topics has %s, which gigawire writes to: name a topic of raw documents", t.Topic))
		case slices.Contains(c.Sources.topicNames()[:i], t.Topic):
			errs = append(errs, fmt.Errorf("sources.topics has %s twice: name it once", t.Topic))
		}
		if t.GroupOrDefault() == c.Extract.Group {
			errs = append(errs, fmt.Errorf("sources.topics has the group %s, which is that of extract.group: name another", t.Group))
		}
	}
	return errs
}
